// Where everything stands: the lecture's example as it is drawn there, other networks in columns.

import { wiring } from "./wiring.js";

/** @import { Point } from "../kit/types.js" */
/** @import { Shape } from "./wiring.js" */

/** size: half its width and height. round: a circle.
 * @typedef {{ name: string, symbol: string, place: Point, size: Point, round?: boolean }} Node
 */

/** A number that is computed: shown from its step on. of: whose step, if not its own. look: for the
 * style sheet. symbol stands before it. edge: the weight along which it stands.
 * @typedef {object} Shown
 * @property {string} name
 * @property {string} [of]
 * @property {Point} place
 * @property {string} look
 * @property {string} [symbol]
 * @property {string} [before]
 * @property {string} [edge]
 */

/** wide, high: of the picture. frames: where the numbers stand that a hand can change, and how wide
 * they are. lines: an edge's name and ends.
 * @typedef {object} Layout
 * @property {number} wide
 * @property {number} high
 * @property {Node[]} nodes
 * @property {[string, Point, Point][]} lines
 * @property {Record<string, { place: Point, wide: number }>} frames
 * @property {Shown[]} shown
 */

/** @param {Shape} shape @param {(name: string) => string} symbol @returns {Layout} */
export const layout = (shape, symbol) => shape.lecture ? lectures(symbol) : columns(shape);

const RADIUS = 31; // of a node, and a little more

/** A slope, beside it the same as measured, and in the end the weight after the update.
 * @param {number} k @param {Point} place @param {number} gap
 * @returns {Shown[]}
 */
const slopes = (k, [x, y], gap) => [
  { name: `g${k}`, place: [x - gap, y], look: "slope bp-end" },
  { name: `m${k}`, of: `g${k}`, place: [x + gap, y], look: "measured", before: "≈ " },
  { name: `n${k}`, of: "u", place: [x + gap, y], look: "new", before: "→ " },
];

/** @param {(name: string) => string} symbol @returns {Layout} */
function lectures(symbol) {
  /** @type {Record<string, Point>} */
  const at = { x1: [50, 90], x2: [50, 304], n1: [300, 90], n2: [300, 304], n3: [506, 197] };
  /** Each weight's frame, and how far aside its slope stands. @type {[number, number, number][]} */
  const weights = [
    [175, 90, 0],
    [120, 244, 38],
    [120, 150, -36],
    [175, 304, 0],
    [409, 146, -36],
    [409, 248, 34],
  ];
  /** @type {Point} */
  const loss = [620, 197];
  const frames = Object.fromEntries(weights.map(([x, y], k) => [`w${k + 1}`, [x, y]]));
  Object.assign(frames, { x1: [50, 36], x2: [50, 358], y1: [607, 280] });
  /** @param {number} i @param {number} outer @param {number} inner @returns {Shown[]} */
  const neuron = (i, outer, inner) => [
    { name: `z${i}`, place: [245, outer], look: "value" },
    { name: `a${i}`, place: [358, outer], look: "value" },
    { name: `d${i}`, place: [295, inner], look: "slope" },
  ];
  const { edges } = wiring([2, 2, 1]);
  /** @type {[string, Point, Point][]} */
  const ends = edges.map((
    { from, to },
    k,
  ) => [`w${k + 1}`, at[from.replace("a", "n")], at[`n${to}`]]);
  /** @type {[string, Point, Point][]} */
  const lines = [...ends, ["out3", at.n3, loss]];
  return {
    wide: 660,
    high: 394,
    nodes: [
      ...Object.entries(at).map(([name, place]) => ({
        name,
        symbol: symbol(name.replace("n", "a")),
        place,
        size: /** @type {Point} */ ([29, 29]),
        round: true,
      })),
      { name: "L", symbol: "L", place: loss, size: [26, 26] },
    ],
    lines: lines.map(([name, [x1, y1], [x2, y2]]) => {
      const short = RADIUS / Math.hypot(x2 - x1, y2 - y1);
      const [x, y] = [short * (x2 - x1), short * (y2 - y1)];
      return [name, [x1 + x, y1 + y], [x2 - x, y2 - y]];
    }),
    frames: Object.fromEntries(
      Object.entries(frames).map(([name, place]) => [
        name,
        { place: /** @type {Point} */ (place), wide: 106 },
      ]),
    ),
    shown: [
      ...weights.flatMap(([x, y, aside], k) => slopes(k + 1, [x + aside, y + 31], 3)),
      ...neuron(1, 42, 150),
      ...neuron(2, 364, 256),
      { name: "a3", place: [468, 153], look: "value bp-start" },
      { name: "L", place: [620, 153], look: "value" },
      { name: "d3", place: [518, 252], look: "slope" },
    ],
  };
}

