// The square, and beside it the numbers of the chosen front, the steepness and the second layer.

import { bounds, button, choice, entry, output, slider, story, tick } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { num, short } from "../kit/numbers.js";
import { widget } from "../kit/view.js";
import { fullHeight, neuron, placed, threshold, towards, turned, weighted } from "./derive.js";
import { square } from "./square.js";

/** @import { View } from "../kit/types.js" */
/** @import { Front } from "./derive.js" */
/** @import { Hand } from "./square.js" */

export default widget("wave-fronts", (view) => {
  const { words } = view;
  const hand = handOf(view);
  const chosen = chosenFront(view, hand);
  const plot = square(view, hand, chosen.fields);
  const top = beginning(view);
  const scale = heightScale(view);
  const c = slider(
    view,
    {
      symbol: words.steepness,
      name: words.name_c,
      ...bounds(view.get("limits").c),
      scale: "log",
      step: 5,
      digits: 0,
    },
    (value) => view.set({ c: Math.round(value) }),
  );
  const label = html("span");
  const second = tick(view, "", (on) => view.set({ second: on }));
  second.append(label);
  const reset = button(view, words.reset, () => view.ask("reset"));
  const told = story();
  const side = html("div", { class: "ll-side" }, ...top.elements, c, chosen.element, second);
  side.append(scale.element, told, html("div", { class: "ll-row" }, reset));
  view.root.append(html("div", { class: "ll-cols" }, plot.box, side));

  return function paint() {
    /** @type {Front[]} */
    const fronts = view.get("fronts");
    hand.chosen = Math.min(hand.chosen, fronts.length - 1);
    const { low, high } = plot.paint();
    const m = fronts.length;
    top.paint(fronts);
    c.show(view.get("c"));
    chosen.paint(fronts[hand.chosen]);
    second.show(view.get("second"));
    write(label, fill(words.second, { level: short(threshold(fronts)) }));
    scale.paint(low, high);
    const { w, b, alpha } = neuron(fronts[hand.chosen], view.get("c"));
    const parts = { k: hand.chosen + 1, w1: num(w[0], 1), w2: num(w[1], 1), b: num(b, 1) };
    told.show(
      fill(view.get("second") ? words.two_layers : words.one_layer, { m }),
      fill(words.chosen, { ...parts, alpha: short(alpha) }),
    );
    reset.disabled = !view.alive;
    view.announce(fill(words.spoken, { m, high: num(high), low: num(low) }));
  };
});

/** What moves the fronts; the last one moved is chosen.
 * @param {View} view @returns {Hand}
 */
function handOf(view) {
  const front = (/** @type {number} */ k) => view.get("fronts")[k];
  /** @param {number} k @param {Front} changed */
  function change(k, changed) {
    hand.chosen = k;
    view.set({ fronts: view.get("fronts").with(k, changed) });
  }
  /** @type {Hand} */
  const hand = {
    chosen: 0,
    choose(k) {
      hand.chosen = k;
      view.redraw();
    },
    change,
    place: (k, x, y) => change(k, placed(front(k), x, y)),
    turn: (k, x, y) => change(k, towards(front(k), x, y)),
    rotate: (k, by) => change(k, turned(front(k), front(k)[2] + by)),
  };
  return hand;
}

/** What stands there to begin with, and how many fronts.
 * @param {View} view
 */
function beginning(view) {
  const { words } = view;
  /** @type {Record<string, Front[]>} */
  const presets = view.get("presets");
  const list = choice(view, words.preset, Object.entries(words.presets), (name) => {
    if (presets[name]) view.set({ fronts: presets[name] });
    view.redraw();
  });
  const n = slider(
    view,
    { name: words.n, ...bounds(view.get("limits").n), step: 1, digits: 0 },
    (value) => {
      const fronts = view.get("fronts");
      const more = presets.star.slice(fronts.length);
      view.set({ fronts: [...fronts, ...more].slice(0, Math.round(value)) });
    },
  );
  return {
    elements: [list, n],
    /** @param {Front[]} fronts */
    paint(fronts) {
      const same = Object.keys(presets).find((name) => String(presets[name]) === String(fronts));
      list.show(same ?? "own");
      n.show(fronts.length);
    },
  };
}

/** The numbers of the chosen front.
 * @param {View} view @param {Hand} hand
 */
function chosenFront(view, hand) {
  const { words } = view;
  const limits = view.get("limits");
  const name = html("span");
  const now = () => view.get("fronts")[hand.chosen];
  const give = (/** @type {Front} */ front) => hand.change(hand.chosen, front);
  const fields = [
    entry(
      view,
      { symbol: "x_1", name: words.name_x, ...bounds(limits.x), step: 0.02 },
      (x) => give(placed(now(), x, now()[1])),
    ),
    entry(
      view,
      { symbol: "x_2", name: words.name_y, ...bounds(limits.x), step: 0.02 },
      (y) => give(placed(now(), now()[0], y)),
    ),
    entry(
      view,
      { label: words.angle, name: words.name_angle, ...bounds(limits.angle), step: 3, digits: 0 },
      (angle) => give(turned(now(), angle)),
    ),
    entry(
      view,
      { symbol: "\\alpha", name: words.name_alpha, ...bounds(limits.alpha), step: 0.25 },
      (alpha) => give(weighted(now(), alpha, limits.alpha)),
    ),
  ];
  return {
    fields,
    element: html("div", { class: "ll-row wf-numbers" }, name, ...fields),
    /** @param {Front} front */
    paint(front) {
      write(name, fill(words.front, { k: hand.chosen + 1 }));
      fields.forEach((field, i) => field.show(front[i]));
    },
  };
}

/** Which colour is which height.
 * @param {View} view
 */
function heightScale({ words }) {
  const [low, high] = [output(), output()];
  const bar = html("span", { class: "wf-bar" });
  const tone = (/** @type {number} */ share) => {
    const sign = share < 0 ? "neg" : "pos";
    const part = 100 * Math.min(1, Math.abs(share));
    return `color-mix(in srgb, var(--ll-${sign}) calc(${part}% * var(--ll-shade)), transparent)`;
  };
  return {
    element: html("div", { class: "ll-row wf-scale" }, words.low, low, bar, words.high, high),
    /** @param {number} lowest @param {number} highest */
    paint(lowest, highest) {
      write(low, num(lowest));
      write(high, num(highest));
      const full = fullHeight(lowest, highest);
      const zero = 100 * Math.min(1, Math.max(0, -lowest / (highest - lowest || 1)));
      const colours = `${tone(lowest / full)}, transparent ${zero}%, ${tone(highest / full)}`;
      set(bar, { style: `background: linear-gradient(90deg, ${colours})` });
    },
  };
}
