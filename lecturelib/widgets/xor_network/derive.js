// What the planes, the table and the line beneath show, computed from theta and f alone.

import { between, levelLines } from "../kit/contour.js";
import { fill } from "../kit/dom.js";
import { ACTIVATIONS, forward, netInput } from "../kit/maths.js";
import { clamp, num } from "../kit/numbers.js";

/** @import { Rectangle } from "../kit/regions.js" */
/** @import { Point, Span, Words } from "../kit/types.js" */

/** One of XOR's four. @typedef {{ x: Point, yes: boolean }} Observation */

/** A neuron's numbers. @typedef {{ w: number[], b: number }} Neuron */

/** Of one f: the targets low and high, the z of their middle, and weights by hand.
 * @typedef {{ low: number, high: number, z: number, gates: number[] }} Rule
 */

/** @type {Observation[]} */
export const POINTS = [
  { x: [0, 0], yes: false },
  { x: [0, 1], yes: true },
  { x: [1, 0], yes: true },
  { x: [1, 1], yes: false },
];

/** The input plane's axes. @type {Span} */
export const SPAN = [-0.7, 1.7];

// Where each neuron's w and b stand in theta: (w_11, w_12, w_21, w_22, b_1, b_2), (w_1, w_2, b).
const PLACES = [[0, 2, 4], [1, 3, 5], [6, 7, 8]];

// The longest arrow in widths of the plane, and the shortest in longest ones.
const REACH = 0.36;
const SHORT = 0.25;

/** Neuron 0 and 1 are hidden, 2 is the output.
 * @param {number[]} theta @param {number} i
 * @returns {Neuron}
 */
export function neuron(theta, i) {
  const [u, v, c] = PLACES[i];
  return { w: [theta[u], theta[v]], b: theta[c] };
}

/** theta with other numbers for one neuron.
 * @param {number[]} theta @param {number} i @param {Neuron} numbers
 */
export function withNeuron(theta, i, { w, b }) {
  const changed = [...theta];
  [...w, b].forEach((value, j) => {
    changed[PLACES[i][j]] = value;
  });
  return changed;
}

/** What kit/maths.js takes as a network.
 * @param {number[]} theta @param {string} name of f
 */
const network = (theta, name) => ({
  weights: [[theta.slice(0, 2), theta.slice(2, 4)], [[theta[6]], [theta[7]]]],
  biases: [theta.slice(4, 6), [theta[8]]],
  activations: [name, name],
});

/** y_hat at a place of the input plane; forward() without its lists, for many places.
 * @param {number[]} theta @param {string} name of f
 */
export function outputOf(theta, name) {
  const { f } = ACTIVATIONS[name];
  const [first, second, out] = [0, 1, 2].map((i) => neuron(theta, i));
  return (/** @type {Point} */ x) => {
    const hidden = [f(netInput(first.w, x, first.b)), f(netInput(second.w, x, second.b))];
    return f(netInput(out.w, hidden, out.b));
  };
}

/** The four points' ways through the network, and which of them end on the wrong side.
 * @param {number[]} theta @param {string} name of f @param {Rule} rule
 */
export function passes(theta, name, { low, high }) {
  const all = POINTS.map(({ x }) => forward(network(theta, name), x).a);
  const outputs = all.map((a) => a[2][0]);
  return {
    hidden: all.map((a) => /** @type {Point} */ (a[1])),
    outputs,
    wrong: POINTS.map(({ yes }, n) => outputs[n] > (low + high) / 2 !== yes),
  };
}

/** Where y_hat crosses a level: the ends of short segments, two by two. They are found by
 * bisection, so that a step's border is where it is and not where the grid is.
 * @param {number[]} axis the places in x_1, and those in x_2, at which `values` are known
 * @param {ArrayLike<number>[]} values y_hat at [j][i]
 * @param {number} level
 * @param {(x: Point) => number} output y_hat at any place
 */
export function border(axis, values, level, output) {
  return levelLines(axis, axis, values, [level], (from, to) => {
    let low = 0;
    let high = 1;
    for (let k = 0; k < 6; k++) {
      const t = (low + high) / 2;
      if (output(between(from, to, t)) > level === from.value > level) low = t;
      else high = t;
    }
    return between(from, to, high);
  });
}

