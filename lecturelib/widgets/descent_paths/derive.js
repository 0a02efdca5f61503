// Three runs of one race, from plain values: what each has done when the clock shows t, and what it
// does next.

import { fill } from "../kit/dom.js";
import { num } from "../kit/numbers.js";

/** @import { Point, Words } from "../kit/types.js" */

/** What a method did, update by update. size: of its batches. points: w and b before each update.
 * losses: there, over all observations. one, all: the gradients there, of one observation and of
 * all.
 * @typedef {object} Run
 * @property {number} size
 * @property {number[][]} points
 * @property {ArrayLike<number>} losses
 * @property {number[][]} one
 * @property {number[][]} all
 */

/** What the three share. @typedef {"observations" | "epochs" | "iterations"} Clock */

const FAR = 1000; // a loss of so much has diverged
const TOP = 9; // in powers of ten, far above the chart

/** @param {number} size @param {number} N */
const perEpoch = (size, N) => Math.ceil(N / size);

/** Updates that a run has made when the clock shows t.
 * @param {Run} run @param {Clock} clock @param {number} t @param {number} N
 */
export function updates({ size, points }, clock, t, N) {
  const each = perEpoch(size, N);
  const made = {
    iterations: t,
    epochs: t * each,
    observations: Math.floor(t / N) * each + Math.floor((t % N) / size),
  };
  return Math.min(points.length - 1, made[clock]);
}

/** Observations that k updates have used.
 * @param {number} size @param {number} k @param {number} N
 */
export function used(size, k, N) {
  const each = perEpoch(size, N);
  return Math.floor(k / each) * N + (k % each) * size;
}

/** The loss against the clock, in powers of ten.
 * @param {Run} run @param {Clock} clock @param {number} N
 */
export function lossCurve({ size, losses }, clock, N) {
  const time = {
    iterations: (/** @type {number} */ k) => k,
    epochs: (/** @type {number} */ k) => used(size, k, N) / N,
    observations: (/** @type {number} */ k) => used(size, k, N),
  }[clock];
  return Array.from(
    losses,
    (L, k) => /** @type {Point} */ ([time(k), Math.min(TOP, Math.log10(L))]),
  );
}

/** @param {Words} words @param {number} L */
export const lossText = (words, L) => (L < FAR ? num(L) : words.far);

/** The gradients where a run stands after k updates: of one observation, of its batch, of all.
 * @param {Run} run @param {number} k @param {number} s the learning rate
 */
export function gradientsAt({ points, one, all }, k, s) {
  const own = points[k].map((value, j) => (value - points[k + 1][j]) / s);
  return [one[k], own, all[k]];
}

/** One scale for the arrows of these gradients: the means are at most a fifth of the plane long, and
 * that of one observation half.
 * @param {number[][]} gradients @param {number} span
 */
export function arrowScale(gradients, span) {
  const [single, ...means] = gradients.map((g) => Math.hypot(...g));
  return Math.min(0.2 * span / (Math.max(...means) || 1), 0.5 * span / (single || 1));
}

/** The angle between two directions, in whole degrees.
 * @param {number[]} from @param {number[]} to
 */
export function angleBetween(from, to) {
  const turn = Math.atan2(from[1], from[0]) - Math.atan2(to[1], to[0]);
  return Math.round(Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) * 180 / Math.PI);
}

/** What the next update of a method does.
 * @param {Words} words
 * @param {object} next
 * @param {string} next.name the method
 * @param {Run} next.run
 * @param {number} next.k the updates so far
 * @param {number} next.s the learning rate
 * @param {number} next.N
 * @param {boolean} next.inside whether it stands on the plane
 */
export function told(words, { name, run, k, s, N, inside }) {
  const [now, then] = [run.losses[k], run.losses[k + 1]];
  const [before, after] = [lossText(words, now), lossText(words, then)];
  const values = { method: words[name], B: run.size, N, before, after };
  if (!inside) return fill(now < FAR ? words.outside : words.diverged, values);
  const [, own, all] = gradientsAt(run, k, s);
  const change = before === after ? words.same : then > now ? words.up : words.down;
  return fill(words.next + words.gap + change, { ...values, angle: angleBetween(own, all) });
}
