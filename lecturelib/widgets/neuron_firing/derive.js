// A beat of the neuron, from plain values: signals, their sum, a spike, and Hebb's rule in words; and
// what a pairing of two spikes changes.

import { fill } from "../kit/dom.js";
import { netInput } from "../kit/maths.js";
import { clamp, num, short } from "../kit/numbers.js";

/** @import { Point, Span, Words } from "../kit/types.js" */

/** Beat k, from 1; 0 is the rest before the first. x: the signals. w, after: the strengths before it
 * and after it.
 * @typedef {{ k: number, x: number[], w: number[], after: number[] }} Beat
 */

/** Each dendrite's chances as signals. @param {number[]} chances @param {number} rate */
export const signalsAt = (chances, rate) => chances.map((chance) => (chance < rate ? 1 : 0));

/** Whether the neuron fires: a sum at the threshold does not, however it is rounded.
 * @param {number[]} w @param {number[]} x @param {number} threshold
 */
export function spikes(w, x, threshold) {
  const size = netInput(w.map(Math.abs), x.map(Math.abs), Math.abs(threshold));
  return netInput(w, x, -threshold) > 1e-9 * size;
}

/** A share t of the beat, in its parts: signals travel in, are summed, a spike leaves.
 * @param {number} t
 */
export const stages = (t) => ({
  arrive: t / 0.4,
  sum: clamp((t - 0.4) / 0.2, 0, 1),
  leave: Math.max(0, (t - 0.6) / 0.4),
});

/** The bars of the sum, each from where the one before it ends.
 * @param {number[]} w @param {number[]} x @param {number} share how much of them is there
 */
export function waterfall(w, x, share) {
  let sum = 0;
  return w.map((strength, i) => {
    const from = sum;
    sum += x[i] * strength * share;
    return { from, to: sum };
  });
}

/** The place at a share t of the points, which are as far apart in time; none before and after.
 * @param {Point[]} points @param {number} t
 * @returns {Point | null}
 */
export function along(points, t) {
  if (t <= 0 || t >= 1) return null;
  const far = t * (points.length - 1);
  const k = Math.floor(far);
  const [from, to] = [points[k], points[k + 1]];
  return [from[0] + (far - k) * (to[0] - from[0]), from[1] + (far - k) * (to[1] - from[1])];
}

/** The ends of an axis that holds these values. @param {number[]} values @returns {Span} */
export const extent = (values) => [
  Math.min(-0.6, Math.min(...values) - 0.2),
  Math.max(3, Math.max(...values) + 0.3),
];

/** Values that jump at 1, 2, ..., and stay for half a beat at the end.
 * @param {number[]} values
 * @returns {Point[]}
 */
export function staircase(values) {
  /** @type {Point[]} */
  const points = values.flatMap((
    value,
    n,
  ) => (n ? [[n, values[n - 1]], [n, value]] : [[n, value]]));
  const end = values.length - 1;
  return [...points, [end + 0.5, values[end]]];
}

/** What happens in a beat; eta is Hebb's, if the neuron learns.
 * @param {Words} words @param {Beat} beat @param {number} threshold @param {number} [eta]
 * @returns {string[]} lines of words and maths
 */
export function told(words, { k, x, w, after }, threshold, eta) {
  if (!k) return [words.at_rest];
  const on = [0, 1, 2].filter((i) => x[i]);
  const fires = spikes(w, x, threshold);
  const terms = on.map((i) => (w[i] < 0 ? `(${num(w[i])})` : num(w[i]))).join("+");
  const sum = on.length > 1 ? `${terms}=${num(netInput(w, x, 0))}` : terms;
  const line = on.length ? (fires ? words.fires : words.silent) : words.nothing;
  const first = fill(line, { k, sum, threshold: num(threshold) });
  if (eta === undefined) return [first];
  if (!fires) return [first, words.unchanged];
  const parts = on.map((i) =>
    fill(words.grown, { i: i + 1, before: num(w[i]), eta: num(eta), after: num(after[i]) })
  );
  const list = on.map((i) => `x_${i + 1}`).join(", ");
  return [first, fill(words.grows, { list, parts: parts.join(", ") })];
}

/** eta: Hebb's. start: the strength before.
 * @typedef {{ a_plus: number, a_minus: number, tau_plus: number, tau_minus: number, eta: number,
 *   start: number }} Rules
 */

/** The change by one pair of spikes, B's `delay` ms after A's: lecturelib.hebb.stdp.
 * @param {Rules} rules @param {number} delay
 */
export function changeOf({ a_plus, a_minus, tau_plus, tau_minus }, delay) {
  if (!delay) return 0;
  return delay > 0 ? a_plus * Math.exp(-delay / tau_plus) : -a_minus * Math.exp(delay / tau_minus);
}

/** A line at rest with a spike at t. @param {number} t @param {number} rest @param {number} peak
 * @param {Span} ends
 * @returns {Point[]}
 */
export function trace(t, rest, peak, [from, to]) {
  return [[from, rest], [t - 0.4, rest], [t, peak], [t + 0.4, rest], [to, rest]];
}

/** Who fires first. @param {Words} words @param {number} delay */
export function inOrder(words, delay) {
  const line = delay > 0 ? words.a_first : delay < 0 ? words.b_first : words.none_first;
  return fill(line, { t: short(Math.abs(delay)) });
}

/** The strength after n pairings by Hebb's rule, and by spike timing.
 * @param {Words} words @param {Rules} rules @param {number} delay @param {number} n
 * @returns {string[]} words and maths
 */
export function toldOfPairing(words, rules, delay, n) {
  const { start, eta, a_plus, a_minus, tau_plus, tau_minus } = rules;
  const [sign, most, tau] = delay > 0 ? ["+", a_plus, tau_plus] : ["-", a_minus, tau_minus];
  const after = (/** @type {number} */ change) => num(start + n * change, 3);
  const given = { n, start: num(start, 3), eta: short(eta, 5) };
  const power = `{-${short(Math.abs(delay))}/${tau}}`;
  const timing = { sign, most: short(most, 5), power };
  return [
    fill(words.by_hebb, { ...given, after: after(eta) }),
    fill(delay ? words.by_timing : words.by_timing_none, {
      ...given,
      ...timing,
      after: after(changeOf(rules, delay)),
    }),
  ];
}
