// The lecture's example as a graph whose numbers are dragged; its formulas beneath, the algorithm and
// the loss beside it.

import { floats, rows } from "../kit/binary.js";
import { button, readout, slider } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { handle } from "../kit/handles.js";
import { curve } from "../kit/marks.js";
import { clamp } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { ticking, timeline } from "../kit/timeline.js";
import { widget } from "../kit/view.js";
import { ceiling, computed, lossOf, written } from "./derive.js";
import { formula } from "./formula.js";
import { graph } from "./graph.js";
import { phaseOf, STEPS, UPDATE } from "./steps.js";

/** @import { Point, View } from "../kit/types.js" */

const PACE = 20; // updates a second while the fifty are played

export default widget("backprop-stepper", (view) => {
  const { words } = view;
  const picture = graph(view);
  const sheet = formula(words);
  /** @type {string[]} */
  const code = view.get("lines");
  const lines = code.map((text) => html("span", {}, text));
  const rate = { symbol: "s", name: words.s, min: 0.01, max: 2 };
  const typed = { min: 0.001, max: 10, step: 0.01 };
  const s = slider(view, { ...rate, typed, scale: "log" }, (value) => view.set({ s: value }));
  const run = learning(view);
  const chart = lossChart(view, run);
  const reset = button(view, words.reset, () => run.ask("reset"));
  const steps = timeline(view, {
    length: () => UPDATE,
    position: () => view.get("step"),
    go: (k, options) => view.set({ step: k }, options),
    rate: 0.6,
  });
  let shownStep = -1;

  view.root.append(
    html(
      "div",
      { class: "ll-cols" },
      html(
        "div",
        { class: "bp-main" },
        picture.element,
        html("div", { class: "ll-bar" }, steps.element),
        ...sheet.elements,
      ),
      html(
        "div",
        { class: "ll-side bp-side" },
        html("pre", { class: "bp-code" }, ...lines),
        s,
        html("div", { class: "ll-row" }, run.update, run.fifty, reset),
        chart.element,
      ),
    ),
  );

  return function paint() {
    const k = view.get("step");
    const step = STEPS[k];
    const example = {
      w: view.get("w"),
      x: view.get("x"),
      y: view.get("y"),
      s: view.get("s"),
    };
    const { values, around } = computed(example);
    set(view.root, { "data-phase": phaseOf(k) });
    picture.paint(k, step, values);
    if (shownStep !== k) {
      shownStep = k;
      sheet.place(k, step);
      lines.forEach((line, n) => line.classList.toggle("bp-now", step.code.includes(n)));
    }
    sheet.paint(step, values, around);
    const L = written(values, "L");
    chart.paint(values.L, L);
    s.show(example.s);
    steps.show(`${k} / ${UPDATE}`);
    for (const element of [run.update, run.fifty, reset]) element.disabled = !view.alive;
    run.update.classList.toggle("bp-wanted", k === UPDATE);
    const spoken = { step: k, steps: UPDATE, said: sheet.said.textContent };
    view.announce(fill(words.spoken, { ...spoken, y_hat: written(values, "yHat"), L }));
  };
});

/** The updates that Python has taken, and the buttons that ask for more.
 * @param {View} view
 */
function learning(view) {
  const { words } = view;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {number[][]} */
  let path = [];
  /** @type {number[]} */
  let losses = [];
  let waiting = false;
  const last = () => Math.max(0, path.length - 1);
  const go = (/** @type {number} */ k) => view.set({ updates: k, w: path[k] });
  const clock = ticking(view, () => PACE, (passed) => {
    if (passed) go(Math.min(last(), view.get("updates") + passed));
    if (view.get("updates") >= last()) clock.stop();
  });

  function read() {
    path = rows(floats(view.get("run").path), 6);
    losses = path.map((w) => lossOf(w, view.get("x"), view.get("y")));
  }
  function play() {
    if (still.matches) go(last());
    else clock.start();
  }
  /** @param {string} what */
  function ask(what) {
    clock.stop();
    waiting = what === "fifty";
    view.ask(what);
  }
  view.on("run", () => {
    clock.stop();
    read();
    if (waiting && last()) play();
    waiting = false;
  });
  read();
  return {
    ask,
    update: button(view, words.update, () => ask("update")),
    fifty: button(view, words.fifty, () => ask("fifty")),
    last,
    losses: () => losses,
    /** Shows the weights after k updates, by hand. @param {number} k */
    pick(k) {
      clock.stop();
      if (path.length) go(clamp(Math.round(k), 0, last()));
    },
  };
}

/** The loss after each update, and a dot that goes along it.
 * @param {View} view @param {ReturnType<typeof learning>} run
 */
function lossChart(view, { last, losses, pick }) {
  const { words } = view;
  const loss = readout("$L=$");
  const after = html("span", { class: "bp-after" });
  loss.append(after);
  const p = plane(view, { x: [0, 10], y: [0, 10], label: words.curve, ratio: 0.52 });
  const fall = curve(p, p.main, { colour: "pos" });
  const dot = handle(view, p, {
    label: words.updates,
    colour: "pos",
    move: pick,
    nudge: (right, up) => pick(view.get("updates") + right + up),
  });
  return {
    element: html("div", {}, loss, p.box),
    /** @param {number} L @param {string} text the same as it is written */
    paint(L, text) {
      const updates = Math.min(view.get("updates"), last());
      const seen = losses().length ? losses() : [L];
      const far = Math.max(10, last());
      const told = fill(words[`after_${updates}`] ?? words.after, { updates });
      p.range([-far / 25, far], [0, ceiling(seen)]);
      fall.set(seen.map((value, n) => /** @type {Point} */ ([n, value])));
      dot.set([updates, Math.min(L, p.y[1])], updates, told);
      write(after, told);
      loss.show(text);
    },
  };
}
