// Which sentence a guess gets, and what a pen and a room's votes make: plain values, no page.

import { clamp, linspace, round } from "../kit/numbers.js";

/** @import { Point, Span } from "../kit/types.js" */

/** As `lecturelib/guesses/kinds.py` makes it.
 * @typedef {Record<string, any>} Question
 */

/** The heights of a curve at its knots; null until it is drawn.
 * @typedef {number[] | null} Heights
 */

/** The key of the sentence: "right", what is typical, or "other".
 * @param {Question} question @param {any} answer
 * @returns {string}
 */
export function reason(question, answer) {
  const { kind, truth, wrong } = question;
  if (kind === "choice") return answer === truth ? "right" : answer;
  const of = /** @type {Record<string, any>} */ ({ number, order, sketch })[kind];
  const { right, fits } = of(question, answer);
  if (right) return "right";
  return wrong.find(fits)?.[0] ?? "other";
}

/** @param {Question} question @param {number} answer */
function number({ truth, near, log }, answer) {
  const off = log ? Math.max(answer / truth, truth / answer) : Math.abs(answer - truth);
  return {
    right: off <= near + 1e-9,
    fits: (/** @type {[string, number, number]} */ [, low, high]) =>
      low <= answer && answer <= high,
  };
}

/** @param {Question} question @param {string[]} answer */
function order({ truth }, answer) {
  return {
    right: String(answer) === String(truth),
    fits: (/** @type {[string, string, string]} */ [, first, second]) =>
      answer.indexOf(first) < answer.indexOf(second),
  };
}

/** @param {Question} question @param {Heights[]} answer */
function sketch({ truth, x, near, curves }, answer) {
  const gaps = curves.map((/** @type {string} */ _, /** @type {number} */ k) => {
    const heights = answer[k] ?? [];
    return truth[k].map((/** @type {Point} */ [at, height]) => {
      return { at, gap: heightAt(heights, x, at) - height };
    });
  });
  /** @param {{ gap: number }[]} some @param {(gap: number) => number} [of] */
  const mean = (some, of = Number) => some.reduce((sum, { gap }) => sum + of(gap), 0) / some.length;
  return {
    right: gaps.every((/** @type {{ gap: number }[]} */ row) => mean(row, Math.abs) <= near),
    fits(/** @type {[string, string, number, number, number]} */ [, curve, low, high, by]) {
      const there = gaps[curves.indexOf(curve)].filter(
        (/** @type {{ at: number }} */ { at }) => low <= at && at <= high,
      );
      return by > 0 ? mean(there) > by : mean(there) < by;
    },
  };
}

/** The height of a drawn curve anywhere between its ends.
 * @param {number[]} heights @param {Span} ends @param {number} at
 */
export function heightAt(heights, [low, high], at) {
  const place = clamp((at - low) / (high - low), 0, 1) * (heights.length - 1);
  const k = Math.min(Math.floor(place), heights.length - 2);
  return heights[k] + (place - k) * (heights[k + 1] - heights[k]);
}

/** The knots of a sketch: where its heights stand.
 * @param {Question} question
 */
export const knotsOf = ({ x: [low, high], knots }) => linspace(low, high, knots);

/** The heights after a stroke of the pen from one place to another; the nearest knot moves always.
 * @param {number[]} heights @param {Question} question @param {Point} from @param {Point} to
 */
export function stroked(heights, { x: [low, high], y, knots }, from, to) {
  const index = (/** @type {number} */ at) =>
    clamp(Math.round((at - low) / (high - low) * (knots - 1)), 0, knots - 1);
  const [start, end] = [index(from[0]), index(to[0])];
  return heights.map((old, k) => {
    if (k < Math.min(start, end) || k > Math.max(start, end)) return old;
    const t = start === end ? 1 : (k - start) / (end - start);
    return round(clamp(from[1] + t * (to[1] - from[1]), y[0], y[1]));
  });
}

/** Where a number stands between the limits, from 0 to 1.
 * @param {Question} question @param {number} value
 */
export function share({ limits: [low, high], log }, value) {
  const scaled = log ? Math.log : Number;
  return (scaled(value) - scaled(low)) / (scaled(high) - scaled(low));
}

/** How many votes fall into each of `count` equal parts of the scale.
 * @param {Question} question @param {number[]} votes @param {number} count
 */
export function histogram(question, votes, count) {
  const parts = Array(count).fill(0);
  for (const vote of votes) parts[Math.min(count - 1, Math.floor(share(question, vote) * count))]++;
  return parts;
}

/** The numbers in a text that are answers: 12 20,5; and what is out of the limits is left out.
 * @param {Question} question @param {string} text
 */
export function votesIn({ limits: [low, high] }, text) {
  const numbers = text.split(/[\s;]+/).filter(Boolean).map((word) =>
    Number(word.replace(",", "."))
  );
  return numbers.filter((value) => low <= value && value <= high);
}

/** How often each answer was given, the most frequent first.
 * @param {string[][]} votes
 * @returns {[string[], number][]}
 */
export function tally(votes) {
  /** @type {Map<string, [string[], number]>} */
  const found = new Map();
  for (const vote of votes) {
    const key = String(vote);
    found.set(key, [vote, (found.get(key)?.[1] ?? 0) + 1]);
  }
  return [...found.values()].sort((a, b) => b[1] - a[1]);
}
