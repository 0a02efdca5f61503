// The only formulas in the browser: net input, activations, forward pass, two losses. Each is lecturelib's own,
// and tests/browser/test_maths_js.py compares them on random inputs.

const sigmoid = z => 1 / (1 + Math.exp(-Math.max(z, -709)));

// name -> the function f and its slope f'; leaky_relu takes gamma as a second argument.
const ACTIVATIONS = {
  sigmoid: { f: sigmoid, slope: z => sigmoid(z) * sigmoid(-z) },
  tanh: {
    f: Math.tanh,
    slope: z => {
      const e = Math.exp(-2 * Math.abs(z));
      return 4 * e / (1 + e) ** 2;
    },
  },
  relu: { f: z => Math.max(z, 0), slope: z => (z > 0 ? 1 : 0) },
  leaky_relu: { f: (z, gamma) => Math.max(z, gamma * z), slope: (z, gamma) => (z > 0 ? 1 : gamma) },
  softplus: { f: z => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), slope: sigmoid },
  identity: { f: z => z, slope: () => 1 },
  step: { f: z => (z > 0 ? 1 : 0), slope: () => 0 },
  sign: { f: z => (z >= 0 ? 1 : -1), slope: () => 0 },
};

// w.x + b
function netInput(w, x, b) {
  let z = b;
  for (let j = 0; j < x.length; j++) z += w[j] * x[j];
  return z;
}

// One input through the layers. weights[l][j][i] goes from j to i, biases[l][i], activations[l] is a name.
// Returns {z, a}: z[l] and a[l + 1] belong to layer l + 1, and a[0] is x.
function forward({ weights, biases, activations, gamma = 0.01 }, x) {
  const z = [], a = [x];
  weights.forEach((W, l) => {
    const { f } = ACTIVATIONS[activations[l]];
    z.push(biases[l].map((b, i) => netInput(W.map(row => row[i]), a[l], b)));
    a.push(z[l].map(value => f(value, gamma)));
  });
  return { z, a };
}

// name -> the loss L of one target y, when y_hat = f(z), and its slope dL/dz; cross-entropy is a sigmoid's.
const LOSSES = {
  squared: { L: (y, z, { f }) => (y - f(z)) ** 2, delta: (y, z, { f, slope }) => 2 * (f(z) - y) * slope(z) },
  binary_cross_entropy: { L: (y, z) => ACTIVATIONS.softplus.f((1 - 2 * y) * z), delta: (y, z, { f }) => f(z) - y },
};