const HALF = 52; // of a card's width
const MIDDLE = 212;

/** A card for each neuron, with its numbers one below the other.
 * @param {Shape} shape @returns {Layout}
 */
function columns({ sizes, bias, crowded }) {
  const { neurons, edges } = wiring(sizes);
  const apart = sizes.length > 3 ? 206 : 266;
  /** @param {number} layer @param {number} i @returns {Point} */
  const at = (layer, i) => {
    const n = sizes[layer];
    return [56 + apart * layer, MIDDLE + [0, 0, 186, 132, 104][n] * (i - (n + 1) / 2)];
  };
  const right = at(neurons[neurons.length - 1].layer, 1)[0];
  /** @type {Point} */
  const loss = [right + 124, MIDDLE];
  /** @type {Layout} */
  const made = { wide: right + 164, high: 2 * MIDDLE, nodes: [], lines: [], frames: {}, shown: [] };
  const { nodes, lines, frames, shown } = made;
  for (let j = 1; j <= sizes[0]; j++) frames[`x${j}`] = { place: at(0, j), wide: 2 * HALF };
  neurons.forEach(({ layer, i, last }, n) => {
    const [x, y] = at(layer, i);
    const name = (/** @type {string} */ kind) => `${kind}${n + 1}`;
    nodes.push({ name: name("n"), symbol: "", place: [x, y], size: [HALF, 31] });
    ["z", "a", "d"].forEach((kind, k) => {
      const look = `${k < 2 ? "value" : "slope"} bp-small`;
      shown.push({ name: name(kind), place: [x, y - 13 + 19 * k], look });
    });
    if (bias) frames[name("b")] = { place: [x, y - 43], wide: 2 * HALF };
    if (last) {
      frames[`y${i}`] = { place: [x, y + 44], wide: 2 * HALF };
      lines.push([name("out"), [x + HALF, y], [loss[0] - 38, MIDDLE + (y - MIDDLE) / 8]]);
    }
  });
  edges.forEach(({ layer, j, i }, k) => {
    const [x1, y1] = at(layer - 1, j);
    const [x2, y2] = at(layer, i);
    const name = `w${k + 1}`;
    lines.push([name, [x1 + HALF, y1], [x2 - HALF, y2]]);
    const along = share(crowded, [j, sizes[layer - 1]], [i, sizes[layer]]);
    const x = x1 + HALF + along * (x2 - x1 - 2 * HALF);
    const y = y1 + along * (y2 - y1);
    frames[name] = { place: [x, y], wide: 50 };
    shown.push(
      { name: `g${k + 1}`, place: [x, y + 24], look: "slope bp-small", edge: name },
      {
        name: `n${k + 1}`,
        of: "u",
        place: [x, y + 24],
        look: "new bp-small",
        before: "→",
        edge: name,
      },
      { name: `p${k + 1}`, place: [x, y + 24], look: "slope bp-small bp-fresh", edge: name },
    );
  });
  nodes.push({ name: "L", symbol: "", place: loss, size: [38, 30] });
  shown.push({ name: "L", place: loss, look: "value bp-small" });
  return made;
}

/** How far along an edge its frame stands, so that no two meet: each end is a place in a layer of so
 * many.
 * @param {boolean} crowded @param {[number, number]} from @param {[number, number]} to
 */
function share(crowded, [j, before], [i, after]) {
  if (crowded) return before === after ? 0.42 : 0.5;
  if (before === 1 || after === 1) return before === 1 ? 0.64 : 0.36;
  const slant = Math.abs((j - 1) / (before - 1) - (i - 1) / (after - 1));
  return slant < 0.2 ? 0.5 : slant < 0.7 ? 0.64 : 0.28;
}
