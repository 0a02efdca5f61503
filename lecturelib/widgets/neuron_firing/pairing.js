// One pairing to design: the spikes of A and of B on a time line, and what so many pairings change.

import { button, entry, slider, story, tick } from "../kit/controls.js";
import { fill, html, set, svg, write } from "../kit/dom.js";
import { handle } from "../kit/handles.js";
import { prose } from "../kit/label.js";
import { curve } from "../kit/marks.js";
import { clamp, linspace, num } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { changeOf, inOrder, toldOfPairing, trace } from "./derive.js";

/** @import { Entry, Span, View } from "../kit/types.js" */
/** @import { Rules } from "./derive.js" */

const CELLS = ["A", "B"];
const END = 40; // of the time line, in ms
const PEAK = 0.8; // of a spike, over the trace at rest
const RESTS = [2, 0];
const BETWEEN = 1.3;
const RULES = ["hebb", "timing"];

/** @param {View} view */
export function pairing(view) {
  const { words } = view;
  const setTime = (/** @type {number} */ k, /** @type {number} */ t) =>
    view.set({ times: view.get("times").with(k, clamp(t, 0, END)) });
  const fields = CELLS.map((cell, k) => {
    const name = fill(words.time_of, { cell });
    const options = { symbol: `t_${cell}`, name, min: 0, max: END, step: 1, digits: 1 };
    return entry(view, options, (t) => setTime(k, t));
  });
  const count = { name: words.pairs, min: 1, max: 60, step: 1, digits: 0 };
  const pairs = slider(view, count, (n) => view.set({ pairs: Math.round(n) }));
  const line = timeLine(view, fields, setTime);
  const chart = delays(view);
  const order = story();
  const results = RULES.map((rule) => story(`nf-key nf-${rule}`));
  const all = tick(view, words.all_delays, (on) => view.set({ all_delays: on }));
  const reset = button(view, words.reset, () => view.ask("reset"));
  const last = html("div", { class: "ll-row" }, all, reset);

  return {
    element: html(
      "div",
      { class: "nf-pairing" },
      html("div", { class: "ll-row" }, ...fields, pairs),
      line.box,
      html("div", { class: "nf-title" }, ...prose(words.chart)),
      html(
        "div",
        { class: "ll-cols" },
        chart.box,
        html("div", { class: "ll-side" }, order, ...results, last),
      ),
    ),
    paint() {
      const times = view.get("times");
      const n = view.get("pairs");
      const delay = times[1] - times[0];
      fields.forEach((field, k) => field.show(times[k]));
      pairs.show(n);
      all.show(view.get("all_delays"));
      line.paint(times);
      chart.paint(delay, n, view.get("all_delays"));
      order.show(inOrder(words, delay));
      const told = toldOfPairing(words, view.get("rules"), delay, n);
      results.forEach((result, k) => result.show(told[k]));
      reset.disabled = !view.alive;
      view.announce([order, ...results].map((part) => part.textContent).join(" "));
    },
  };
}

/** The traces of both cells, with a handle on each spike.
 * @param {View} view @param {Entry[]} fields @param {(k: number, t: number) => void} setTime
 */
function timeLine(view, fields, setTime) {
  const { words } = view;
  const p = plane(view, { x: [0, END], y: [-0.2, 3], label: words.time_line, ratio: 0.21 });
  p.box.classList.add("nf-line");
  const between = svg("path", { class: "nf-between" });
  const distance = svg("text", { class: "nf-value nf-middle" });
  const names = CELLS.map((cell) => svg("text", { class: "nf-value" }, words[`cell_${cell}`]));
  p.main.append(between);
  const traces = CELLS.map(() => curve(p, p.main, { colour: "orange", width: 3 }));
  p.front.append(...names, distance);
  const spikes = CELLS.map((cell, k) => {
    const spike = handle(view, p, {
      label: fill(words.spike_of, { cell }),
      field: fields[k].input,
      colour: "ink",
      move: (t) => setTime(k, Math.round(t)),
      nudge: (right, up) => setTime(k, view.get("times")[k] + right + up),
    });
    set(spike.group, { "aria-valuemin": 0, "aria-valuemax": END });
    return spike;
  });
  const ms = (/** @type {number} */ t) => fill(words.ms, { t: num(t, 1) });

  return {
    box: p.box,
    /** @param {number[]} times */
    paint(times) {
      times.forEach((t, k) => {
        const rest = RESTS[k];
        traces[k].set(trace(t, rest, rest + PEAK, [0, END]));
        const free = t < END / 2 ? END : 0; // where no spike is
        const anchor = free ? "end" : "start";
        set(names[k], { x: p.sx(free), y: p.sy(rest) - 8, "text-anchor": anchor });
        spikes[k].set([t, rest + PEAK], t, ms(t));
      });
      const [a, b] = times;
      set(between, { d: p.path([[a, RESTS[0]], [a, BETWEEN], [b, BETWEEN], [b, PEAK]]) });
      set(distance, { x: p.sx((a + b) / 2), y: p.sy(BETWEEN) - 5 });
      write(distance, a === b ? "" : ms(Math.abs(b - a)));
    },
  };
}

/** The change by each rule against the delay: here, and at all others.
 * @param {View} view
 */
function delays(view) {
  const label = view.words.chart.replaceAll("$", "");
  const p = plane(view, { x: [-END, END], y: [-0.36, 0.36], label, ratio: 0.6 });
  /** @type {Span[]} */
  const sides = [[-END, -1e-9], [1e-9, END]];
  const looks = RULES.map((rule, k) => ({
    curves: sides.map(() => curve(p, p.main, { colour: k ? "green" : "pos" })),
    mark: svg("rect", { class: `nf-mark nf-${rule}`, width: 13, height: 13, rx: k ? 0 : 7 }),
    /** @param {Rules} rules @param {number} delay */
    by: (rules, delay) => (k ? changeOf(rules, delay) : rules.eta),
  }));
  p.front.append(...looks.map(({ mark }) => mark));

  return {
    box: p.box,
    /** @param {number} delay @param {number} n pairings @param {boolean} all */
    paint(delay, n, all) {
      const rules = view.get("rules");
      for (const { curves, mark, by } of looks) {
        set(mark, { x: p.sx(delay) - 6.5, y: p.sy(n * by(rules, delay)) - 6.5 });
        curves.forEach((path, k) => {
          const x = all ? linspace(...sides[k], 81) : [];
          path.set(x.map((one) => [one, n * by(rules, one)]));
        });
      }
    },
  };
}
