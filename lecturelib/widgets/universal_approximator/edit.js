// What a hand makes of a bump or of the target, within the limits that Python has.

import { clamp, round } from "../kit/numbers.js";

/** @import { Bump } from "./derive.js" */
/** @import { Point, Span } from "../kit/types.js" */

/** x: of edges; height: of bumps and of g. @typedef {{ x: Span, height: Span }} Limits */

const NARROWEST = 0.005;

/** The bump with another height.
 * @param {Bump} bump @param {number} y @param {Limits} limits @returns {Bump}
 */
export const lifted = ([left, right], y, { height: [low, high] }) => [
  left,
  right,
  round(clamp(y, low, high)),
];

/** With another left edge, which stays left of the other.
 * @param {Bump} bump @param {number} x @param {Limits} limits @returns {Bump}
 */
export const leftMoved = ([, right, height], x, { x: [low] }) => [
  round(clamp(x, low, right - NARROWEST)),
  right,
  height,
];

/** With another right edge.
 * @param {Bump} bump @param {number} x @param {Limits} limits @returns {Bump}
 */
export const rightMoved = ([left, , height], x, { x: [, high] }) => [
  left,
  round(clamp(x, left + NARROWEST, high)),
  height,
];

/** Elsewhere, as wide as before.
 * @param {Bump} bump @param {number} by @param {Limits} limits @returns {Bump}
 */
export function shifted([left, right, height], by, { x: [low, high] }) {
  const way = clamp(by, low - left, high - right);
  return [round(left + way), round(right + way), height];
}

/** A place where g can be.
 * @param {number} x @param {number} y @param {Limits} limits @returns {Point}
 */
export const penAt = (x, y, { height: [low, high] }) => [
  round(clamp(x, 0, 1)),
  round(clamp(y, low, high)),
];

/** The heights of g at 0, 0.01, ..., 1 after a stroke from one place to another.
 * @param {number[]} heights @param {Point} start @param {Point} end
 */
export function stroked(heights, start, end) {
  const [from, to] = [Math.round(100 * start[0]), Math.round(100 * end[0])];
  return heights.map((old, k) => {
    if (k < Math.min(from, to) || k > Math.max(from, to)) return old;
    const t = from === to ? 1 : (k - from) / (to - from);
    return round(start[1] + t * (end[1] - start[1]));
  });
}
