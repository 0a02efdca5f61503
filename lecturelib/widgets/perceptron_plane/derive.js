// What the plane shows, computed from w, b and the points alone.

import { fill } from "../kit/dom.js";
import { netInput } from "../kit/maths.js";
import { short } from "../kit/numbers.js";

/** @import { Rectangle } from "../kit/regions.js" */
/** @import { Point, Words } from "../kit/types.js" */

/** An observation. @typedef {{ x: Point, y: number }} Observation */

/** One state of the rule: w1, w2, b, and n, the observation that led to it (-1 at the start).
 * @typedef {{ theta: number[], n: number }} State
 */

/** With more points than these not each has room for its number. */
export const MANY = 8;

/** @param {number[]} place */
export const pair = ([u, v]) => `(${short(u)}, ${short(v)})`;

/** A number as a factor or a further term. @param {number} value */
const brace = (value) => (value < 0 ? `(${short(value)})` : short(value));

/** What w and b must fulfil for a point to be right: "w_2+b<0" for x = (0, 1) with y = -1.
 * @param {Observation} point
 */
export function need({ x, y }) {
  const sum = x.map((value, j) => (value === 1 ? `w_${j + 1}+` : "")).join("");
  const logical = x.every((value) => value === 0 || value === 1);
  return (logical ? `${sum}b` : "w\\cdot x+b") + (y > 0 ? ">0" : "<0");
}

/** Each point's y (w.x + b): above 0 if it is right.
 * @param {Observation[]} points @param {number[]} w @param {number} b
 */
export const terms = (points, w, b) => points.map(({ x, y }) => y * netInput(w, x, b));

/** How many points are right. @param {number[]} terms */
export const rightOf = (terms) => terms.filter((term) => term > 0).length;

/** The perceptron's loss. @param {number[]} terms */
export const loss = (terms) => terms.reduce((sum, term) => sum + Math.max(0, -term), 0);

/** The largest t of at most 1 for which t w is in the plane.
 * @param {Rectangle} plane @param {number[]} w
 */
export function reach(plane, w) {
  const ends = [plane.x, plane.y].map(([low, high], j) => (w[j] > 0 ? high : low) / w[j]);
  return Math.min(1, ...ends.filter((t) => t > 0));
}

/** A place well within one side of the line: the mean of its corners, weighted by their distance.
 * @param {Rectangle} plane @param {Point[]} corners @param {number[]} w @param {number} b
 * @returns {Point}
 */
export function signPlace(plane, corners, w, b) {
  const far = corners.map((corner) => Math.abs(netInput(w, corner, b)) ** 3 + 1e-9);
  const all = far.reduce((sum, value) => sum + value);
  const mean = (/** @type {0 | 1} */ i) =>
    corners.reduce((sum, corner, n) => sum + far[n] * corner[i], 0) / all;
  const inwards = (/** @type {number} */ at, /** @type {number[]} */ [low, high]) =>
    at + 0.1 * (low + high - 2 * at);
  return [inwards(mean(0), plane.x), inwards(mean(1), plane.y)];
}

/** The middle of a segment in pixels, or 44 pixels beside it if something else is there.
 * @param {Point} from @param {Point} to @param {Point} taken
 * @returns {number} the share of the way
 */
export function gripShare(from, to, taken) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const middle = [0, 1].map((j) => (from[j] + to[j]) / 2);
  const near = Math.hypot(middle[0] - taken[0], middle[1] - taken[1]) < 30;
  return 0.5 + (near ? 44 / length : 0);
}

/** The step's arithmetic, written with its numbers: lines of words and maths.
 * @param {Words} words
 * @param {object} step
 * @param {number} step.k the step, from 1
 * @param {State} step.before
 * @param {State} step.after
 * @param {Observation[]} step.points
 * @param {number} step.eta
 * @param {string} step.end a sentence after the last step
 * @returns {string[]}
 */
export function arithmetic(words, { k, before, after, points, eta, end }) {
  const { n } = after;
  const { x, y } = points[n];
  const [u, v, c] = before.theta;
  const z = netInput([u, v], x, c);
  const passed = (n - before.n - 1 + points.length) % points.length;
  const values = {
    k,
    x: pair(x),
    y: short(y),
    passed,
    w: pair(before.theta),
    b: short(c),
    eta: short(eta),
    z: short(z),
    term: short(y * z),
    sum: `${short(u)}\\cdot ${brace(x[0])}+${brace(v)}\\cdot ${brace(x[1])}+${brace(c)}`,
    w_new: pair(after.theta),
    b_new: short(after.theta[2]),
  };
  const visit = `${words.visit} ${passed ? words.passed : ""} ${end}`;
  return [visit, words.wrong, words.update].map((text) => fill(text, values));
}
