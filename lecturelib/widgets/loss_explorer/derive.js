// What each point costs, the loss surface, and what the handles do, from plain values alone.

import { fill } from "../kit/dom.js";
import { ACTIVATIONS, LOSSES, netInput } from "../kit/maths.js";
import { clamp, num, round, short } from "../kit/numbers.js";

/** @import { Point, Span, Words } from "../kit/types.js" */

/** What Python says of a model: its activation function, the losses that it can have, its start,
 * the ranges that are shown, the contours' first level and the ratio of each to the one before.
 * @typedef {object} Model
 * @property {string} activation
 * @property {string[]} losses
 * @property {number} w
 * @property {number} b
 * @property {number[]} x
 * @property {number[]} y
 * @property {number} chosen
 * @property {Record<"x" | "y" | "w" | "b" | "bars", Span>} ranges
 * @property {[number, number]} levels
 */

/** The parameters. @typedef {{ w: number, b: number }} Parameters */

/** The same with the points. @typedef {Parameters & { x: number[], y: number[] }} Fit */

/** One point: its prediction, and by each of NAMES its loss L and the slope dL/dz.
 * @typedef {{ x: number, y: number, y_hat: number, L: number[], slopes: number[] }} Costs
 */

export const NAMES = ["squared", "binary_cross_entropy"];

/** The surface is known at the middles of so many cells a side, and one cell beyond. */
export const GRID = 64;

// A line is held where x = 0 and where x = END, a sigmoid where z = 0 and where z = LIFT.
const END = 4.5;
const LIFT = 2;

/** @param {Fit} fit @param {string} activation @returns {Costs[]} */
export function costs({ w, b, x, y }, activation) {
  const unit = ACTIVATIONS[activation];
  return x.map((one, n) => {
    const z = netInput([w], [one], b);
    return {
      x: one,
      y: y[n],
      y_hat: unit.f(z),
      L: NAMES.map((name) => LOSSES[name].L(y[n], z, unit)),
      slopes: NAMES.map((name) => LOSSES[name].delta(y[n], z, unit)),
    };
  });
}

/** The mean of each loss. @param {Costs[]} points */
export const means = (points) =>
  NAMES.map((_, k) => points.reduce((sum, { L }) => sum + L[k], 0) / points.length);

/** The places of the surface's grid in one direction. @param {Span} range */
export const gridAxis = ([low, high]) =>
  Array.from({ length: GRID + 2 }, (_, k) => low + (k - 0.5) / GRID * (high - low));

/** The mean loss at [j][i] for ws[i] and bs[j].
 * @param {string} loss its name @param {string} activation
 * @param {number[]} x @param {number[]} y
 * @param {number[]} ws @param {number[]} bs
 */
export function surface(loss, activation, x, y, ws, bs) {
  const unit = ACTIVATIONS[activation];
  const { L } = LOSSES[loss];
  return bs.map((b) =>
    Float64Array.from(ws, (w) => {
      let sum = 0;
      for (let n = 0; n < x.length; n++) sum += L(y[n], b + w * x[n], unit);
      return sum / x.length;
    })
  );
}

/** The contours' levels, none of them near the lowest value.
 * @param {Model["levels"]} levels @param {Float64Array[]} values
 */
export function contourLevels([first, ratio], values) {
  let lowest = Infinity;
  for (const row of values) lowest = row.reduce((least, one) => Math.min(least, one), lowest);
  return Array.from({ length: 30 }, (_, k) => first * ratio ** k)
    .filter((level) => level > 1.1 * lowest);
}

/** How dark the surface is, 0 to 1: darker where the mean loss is lower. @param {number} value */
export const darkness = (value) => clamp(1 - Math.log(value / 0.1) / Math.log(50), 0, 1);

/** w and b as a hand may set them. @param {Model} model @param {number} w @param {number} b */
export const within = ({ ranges }, w, b) => ({
  w: round(clamp(w, ...ranges.w)),
  b: round(clamp(b, ...ranges.b)),
});

/** A coordinate of a point as a hand may set it: not at the plane's very edge.
 * @param {Span} range @param {number} value
 */
export function inner([low, high], value) {
  const edge = 0.03 * (high - low);
  return clamp(value, low + edge, high - edge);
}

/** Where the curve's two handles are: what moves b, and what moves w.
 * @param {boolean} isLine @param {number} w @param {number} b
 * @returns {[Point, Point]}
 */
export function holds(isLine, w, b) {
  if (isLine) return [[0, b], [END, netInput([w], [END], b)]];
  const { f } = ACTIVATIONS.sigmoid;
  return [[-b / w, f(0)], [(LIFT - b) / w, f(LIFT)]];
}

/** w and b when a hand moves the handle of b.
 * @param {boolean} isLine @param {number} w @param {Point} place
 */
export const shifted = (isLine, w, [x, y]) => ({ w, b: isLine ? y : -w * x });

/** w and b when a hand moves the handle of w: a line turns where x = 0, a sigmoid where z = 0.
 * @param {Span} range of w @param {boolean} isLine @param {Parameters} start @param {Point} place
 */
export function tilted(range, isLine, { w, b }, [x, y]) {
  if (isLine) return { w: (y - b) / END, b };
  const centre = -b / w;
  const slope = clamp(LIFT / (x - centre), ...range);
  return Number.isFinite(slope) ? { w: slope, b: -slope * centre } : { w, b };
}

/** The line beneath, of the n-th point.
 * @param {Words} words @param {boolean} isLine @param {number} n @param {Costs} point
 */
export function tale(words, isLine, n, { y, y_hat, L, slopes }) {
  const wrong = y_hat >= 0.5 !== (y === 1);
  const [mse, bce] = slopes.map(Math.abs);
  const ratio = bce / mse;
  const key = isLine ? "says_line" : wrong ? "says_wrong" : "says_right";
  return fill(words[key], {
    n: n + 1,
    error: num(Math.abs(y - y_hat)),
    L: num(L[0]),
    y: short(y),
    y_hat: num(y_hat, 3),
    bce: num(bce, 3),
    mse: num(mse, 3),
    ratio: ratio < 10 ? num(ratio, 1) : ratio < 1000 ? num(ratio, 0) : "> 1000",
  });
}