/** The range of both axes of the hidden plane: fixed for a bounded f, else it grows in powers of 2.
 * @param {string} name of f @param {Point[]} hidden
 * @returns {Span}
 */
export function hiddenRange(name, hidden) {
  const largest = Math.max(2, ...hidden.flat().map(Math.abs));
  const far = 2 ** Math.ceil(Math.log2(largest));
  if (name === "relu") return [-far / 4, 1.25 * far];
  if (name === "identity") return [-1.25 * far, 1.25 * far];
  return name === "tanh" ? [-1.5, 1.5] : [-0.35, 1.35];
}

/** How long the arrow of a w of this length is drawn, in widths of the plane.
 * @param {number} size
 */
export const arrowLength = (size) => REACH * (SHORT + (1 - SHORT) * size / (size + 4));

/** The length of w for an arrow that is drawn so long, within bounds.
 * @param {number} length
 */
export function sizeOf(length) {
  const share = clamp((length / REACH - SHORT) / (1 - SHORT), 0.02, 0.9);
  return 4 * share / (1 - share);
}

/** The place of w.x + b = 0 nearest to `place`, or the line's middle if that is out of the plane.
 * @param {Rectangle} plane @param {Neuron} neuron @param {Point} place
 * @param {Point[]} ends where the line leaves the plane
 * @returns {Point}
 */
export function onLine({ x, y }, { w, b }, place, [from, to]) {
  const off = netInput(w, place, b) / Math.hypot(...w) ** 2;
  const [u, v] = place.map((value, j) => value - off * w[j]);
  if (u >= x[0] && u <= x[1] && v >= y[0] && v <= y[1]) return [u, v];
  return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
}

/** The points' numbers, those together whose places are less than 12 pixels from a group's first.
 * @param {number[][]} pixels
 */
export function grouped(pixels) {
  /** @type {number[][]} */
  const groups = [];
  pixels.forEach(([x, y], n) => {
    const group = groups.find(([m]) => Math.hypot(x - pixels[m][0], y - pixels[m][1]) < 12);
    if (group) group.push(n);
    else groups.push([n]);
  });
  return groups;
}

/** @param {number} n */
export const pointName = (n) => `(${POINTS[n].x.join(", ")})`;

/** A number as a further term of a sum. @param {number} value */
const term = (value) => num(value).replace(/^−?/, (sign) => (sign ? "-" : "+"));

/** The line beneath.
 * @param {Words} words
 * @param {object} shown
 * @param {string} shown.name of f
 * @param {number} shown.k the recorded state that is shown
 * @param {number} shown.last the last one, 0 if nothing is recorded
 * @param {number} shown.every how many iterations lie between two
 * @param {number} shown.loss
 * @param {boolean} shown.away whether the run was cut because it ran away
 * @param {number[]} shown.outputs
 * @param {number} shown.wrong how many
 * @param {number[][]} shown.groups of points that fall on one place of the hidden plane
 */
export function tale(words, { name, k, last, every, loss, away, outputs, wrong, groups }) {
  const lines = [];
  const values = { k: k * every, n: last * every, L: num(loss, 4) };
  if (last) lines.push(fill(words.iteration, values));
  lines.push(reason());
  if (away ? k === last : wrong && last && k === last && name !== "step") {
    lines.push(away ? words.away : fill(words.stuck, { wrong }));
    lines.push(name === "identity" ? words.at_best : words.elsewhere);
  }
  return lines.filter(Boolean).join(words.gap);

  function reason() {
    if (last && name === "step") return words.flat;
    if (name === "identity") {
      const [c, second, first] = outputs;
      const sum = { a: num(first - c), b: term(second - c), c: term(c) };
      return fill(words.straight, sum);
    }
    const mixed = groups.find((group) => new Set(group.map((n) => POINTS[n].yes)).size > 1);
    if (mixed) return fill(words.together, { points: mixed.map(pointName).join(", ") });
    if (!wrong) return words.solved;
    return last || away ? "" : words.hint;
  }
}
