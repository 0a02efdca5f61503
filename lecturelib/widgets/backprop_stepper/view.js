// A small network as a graph whose numbers are dragged; its formulas beneath, the algorithm and the
// loss beside it.

import { button, slider } from "../kit/controls.js";
import { fill, html, set } from "../kit/dom.js";
import { timeline } from "../kit/timeline.js";
import { widget } from "../kit/view.js";
import { computed, veiled, written } from "./derive.js";
import { formula } from "./formula.js";
import { graph } from "./graph.js";
import { learning, lossChart } from "./learning.js";
import { hiddenAt, isRight, quiz } from "./quiz.js";
import { explained, phaseOf, spotlight, stepOf } from "./steps.js";

/** @import { Shape } from "./wiring.js" */

export default widget("backprop-stepper", (view) => {
  const { words } = view;
  /** @type {Shape} */
  const shape = view.get("shape");
  const last = shape.steps.length;
  const { item, symbol, neurons } = explained(shape);
  const outputs = neurons.flatMap(({ last }, n) => (last ? [`a${n + 1}`] : []));
  const picture = graph(view, explained(shape), (chosen) => {
    const { step } = spotlight(shape, view.get("step"), chosen);
    view.set({ step, chosen, quiz: [] });
  });
  const sheet = formula(words, symbol);
  const asking = quiz(view);
  /** @type {string[]} */
  const code = view.get("lines");
  const lines = code.map((text, n) => {
    const part = "eu".includes(shape.kinds[n]) && shape.kinds[n] !== shape.kinds[n - 1];
    return html("span", { class: part ? "bp-part" : null }, text);
  });
  const rate = { symbol: "s", name: words.s, min: 0.01, max: 2 };
  const typed = { min: 0.001, max: 10, step: 0.01 };
  const s = slider(view, { ...rate, typed, scale: "log" }, (value) => view.set({ s: value }));
  const run = learning(view);
  const chart = lossChart(view, run);
  const reset = button(view, words.reset, () => run.ask("reset"));
  const steps = timeline(view, {
    length: () => last,
    position: () => view.get("step"),
    go: (k, options) => view.set({ step: k, chosen: "", quiz: [] }, options),
    rate: 0.6,
  });
  let placed = "";

  view.root.append(
    html(
      "div",
      { class: "ll-cols" },
      html(
        "div",
        { class: "bp-main" },
        picture.element,
        html("div", { class: "ll-bar" }, steps.element, asking.begin),
        sheet.said,
        asking.row,
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

  /** The sentence about a number. @param {string} [name] */
  function sentence(name) {
    if (shape.lecture || !name) return words.said[name ? stepOf(shape, name) : 0];
    const layer = neurons[Number(name.slice(1)) - 1]?.layer ?? 1;
    const { kind } = item(name);
    return fill(words.says[kind === "k" ? "g" : kind], { f: shape.f[layer - 1] });
  }

  /** The question for a number, or what is said of the answer.
   * @param {string} name @param {Record<string, number>} values @param {number} [answer]
   */
  function judged(name, values, answer) {
    const said = { symbol: symbol(name), value: written(values, name), answer };
    if (answer === undefined) return fill(words.asked, said);
    return fill(words[isRight(answer, values[name]) ? "right" : "wrong"], said);
  }

  return function paint() {
    const k = view.get("step");
    const example = {
      w: view.get("w"),
      b: view.get("b"),
      x: view.get("x"),
      y: [view.get("y")].flat(),
      s: view.get("s"),
    };
    const { values, around } = computed(shape, example);
    /** @type {number[]} */
    const [seed, answer] = view.get("quiz");
    const hidden = hiddenAt(shape, k, seed);
    const open = hidden !== undefined && answer === undefined;
    const name = hidden ?? spotlight(shape, k, view.get("chosen")).name;
    const shown = open ? veiled(values, name) : values;
    const explains = name ? item(name) : null;
    const phase = phaseOf(name);
    set(view.root, { "data-phase": phase });
    picture.paint(k, explains?.lit ?? [], !open && !shape.lecture && explains?.kind === "d", shown);

    const told = hidden ? judged(hidden, values, answer) : "";
    const text = open ? told : `${told} ${sentence(name)}`.trim();
    const key = [k, name, open, text].join();
    if (placed !== key) {
      placed = key;
      sheet.place(open ? null : explains, hidden ? "quiz" : phase, text);
      lines.forEach((line, n) => {
        const now = !open && explains && shape.kinds[n].includes(explains.kind);
        line.classList.toggle("bp-now", Boolean(now));
      });
    }
    sheet.paint(open ? null : explains, shown, around);
    asking.paint(hidden !== undefined, hidden ? symbol(hidden) : "", answer);
    asking.begin.disabled = !k;
    const L = written(shown, "L");
    chart.paint(values.L, L);
    set(chart.element, { style: L === "?" ? "visibility: hidden" : null });
    s.show(example.s);
    steps.show(`${k} / ${last}`);
    for (const element of [run.update, run.fifty, reset]) element.disabled = !view.alive;
    run.update.classList.toggle("bp-wanted", k === last);
    const spoken = { step: k, steps: last, said: sheet.said.textContent, L };
    const y_hat = outputs.map((output) => written(shown, output)).join(", ");
    view.announce(fill(words.spoken, { ...spoken, y_hat }));
  };
});
