// The network as a graph whose numbers are dragged, and whose edges and neurons can be chosen.

import { fill, html, set, svg, write } from "../kit/dom.js";
import { mathsSvg } from "../kit/label.js";
import { withNumbers } from "./derive.js";
import { layout } from "./layout.js";
import { onPress, pill } from "./pill.js";
import { stepOf } from "./steps.js";
import { parts } from "./wiring.js";

/** @import { Point, View } from "../kit/types.js" */
/** @import { Values } from "./derive.js" */
/** @import { Node } from "./layout.js" */
/** @import { Explained } from "./steps.js" */
/** @import { Shape } from "./wiring.js" */

/** @param {View} view @param {Explained} explained @param {(name: string) => void} choose */
export function graph(view, explained, choose) {
  /** @type {Shape} */
  const shape = view.get("shape");
  const { symbol } = explained;
  const { wide, high, nodes, lines, frames, shown } = layout(shape, symbol);
  const named = labels(view, shape, explained);
  const name = { role: "group", "aria-label": named("graph") };
  const look = `bp-graph ${shape.crowded ? "bp-crowded" : ""}`;
  const picture = svg("svg", { class: look, viewBox: `0 0 ${wide} ${high}`, ...name });
  const hidden = { "aria-hidden": "true" };
  const edges = lines.map(([key, from, to]) => ({ key, element: edge(from, to) }));
  const cards = nodes.map((one) => ({ key: one.name, element: node(one) }));
  const target = svg("path", { class: "bp-line", d: shape.lecture ? "M620 265v-40" : "" });
  const numbers = shown.map((number) => {
    const { name, of = name, place: [x, y], look, before = "", edge = "" } = number;
    const sign = "zadL".includes(name[0]) ? `${symbol(name)}=` : "";
    const text = mathsSvg(sign, { x, y, class: `bp-number bp-${look}` });
    const amount = svg("tspan", { class: "bp-amount" });
    text.append(amount);
    return { name, from: stepOf(shape, of), template: `${before}{${name}}`, edge, text, amount };
  });
  const pills = framed(view, shape, frames, symbol, named, choose);
  const last = shape.steps.length;

  for (const { key, element } of edges) {
    if (key[0] === "w") view.listen(element, "click", () => choose(key));
  }
  for (const { key, element } of cards) {
    if (!/n\d/.test(key)) continue;
    set(element, { role: "button", tabindex: 0, "aria-label": named(key) });
    view.listen(element, "click", () => choose(key));
    onPress(view, element, ["Enter", " "], () => choose(key));
  }
  picture.append(
    svg("g", hidden, ...edges.map(({ element }) => element), target),
    svg("g", {}, ...cards.map(({ element }) => element)),
    ...pills.map(({ element }) => element),
    svg("g", { ...hidden, class: "bp-numbers" }, ...numbers.map(({ text }) => text)),
  );

  const box = html("div", { class: "bp-box" }, picture, ...pills.map(({ field }) => field));
  return {
    element: html("div", { class: shape.lecture ? "" : "bp-scroll" }, box),
    /** parted: whether each way's share of the sum is told.
     * @param {number} k @param {string[]} lit @param {boolean} parted @param {Values} values
     */
    paint(k, lit, parted, values) {
      for (const { key, element } of [...edges, ...cards]) {
        element.classList.toggle("bp-lit", lit.includes(key));
      }
      for (const { key, element } of pills) {
        element.classList.toggle("bp-open", lit.includes(key));
      }
      for (const { name, from, template, edge, text, amount } of numbers) {
        const share = parted && lit.includes(edge);
        const seen = name[0] === "p"
          ? share
          : k >= from && !share && !(k === last && (name[0] === "m" || edge && name[0] === "g")) &&
            !(shape.crowded && edge && !lit.includes(edge));
        set(text, { visibility: seen ? null : "hidden" });
        text.classList.toggle("bp-fresh", k === from || name[0] === "p");
        write(amount, withNumbers(template, values));
      }
      for (const { paint } of pills) paint();
    },
  };
}

