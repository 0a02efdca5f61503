// The neurons between the pixels and the outputs: what one adds up, and how it votes.

import { netInput } from "../kit/maths.js";

/** @import { Network } from "../kit/maths.js" */

/** What is open: its weights, weight times pixel, their sum, the bias, z and a, and a times its weight
 * to each output.
 * @typedef {object} Opened
 * @property {number[]} w
 * @property {number[]} wx
 * @property {number} sum
 * @property {number} b
 * @property {number} z
 * @property {number} a
 * @property {number[]} votes
 */

/** Neuron j of a network with one hidden layer.
 * @param {Network} network @param {number} j @param {{ z: number[][], a: number[][] }} pass
 * @returns {Opened}
 */
export function opened({ weights: [W, V], biases }, j, { z, a: [x, a] }) {
  const w = W.map((row) => row[j]);
  return {
    w,
    wx: w.map((weight, pixel) => weight * x[pixel]),
    sum: netInput(w, x, 0),
    b: biases[0][j],
    z: z[0][j],
    a: a[j],
    votes: V[j].map((v) => a[j] * v),
  };
}

/** The largest of the sizes, at least 1e-9. @param {number[][]} rows */
export const largest = (rows) => Math.max(1e-9, ...rows.flat().map(Math.abs));

/** How many digits after the point the parts and their total need, from 2 on, so that they add up as
 * they are written.
 * @param {number[]} parts @param {number} total
 */
export function digitsThatAdd(parts, total) {
  for (let digits = 2; digits < 9; digits++) {
    const units = (/** @type {number} */ value) =>
      Math.round(Number(value.toFixed(digits)) * 10 ** digits);
    if (parts.reduce((sum, part) => sum + units(part), 0) === units(total)) return digits;
  }
  return 9;
}

/** The colour of a weight, as red, green, blue and how much of it covers the white: blue speaks for,
 * orange against.
 * @param {number} value @param {number} most
 */
export function shade(value, most) {
  const cover = Math.min(255, Math.round(255 * Math.abs(value) / most));
  return value < 0 ? [213, 94, 0, cover] : [0, 114, 178, cover];
}
