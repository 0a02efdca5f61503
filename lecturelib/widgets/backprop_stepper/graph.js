// The network as a graph whose numbers are dragged.

import { fill, html, set, svg, write } from "../kit/dom.js";
import { mathsSvg } from "../kit/label.js";
import { withNumbers } from "./derive.js";
import { pill } from "./pill.js";
import { UPDATE } from "./steps.js";

/** @import { View, Words } from "../kit/types.js" */
/** @import { Values } from "./derive.js" */
/** @import { Step } from "./steps.js" */

const WIDE = 660;
const HIGH = 394;
const RADIUS = 31; // of a node, and a little more

/** The nodes and the symbols in them.
 * @type {Record<string, { symbol: string, place: number[] }>}
 */
const NODES = {
  x1: { symbol: "x_1", place: [50, 90] },
  x2: { symbol: "x_2", place: [50, 304] },
  a1: { symbol: "a_1", place: [300, 90] },
  a2: { symbol: "a_2", place: [300, 304] },
  yHat: { symbol: "\\haty", place: [506, 197] },
  L: { symbol: "L", place: [620, 197] },
};

const EDGES = [
  ["w1", "x1", "a1"],
  ["w2", "x2", "a1"],
  ["w3", "x1", "a2"],
  ["w4", "x2", "a2"],
  ["w5", "a1", "yHat"],
  ["w6", "a2", "yHat"],
  ["out", "yHat", "L"],
];

/** Where each weight's frame is, how far aside its slope stands, and the step that computes it. */
const WEIGHTS = [
  { place: [175, 90], aside: 0, from: 12 },
  { place: [120, 244], aside: 38, from: 13 },
  { place: [120, 150], aside: -36, from: 14 },
  { place: [175, 304], aside: 0, from: 15 },
  { place: [409, 146], aside: -36, from: 8 },
  { place: [409, 248], aside: 34, from: 9 },
];
const INPUTS = [[50, 36], [50, 358]];
const TARGET = [607, 280];

/** A number that is computed: shown from a step on, until another.
 * @typedef {object} Computed
 * @property {number} from
 * @property {number} [until]
 * @property {number[]} place
 * @property {string} look
 * @property {string} [symbol]
 * @property {string} [template]
 */

/** @param {View} view */
export function graph(view) {
  const name = { role: "group", "aria-label": view.words.graph };
  const picture = svg("svg", { class: "bp-graph", viewBox: `0 0 ${WIDE} ${HIGH}`, ...name });
  const back = svg("g", { "aria-hidden": "true" });
  const edges = EDGES.map(([key, from, to]) => ({ key, element: edge(from, to) }));
  const target = svg("path", { class: "bp-line", d: "M620 265v-40" });
  const nodes = Object.keys(NODES).map((key) => ({ key, element: node(key) }));
  const parts = [...edges, ...nodes];
  const numbers = computedNumbers(view.words).map((number) => ({ ...number, ...label(number) }));
  const pills = framed(view);
  back.append(
    ...edges.map(({ element }) => element),
    target,
    ...nodes.map(({ element }) => element),
    ...numbers.map(({ text }) => text),
  );
  picture.append(back, ...pills.map(({ element }) => element));

  return {
    element: html("div", { class: "bp-box" }, picture, ...pills.map(({ field }) => field)),
    /** @param {number} k @param {Step} step @param {Values} values */
    paint(k, step, values) {
      for (const { key, element } of parts) {
        element.classList.toggle("bp-lit", step.lit.includes(key));
      }
      for (const { from, until = Infinity, text, amount, template = "" } of numbers) {
        set(text, { visibility: k < from || k >= until ? "hidden" : null });
        text.classList.toggle("bp-fresh", k === from);
        write(amount, withNumbers(template, values));
      }
      for (const { paint } of pills) paint();
    },
  };
}

/** A line with arrowheads at both ends, of which the style sheet shows one: errors run backwards.
 * @param {string} from @param {string} to
 */
function edge(from, to) {
  const [x, y] = NODES[from].place;
  const right = NODES[to].place[0] - x;
  const down = NODES[to].place[1] - y;
  const end = Math.hypot(right, down) - RADIUS;
  const angle = Math.atan2(down, right) * 180 / Math.PI;
  const place = { class: "bp-edge", transform: `translate(${x} ${y}) rotate(${angle})` };
  return svg(
    "g",
    place,
    svg("path", { class: "bp-line", d: `M${RADIUS} 0H${end}` }),
    svg("path", { class: "bp-right", d: `M${end} 0l-11-5v10Z` }),
    svg("path", { class: "bp-left", d: `M${RADIUS} 0l11-5v10Z` }),
  );
}