/** What screen readers say of a part, by its name.
 * @param {View} view @param {Shape} shape @param {Explained} explained
 */
const labels = ({ words }, { lecture }, { neurons, edges }) => (/** @type {string} */ name) => {
  if (name === "graph") return words[lecture ? "graph" : "graph_network"];
  const [kind, n] = parts(name);
  if (kind === "x") return fill(words.x, { n });
  if (kind === "y") {
    return lecture || neurons.filter(({ last }) => last).length < 2
      ? words.y
      : fill(words.y_n, { n });
  }
  if (kind !== "w") return fill(words[kind === "b" ? "bias" : "neuron"], neurons[n - 1]);
  return fill(words[lecture ? "w" : "weight"], { n, ...edges[n - 1] });
};

/** A line with arrowheads at both ends, of which the style sheet shows one: errors run backwards.
 * @param {Point} from @param {Point} to
 */
function edge([x, y], to) {
  const [right, down] = [to[0] - x, to[1] - y];
  const end = Math.hypot(right, down);
  const angle = Math.atan2(down, right) * 180 / Math.PI;
  const place = { class: "bp-edge", transform: `translate(${x} ${y}) rotate(${angle})` };
  return svg(
    "g",
    place,
    svg("path", { class: "bp-hit", d: `M0 0H${end}` }),
    svg("path", { class: "bp-line", d: `M0 0H${end}` }),
    svg("path", { class: "bp-right", d: `M${end} 0l-11-5v10Z` }),
    svg("path", { class: "bp-left", d: "M0 0l11-5v10Z" }),
  );
}

/** @param {Node} node */
function node({ symbol, place: [x, y], size: [w, h], round }) {
  const shape = round
    ? svg("circle", { cx: x, cy: y, r: w })
    : svg("rect", { x: x - w, y: y - h, width: 2 * w, height: 2 * h, rx: 8 });
  return svg("g", { class: "bp-node" }, shape, mathsSvg(symbol, { x, y: y + 7 }));
}

/** The numbers that the hand can change; Python's run does not lead through what it sets.
 * @param {View} view @param {Shape} shape
 * @param {Record<string, { place: Point, wide: number }>} frames
 * @param {(name: string) => string} symbol @param {(name: string) => string} named
 * @param {(name: string) => void} choose
 */
function framed(view, shape, frames, symbol, named, choose) {
  const { wide: across, high } = layout(shape, symbol);
  const change = (/** @type {Record<string, any>} */ changes) =>
    view.set(view.get("run").path ? { ...changes, run: {}, updates: 0 } : changes);
  return Object.entries(frames).map(([key, { place, wide }]) => {
    const [trait, n] = parts(key);
    const all = () => [view.get(trait)].flat();
    const made = pill(view, {
      place,
      wide,
      symbol: wide > 50 ? symbol(key) : "",
      label: named(key),
      value: () => all()[n - 1],
      give(value) {
        const list = trait === "y"
          ? targets(shape.loss, all(), n - 1, value)
          : all().with(n - 1, value);
        change({ [trait]: trait === "y" && list.length < 2 ? list[0] : list });
      },
      choose: "wb".includes(trait) ? () => choose(key) : undefined,
    });
    const at = `left:${100 * place[0] / across}%;top:${100 * place[1] / high}%`;
    set(made.field, { style: at }); // over the frame, however large the picture is
    return { ...made, key };
  });
}

/** The targets with another number at k; cross-entropy's are 0 and 1, of two classes one.
 * @param {string} loss @param {number[]} y @param {number} k @param {number} value
 */
export function targets(loss, y, k, value) {
  if (loss === "squared") return y.with(k, value);
  const one = value === y[k] ? value : Number(value > y[k]);
  return loss === "cross_entropy" ? y.map((_, i) => i === k ? one : 1 - one) : y.with(k, one);
}
