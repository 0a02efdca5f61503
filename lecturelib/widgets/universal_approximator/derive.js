// The networks of equation (2), how far they are from the target, and what is drawn of them.

import { floats } from "../kit/binary.js";
import { fill } from "../kit/dom.js";
import { ACTIVATIONS, netInput } from "../kit/maths.js";
import { clamp, num } from "../kit/numbers.js";

/** @import { Binary, Point, Span, Words } from "../kit/types.js" */

/** Left and right edge, and height. @typedef {number[]} Bump */

/** One state of the trained network; train, test: its errors, 0 without noise.
 * @typedef {{ epoch: number, theta: Float32Array, train: number, test: number }} State
 */

const EDGE = 1e-9; // so far beside an edge a step is over

/** g at x, straight between its heights at 0, 0.01, ..., 1.
 * @param {number[]} heights @param {number} x
 */
export function targetAt(heights, x) {
  const k = Math.min(99, Math.floor(100 * x));
  const t = 100 * x - k;
  return (1 - t) * heights[k] + t * heights[k + 1];
}

/** G of equation (2) for one input, as a function. It is called for every pixel: its lists are
 * reused.
 * @param {object} parameters of m hidden neurons
 * @param {ArrayLike<number>} parameters.w
 * @param {ArrayLike<number>} parameters.b
 * @param {ArrayLike<number>} parameters.alpha
 * @param {number} parameters.alpha0
 * @param {string} parameters.activation
 */
export function network({ w, b, alpha, alpha0, activation }) {
  const { f } = ACTIVATIONS[activation];
  const a = new Float64Array(w.length);
  const x = [0];
  const v = [0];
  return (/** @type {number} */ value) => {
    x[0] = value;
    for (let i = 0; i < w.length; i++) {
      v[0] = w[i];
      a[i] = f(netInput(v, x, b[i]));
    }
    return netInput(alpha, a, alpha0);
  };
}

/** The network that is built of bumps: two neurons each, one up at the left edge, one down at the
 * right.
 * @param {Bump[]} bumps @param {number} w @param {string} activation
 */
export function builtNetwork(bumps, w, activation) {
  const edges = bumps.flatMap(([left, right]) => [left, right]);
  return network({
    w: edges.map(() => w),
    b: edges.map((x) => -w * x),
    alpha: bumps.flatMap(([, , height]) => [height, -height]),
    alpha0: 0,
    activation,
  });
}

/** The network that is trained. @param {Float32Array} theta w, b, alpha and alpha_0 in one */
export function trainedNetwork(theta) {
  const m = (theta.length - 1) / 3;
  return network({
    w: theta.subarray(0, m),
    b: theta.subarray(m, 2 * m),
    alpha: theta.subarray(2 * m, 3 * m),
    alpha0: theta[3 * m],
    activation: "sigmoid",
  });
}

/** Where the built network is drawn and measured: every thousandth, and both sides of each edge.
 * @param {Bump[]} bumps @param {Span} ends
 */
export function samples(bumps, [low, high]) {
  const edges = bumps.flatMap(([left, right]) => [left, right]);
  const first = Math.round(1000 * low);
  const count = Math.round(1000 * high) - first + 1;
  const even = Array.from({ length: count }, (_, k) => (first + k) / 1000);
  return [...even, ...edges.flatMap((x) => [x - EDGE, x + EDGE])].sort((a, b) => a - b);
}

/** Where |G - g| is largest on [0, 1].
 * @param {number[]} xs @param {number[]} G at xs @param {number[]} heights of g
 * @returns {{ error: number, at: number, value: number }} value: G there
 */
export function worst(xs, G, heights) {
  const found = { error: -1, at: 0, value: 0 };
  xs.forEach((x, k) => {
    if (x < 0 || x > 1) return;
    const error = Math.abs(G[k] - targetAt(heights, x));
    if (error > found.error) Object.assign(found, { error, at: x, value: G[k] });
  });
  return found;
}

/** The area between G and the band, as one outline: forth along G, back along the nearest place in the
 * band. It has no width where G is inside, so of these places only those next to others count.
 * @param {number[]} xs @param {number[]} G at xs @param {number[]} heights of g
 * @param {number} epsilon
 * @returns {Point[]}
 */
export function beyondBand(xs, G, heights, epsilon) {
  const kept = xs.map((x, k) => {
    const g = targetAt(heights, clamp(x, 0, 1));
    return clamp(G[k], g - epsilon, g + epsilon);
  });
  const here = xs.map((_, k) => k).filter((k) => xs[k] >= 0 && xs[k] <= 1);
  const out = here.map((k) => kept[k] !== G[k]);
  const places = here.filter((_, j) => out[j - 1] || out[j] || out[j + 1]);
  return [
    ...places.map((k) => /** @type {Point} */ ([xs[k], G[k]])),
    ...places.reverse().map((k) => /** @type {Point} */ ([xs[k], kept[k]])),
  ];
}

/** What one bump adds to G, from the axis and back to it.
 * @param {Bump} bump @param {number} w @param {string} activation @param {number[]} xs
 * @returns {Point[]}
 */
export function outline(bump, w, activation, xs) {
  const [left, right] = bump;
  const corners = [left - EDGE, left + EDGE, right - EDGE, right + EDGE];
  const places = activation === "step" ? corners : xs;
  const G = builtNetwork([bump], w, activation);
  const curve = places.map((x) => /** @type {Point} */ ([x, G(x)]));
  return [[places[0], 0], ...curve, [places[places.length - 1], 0]];
}

/** The states of a recorded training.
 * @param {{ path?: Binary, epochs?: number[], errors?: Binary }} run
 * @returns {State[]}
 */
export function readRun({ path, epochs = [], errors }) {
  const flat = floats(path, Float32Array);
  const size = flat.length / epochs.length;
  const measured = floats(errors);
  return epochs.map((epoch, k) => ({
    epoch,
    theta: flat.subarray(size * k, size * k + size),
    train: measured[2 * k] ?? 0,
    test: measured[2 * k + 1] ?? 0,
  }));
}

/** The upper end of the chart's axis.
 * @param {number[][]} tried rows m, training error, test error
 */
export function highest(tried) {
  const errors = tried.flatMap(([, train, test]) => [train, test]);
  return Math.max(0.2, Math.ceil(11 * Math.max(0, ...errors)) / 10);
}

/** The text beneath.
 * @param {Words} words
 * @param {object} shown
 * @param {number} shown.error the largest of what is built
 * @param {number} shown.at where it is
 * @param {number} shown.epsilon
 * @param {{ state: State, epochs: number, error: number, noisy: boolean } | null} shown.trained
 */
export function summary(words, { error, at, epsilon, trained }) {
  const values = { error: num(error), x: num(at), epsilon: num(epsilon) };
  const built = fill(error < epsilon ? words.within : words.outside, values);
  if (!trained) return built;
  const { state, epochs, noisy } = trained;
  const learned = fill(noisy ? words.epoch_noise : words.epoch, {
    epoch: state.epoch,
    epochs,
    error: num(trained.error),
    train: num(state.train, 3),
    test: num(state.test, 3),
  });
  return built + words.gap + learned;
}
