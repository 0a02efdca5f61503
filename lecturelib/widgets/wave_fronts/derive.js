// The network of wave fronts, its heights on a grid, and what a hand makes of a front.

import { netInput, quick } from "../kit/maths.js";
import { clamp, linspace, round } from "../kit/numbers.js";

/** @import { Point, Span } from "../kit/types.js" */

/** A place on it, its direction in degrees, and alpha. @typedef {number[]} Front */

/** Where heights are measured, in both directions. */
export const AXIS = linspace(0, 1, 81);

/** The direction in which a front climbs. @param {Front} front @returns {Point} */
export function direction([, , angle]) {
  const turn = angle * Math.PI / 180;
  return [Math.cos(turn), Math.sin(turn)];
}

/** Its neuron. @param {Front} front @param {number} c */
export function neuron(front, c) {
  const w = direction(front).map((u) => c * u);
  return { w, b: -netInput(w, front.slice(0, 2), 0), alpha: front[3] };
}

/** Half below what all fronts that climb add up to. @param {Front[]} fronts */
export const threshold = (fronts) =>
  fronts.reduce((sum, [, , , alpha]) => sum + Math.max(alpha, 0), -0.5);

/** The heights of G at xs[i] and ys[j], as number j * xs.length + i.
 * @param {Front[]} fronts @param {number} c @param {boolean} second whether there is one more neuron
 * @param {number[]} xs @param {number[]} ys
 */
export function landscape(fronts, c, second, xs, ys) {
  const f = quick("sigmoid");
  const values = new Float64Array(xs.length * ys.length);
  for (const front of fronts) {
    const { w: [u, v], b, alpha } = neuron(front, c);
    let k = 0;
    for (const y of ys) {
      for (const x of xs) values[k++] += alpha * f(b + u * x + v * y);
    }
  }
  const level = threshold(fronts);
  return second ? values.map((sum) => f(c * (sum - level))) : values;
}

/** Where level lines are drawn: halfway between whole heights.
 * @param {number} low @param {number} high
 */
export function halves(low, high) {
  const first = Math.ceil(low - 0.5);
  return Array.from(
    { length: Math.max(0, Math.ceil(high - 0.5) - first) },
    (_, k) => first + k + 0.5,
  );
}

/** The height that has the full colour. @param {number} low @param {number} high */
export const fullHeight = (low, high) => Math.max(1, Math.round(Math.max(-low, high)));

/** The front with its place there. @param {Front} front @param {number} x @param {number} y */
export const placed = ([, , angle, alpha], x, y) => [
  round(clamp(x, 0, 1)),
  round(clamp(y, 0, 1)),
  angle,
  alpha,
];

/** Turned to so many degrees. @param {Front} front @param {number} angle */
export function turned([x, y, , alpha], angle) {
  const whole = round(angle - 360 * Math.round(angle / 360), 1);
  return [x, y, whole, alpha];
}

/** Turned towards a place. @param {Front} front @param {number} x @param {number} y */
export function towards(front, x, y) {
  const [right, up] = [x - front[0], y - front[1]];
  return right || up ? turned(front, Math.round(Math.atan2(up, right) * 180 / Math.PI)) : front;
}

/** With another alpha. @param {Front} front @param {number} alpha @param {Span} limits */
export const weighted = ([x, y, angle], alpha, [low, high]) => [
  x,
  y,
  angle,
  round(clamp(alpha, low, high)),
];
