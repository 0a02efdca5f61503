// What the four columns show, computed from the recorded runs alone.

import { floats, rows } from "../kit/binary.js";
import { fill } from "../kit/dom.js";
import { clamp, num } from "../kit/numbers.js";

/** @import { Binary, Words } from "../kit/types.js" */

/** What Python sends of a run: nothing before it is asked, no path if it is that of the plain run.
 * @typedef {object} Sent
 * @property {number[]} [of]
 * @property {Binary} [path]
 * @property {Binary} [errors]
 * @property {Binary} [kept]
 * @property {number} [stopped]
 * @property {number} [best]
 */

/** A run, with what there is of each epoch at [t].
 * @typedef {object} Run
 * @property {number[]} of the settings that it was made with
 * @property {number[][]} path theta
 * @property {number[][]} errors of training, validation and test set, each with its epochs at [t]
 * @property {number[][]} kept 1 for each hidden neuron that was not dropped; empty if none ever is
 * @property {number} stopped the epoch in which early stopping stops, or Infinity
 * @property {number} best the epoch to whose weights it then goes back
 */

/** The run of a column.
 * @param {Sent} sent @param {Sent} plain @param {number} epochs @returns {Run}
 */
export function readRun(sent, plain, epochs) {
  const { path, errors } = sent.path ? sent : plain;
  const flat = floats(path, Float32Array);
  const kept = floats(sent.kept, Uint8Array);
  return {
    of: sent.of ?? [],
    path: rows(flat, flat.length / (epochs + 1)),
    errors: rows(floats(errors, Float32Array), epochs + 1),
    kept: rows(kept, kept.length / (epochs + 1)),
    stopped: sent.stopped ?? Infinity,
    best: sent.best ?? 0,
  };
}

/** The epoch whose weights a column shows. @param {Run} run @param {number} t */
export const shownEpoch = ({ stopped, best }, t) => (t >= stopped ? best : t);

/** The upper end of the error axes: no training or validation error is higher, or it is 1.
 * @param {Run[]} runs
 */
export function highest(runs) {
  const all = runs.flatMap(({ errors: [training, validation] }) => [...training, ...validation]);
  return Math.min(1, Math.ceil(10 * Math.max(...all)) / 10);
}

/** The net input of the output neuron on a grid, at [j][i] for x_1 = xs[i] and x_2 = ys[j].
 *
 * tanh z = 1 - 2 / (1 + e^(2z)), and e^(2z) is a factor of x_1 times a factor of x_2, so that
 * no place of the grid needs a power of its own. Weights up to 50 are far from any overflow.
 * @param {number[]} theta W^(1) by rows, b^(1), W^(2), b^(2)
 * @param {number[]} xs @param {number[]} ys
 * @param {number[]} [scale] what each hidden neuron's activation is multiplied by
 * @returns {Float64Array[]}
 */
export function netInputs(theta, xs, ys, scale) {
  const H = (theta.length - 1) / 4;
  const across = new Float64Array(xs.length);
  const grid = ys.map(() => new Float64Array(xs.length).fill(theta[4 * H]));
  for (let h = 0; h < H; h++) {
    const weight = theta[3 * H + h] * (scale ? scale[h] : 1);
    if (!weight) continue;
    for (let i = 0; i < xs.length; i++) across[i] = power(theta[h] * xs[i]);
    for (let j = 0; j < ys.length; j++) {
      const up = power(theta[H + h] * ys[j] + theta[2 * H + h]);
      const z = grid[j];
      for (let i = 0; i < z.length; i++) z[i] += weight * (1 - 2 / (1 + across[i] * up));
    }
  }
  return grid;
}

/** e^(2z), or so near 0 or infinity that a product of two is still a number. @param {number} z */
const power = (z) => Math.exp(clamp(2 * z, -350, 350));

/** theta without its biases. @param {number[]} theta */
export function weightsOf(theta) {
  const H = (theta.length - 1) / 4;
  return [...theta.slice(0, 2 * H), ...theta.slice(3 * H, 4 * H)];
}

/** ||W||_F of all weights together. @param {number[]} weights */
export const norm = (weights) => Math.hypot(...weights);

export const BINS = 21;

/** How many weights lie in each half unit around 0; the outermost bins take what lies beyond.
 * @param {number[]} weights
 */
export function histogram(weights) {
  const counts = new Array(BINS).fill(0);
  for (const w of weights) counts[clamp(Math.floor(2 * w + BINS / 2), 0, BINS - 1)]++;
  return counts;
}

/** The text beneath: the plain run until epoch t, and what early stopping does.
 * @param {Words} words @param {number} t @param {Run} plain @param {Run} early
 */
export function summary(words, t, { errors: [training, validation] }, { stopped, best }) {
  const low = validation.indexOf(Math.min(...validation.slice(0, t + 1)));
  const values = {
    t,
    low: num(validation[low]),
    best: low,
    now: num(validation[t]),
    was: num(training[low]),
    is: num(training[t]),
  };
  const risen = validation[t] - validation[low] >= 0.015;
  const plain = fill(risen ? words.rising : words.early_days, values);
  const stopping = fill(t >= stopped ? words.stopped : words.running, { stopped, best });
  return plain + words.gap + stopping;
}