/** @param {string} key */
function node(key) {
  const { symbol, place: [x, y] } = NODES[key];
  const shape = key === "L"
    ? svg("rect", { x: x - 26, y: y - 26, width: 52, height: 52, rx: 8 })
    : svg("circle", { cx: x, cy: y, r: 29 });
  return svg("g", { class: "bp-node" }, shape, mathsSvg(symbol, { x, y: y + 7 }));
}

/** @param {Computed} number */
function label({ place: [x, y], look, symbol = "" }) {
  const amount = svg("tspan", { class: "bp-amount" });
  const text = mathsSvg(symbol, { x, y, class: `bp-number bp-${look}` });
  text.append(amount);
  return { text, amount };
}

/** @param {Words} words @returns {Computed[]} */
function computedNumbers({ differences }) {
  return [
    ...WEIGHTS.flatMap(({ place: [x, y], aside, from }, k) => {
      const templates = [`{g${k + 1}}`, `≈ {m${k + 1}}`, `→ {n${k + 1}}`];
      return slope(from, [x + aside, y + 31], templates.map((template) => ({ template })));
    }),
    ...neuron(1, 42, 150),
    ...neuron(2, 364, 256),
    { from: 5, place: [468, 153], look: "value bp-start", symbol: "\\haty=", template: "{yHat}" },
    { from: 6, place: [620, 153], look: "value", symbol: "L=", template: "{L}" },
    { from: 7, place: [518, 252], look: "slope", symbol: "δ=", template: "{delta}" },
    ...slope(8, [493, 374], [
      { symbol: "∂L/∂w" },
      { template: `≈ ${differences}` },
      { symbol: "→ w−s ∂L/∂w" },
    ]),
  ];
}

/** A slope, beside it the same as measured, and in the end the weight after the update.
 * @param {number} from
 * @param {number[]} place
 * @param {{ symbol?: string, template?: string }[]} texts
 * @returns {Computed[]}
 */
const slope = (from, [x, y], [computed, measured, updated]) => [
  { from, place: [x - 3, y], look: "slope bp-end", ...computed },
  { from, until: UPDATE, place: [x + 3, y], look: "measured", ...measured },
  { from: UPDATE, place: [x + 3, y], look: "new", ...updated },
];

/** What stands at hidden neuron i: its net input and activation outside, its error inside.
 * @param {number} i @param {number} outer @param {number} inner
 * @returns {Computed[]}
 */
const neuron = (i, outer, inner) => [
  { from: i, place: [245, outer], look: "value", symbol: `z_${i}=`, template: `{z${i}}` },
  { from: 2 + i, place: [358, outer], look: "value", symbol: `a_${i}=`, template: `{a${i}}` },
  { from: 9 + i, place: [295, inner], look: "slope", symbol: `δ_${i}=`, template: `{d${i}}` },
];

/** The numbers that the hand can change; Python's run does not lead through what it sets.
 * @param {View} view
 */
function framed(view) {
  const { words } = view;
  const change = (/** @type {Record<string, any>} */ changes) =>
    view.set(view.get("run").path ? { ...changes, run: {}, updates: 0 } : changes);
  /** @param {"w" | "x"} trait @param {number} k @param {number[]} place */
  const one = (trait, k, place) => {
    const made = pill(view, {
      place,
      symbol: `${trait}_${k + 1}`,
      label: fill(words[trait], { n: k + 1 }),
      value: () => view.get(trait)[k],
      give: (value) => change({ [trait]: view.get(trait).with(k, value) }),
    });
    return placed(made, place);
  };
  const y = pill(view, {
    place: TARGET,
    symbol: "y",
    label: words.y,
    value: () => view.get("y"),
    give: (value) => change({ y: value }),
  });
  return [
    ...WEIGHTS.map(({ place }, k) => one("w", k, place)),
    ...INPUTS.map((place, k) => one("x", k, place)),
    placed(y, TARGET),
  ];
}

/** Its field stands over the frame, however large the picture is.
 * @param {ReturnType<typeof pill>} made @param {number[]} place
 */
function placed(made, [x, y]) {
  set(made.field, { style: `left:${100 * x / WIDE}%;top:${100 * y / HIGH}%` });
  return made;
}
