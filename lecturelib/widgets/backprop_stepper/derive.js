// Equations (3) to (8) for the 2-2-1 network, and its numbers as they are written.

import { ACTIVATIONS, forward, LOSSES } from "../kit/maths.js";
import { num, short } from "../kit/numbers.js";

/** What the hand can change: w1 to w6, x1 and x2, y; and s, the learning rate.
 * @typedef {{ w: number[], x: number[], y: number, s: number }} Example
 */

/** Numbers by the names that the formulas give them: w1, x2, yHat, g5.
 * @typedef {Record<string, number>} Values
 */

const SHIFT = 0.001; // h of the finite differences

/** @param {number[]} w @param {number[]} x */
function pass(w, x) {
  const { z, a } = forward({
    weights: [[[w[0], w[2]], [w[1], w[3]]], [[w[4]], [w[5]]]],
    biases: [[0, 0], [0]],
    activations: ["sigmoid", "identity"],
  }, x);
  return { z: z[0], a: a[1], yHat: a[2][0] };
}

/** @param {number[]} w @param {number[]} x @param {number} y */
export const lossOf = (w, x, y) => LOSSES.squared.L(y, pass(w, x).yHat, ACTIVATIONS.identity);

/** Both passes. slope: the sigmoid's at z. delta: the error of the output. d: those of the hidden
 * neurons. g: the slopes of the loss in w1 to w6. m: the same measured, from the losses in around:
 * that with each weight a little more, and a little less.
 * @param {number[]} w @param {number[]} x @param {number} y
 */
export function backpropagate(w, x, y) {
  const { z, a, yHat } = pass(w, x);
  const { L, delta: errorOf } = LOSSES.squared;
  const delta = errorOf(y, yHat, ACTIVATIONS.identity);
  const slope = z.map((value) => ACTIVATIONS.sigmoid.slope(value));
  const d = slope.map((value, i) => delta * w[4 + i] * value);
  const g = [
    ...d.flatMap((error) => x.map((value) => error * value)),
    ...a.map((value) => delta * value),
  ];
  const around = w.map((weight, k) =>
    [weight + SHIFT, weight - SHIFT].map((moved) => lossOf(w.with(k, moved), x, y))
  );
  const m = around.map(([up, down]) => (up - down) / (2 * SHIFT));
  return { z, a, yHat, L: L(y, yHat, ACTIVATIONS.identity), delta, slope, d, g, around, m };
}

/** Everything that the graph and the formulas show; n1 to n6 are the weights after an update.
 * @param {Example} example
 */
export function computed({ w, x, y, s }) {
  const { yHat, L, delta, around, ...lists } = backpropagate(w, x, y);
  const n = w.map((weight, k) => weight - s * lists.g[k]);
  /** @type {Values} */
  const values = { y, s, yHat, L, delta };
  for (const [name, list] of Object.entries({ ...lists, w, x, n })) {
    list.forEach((value, k) => {
      values[`${name}${k + 1}`] = value;
    });
  }
  return { values, around };
}

/** Three decimals, as in the lecture. @param {number} value */
const decimals = (value) =>
  Math.abs(value) < 1000 ? num(value, 3) : value.toExponential(1).replace("-", "−");

/** What was given and not computed: without trailing zeros. @param {number} value */
export function given(value) {
  const size = Math.abs(value);
  return size < 1000 ? short(value, size < 10 ? 3 : 2) : decimals(value);
}

/** At most five signs, which is what a frame holds. @param {number} value */
export function brief(value) {
  const size = Math.abs(value);
  const minus = Number(value < 0);
  if (size < 1000) return short(value, 3 - minus - Number(size >= 10) - Number(size >= 100));
  return value.toExponential(1 - minus).replace("+", "").replace("-", "−");
}

/** @param {Values} values @param {string} name */
export const written = (values, name) =>
  (/^[wxysn]\d?$/.test(name) ? given : decimals)(values[name]);

/** "−2·({y}−{yHat})" with its numbers: a negative one stands in brackets after a minus sign, and as
 * a factor.
 * @param {string} template @param {Values} values @param {boolean} factor
 */
export function withNumbers(template, values, factor = false) {
  return template.replace(/(−?)\{(\w+)\}/g, (_, minus, name) => {
    const text = written(values, name);
    return minus + ((minus || factor) && text.startsWith("−") ? `(${text})` : text);
  });
}

/** How the slope of w_k (k from 1) is measured.
 * @param {number[][]} around @param {Values} values @param {number} k
 */
export function quotient(around, values, k) {
  const losses = around[k - 1].map((value) => num(value, 6)).join(" − ");
  return `(${losses}) / ${2 * SHIFT} = ${written(values, `m${k}`)}`;
}

/** The top of the loss's axis: a power of two, so that it rarely changes; it holds losses up to 1000.
 * @param {number[]} losses
 */
export const ceiling = (losses) =>
  2 ** Math.ceil(Math.log2(Math.max(1, Math.min(1000, Math.max(...losses)))));
