// Net input, activations, forward pass, two losses: lecturelib's own formulas, once more for the
// browser. What a widget computes besides is put together from these. test_maths_js.py compares
// them with Python.

/** A function and its slope; leaky ReLU takes gamma as well.
 * @typedef {object} Activation
 * @property {(z: number, gamma?: number) => number} f
 * @property {(z: number, gamma?: number) => number} slope
 */

/** weights[l][j][i] goes from j to i, biases[l][i], activations[l] is a name.
 * @typedef {object} Network
 * @property {number[][][]} weights
 * @property {number[][]} biases
 * @property {string[]} activations
 * @property {number} [gamma]
 */

/** @param {number} z */
function sigmoid(z) {
  const e = Math.exp(Math.min(z, 709));
  return e / (1 + e);
}

/** @type {Record<string, Activation>} */
export const ACTIVATIONS = {
  sigmoid: {
    f: sigmoid,
    slope: (z) => {
      const e = Math.exp(-Math.abs(z));
      return e / (1 + e) ** 2;
    },
  },
  tanh: {
    f: Math.tanh,
    slope: (z) => {
      const e = Math.exp(-Math.abs(z));
      return ((2 * e) / (1 + e * e)) ** 2;
    },
  },
  relu: { f: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0) },
  leaky_relu: {
    f: (z, gamma = 0.01) => Math.max(z, gamma * z),
    slope: (z, gamma = 0.01) => (z > 0 ? 1 : gamma),
  },
  softplus: { f: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), slope: sigmoid },
  identity: { f: (z) => z, slope: () => 1 },
  step: { f: (z) => (z > 0 ? 1 : 0), slope: () => 0 },
  sign: { f: (z) => (z >= 0 ? 1 : -1), slope: () => 0 },
};

const RESTS_AT = 20; // beyond it a sigmoid and tanh have come to rest
const PER_UNIT = 256; // places a unit
/** @type {Record<string, (z: number) => number>} */
const QUICK = {};

/** f to about 1e-6, for the many places of a picture: what takes an exponential is looked up, with a
 * straight line between two places.
 * @param {string} name of f
 */
export function quick(name) {
  return QUICK[name] ??= ["sigmoid", "tanh"].includes(name) ? tabled(name) : ACTIVATIONS[name].f;
}

/** @param {string} name */
function tabled(name) {
  const { f } = ACTIVATIONS[name];
  const places = 2 * RESTS_AT * PER_UNIT + 2;
  const table = Float64Array.from({ length: places }, (_, k) => f(k / PER_UNIT - RESTS_AT));
  return (/** @type {number} */ z) => {
    const place = PER_UNIT * (Math.max(-RESTS_AT, Math.min(RESTS_AT, z)) + RESTS_AT);
    const k = place | 0;
    return table[k] + (place - k) * (table[k + 1] - table[k]);
  };
}

/** w.x + b
 * @param {ArrayLike<number>} w @param {ArrayLike<number>} x @param {number} b
 */
export function netInput(w, x, b) {
  let z = b;
  for (let j = 0; j < x.length; j++) z += w[j] * x[j];
  return z;
}

/** The probabilities of classes from the net inputs of an output layer.
 * @param {number[]} z
 */
export function softmax(z) {
  const top = Math.max(...z);
  const e = z.map((value) => Math.exp(value - top));
  const all = e.reduce((sum, value) => sum + value, 0);
  return e.map((value) => value / all);
}

/** One input through the layers: z[l] and a[l + 1] belong to layer l + 1, and a[0] is x.
 * @param {Network} network @param {number[]} x
 * @param {Record<string, (z: number[]) => number[]>} [whole] activations that take a whole layer
 */
export function forward({ weights, biases, activations, gamma = 0.01 }, x, whole = {}) {
  /** @type {number[][]} */
  const z = [];
  const a = [x];
  weights.forEach((W, l) => {
    z.push(biases[l].map((b, i) => netInput(W.map((row) => row[i]), a[l], b)));
    const name = activations[l];
    a.push(whole[name]?.(z[l]) ?? z[l].map((value) => ACTIVATIONS[name].f(value, gamma)));
  });
  return { z, a };
}

/** The loss L of one target y, when y_hat = f(z), and its slope dL/dz.
 * @typedef {object} Loss
 * @property {(y: number, z: number, activation: Activation) => number} L
 * @property {(y: number, z: number, activation: Activation) => number} delta
 */

/** Cross-entropy is a sigmoid's.
 * @type {Record<string, Loss>}
 */
export const LOSSES = {
  squared: {
    L: (y, z, { f }) => (y - f(z)) ** 2,
    delta: (y, z, { f, slope }) => 2 * (f(z) - y) * slope(z),
  },
  binary_cross_entropy: {
    L: (y, z) => ACTIVATIONS.softplus.f((1 - 2 * y) * z),
    delta: (y, z, { f }) => f(z) - y,
  },
};
