// Two planes side by side, the run beneath, then equation (1) and the points with their numbers.

import { floats, rows } from "../kit/binary.js";
import { choice, entry, output, story, table } from "../kit/controls.js";
import { fill, html, set, svg, write } from "../kit/dom.js";
import { mathsHtml, mathsSvg } from "../kit/label.js";
import { num } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { recording } from "../kit/recording.js";
import { widget } from "../kit/view.js";
import { neuron, passes, pointName, POINTS, SPAN, tale, withNeuron } from "./derive.js";
import { neuronLine } from "./line.js";
import { AXIS, hiddenPlane, inputPlane, observations } from "./planes.js";
import { sampled } from "./sampled.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Point, View } from "../kit/types.js" */
/** @import { Rule } from "./derive.js" */

const COLOURS = ["green", "purple", "ink"];
const LARGEST = 1e6; // of theta

export default widget("xor-network", (view) => {
  const { words } = view;
  const ranges = { x: SPAN, y: SPAN };
  const left = plane(view, { ...ranges, xLabel: "x_1", yLabel: "x_2", label: words.input_plane });
  const right = plane(view, {
    x: [0, 1],
    y: [0, 1],
    xLabel: "f(z_1)",
    yLabel: "f(z_2)",
    label: words.hidden_plane,
  });
  /** @returns {Rule} */
  const rule = () => view.get("rules")[view.get("activation")];
  const run = learning(view);
  const numbers = equations(view);
  const grid = sampled(AXIS, AXIS);
  const input = inputPlane(left, grid);
  const hidden = hiddenPlane(right, grid);
  const lines = neuronLines(view, [left, left, right], numbers.inputs, rule);
  const dots = [left, right].map(observations);
  const presets = choices(view, run, rule);
  const starts = startButtons(view, run);
  const list = pointTable(view);
  const told = story("xn-status");
  const half = (/** @type {string} */ title, /** @type {Plane} */ p) =>
    html("div", { class: "xn-half" }, html("div", { class: "ll-title" }, title), p.box);

  view.root.append(
    presets.element,
    html("div", { class: "ll-cols" }, half(words.input, left), half(words.hidden, right)),
    html("div", { class: "ll-bar" }, run.element, starts.element),
    told,
    html(
      "div",
      { class: "ll-cols" },
      numbers.element,
      html("div", { class: "xn-half" }, list.element),
    ),
  );

  return function paint() {
    const theta = view.get("theta");
    const name = view.get("activation");
    const shown = passes(theta, name, rule());
    grid.update(theta, name);
    input.paint(theta, name, rule());
    hidden.paint(theta, name, rule(), shown.hidden);
    for (const paintLine of lines) paintLine();
    dots[0].paint(POINTS.map(({ x }) => x), shown.wrong);
    const groups = dots[1].paint(shown.hidden, shown.wrong);
    numbers.paint(theta);
    list.paint(shown);
    starts.paint();

    const { every = 0, away } = view.get("run");
    const k = run.step();
    const last = run.last();
    const wrong = shown.wrong.filter(Boolean).length;
    presets.paint(4 - wrong);
    run.show(`${k * every} / ${last * every}`);
    if (run.waits()) told.show(view.alive ? words.waiting : words.no_kernel);
    else {
      const loss = run.state(k)?.loss ?? 0;
      const now = { k, last, every, loss, away: run.live() && away };
      told.show(tale(words, { name, ...now, outputs: shown.outputs, wrong, groups }));
    }
    const outputs = shown.outputs.map((value) => num(value)).join(", ");
    const spoken = fill(words.spoken, { right: 4 - wrong, outputs });
    view.announce(spoken + (last ? ` ${told.textContent}` : ""));
  };
});

/** The run: it leads through what is shown until a hand or Python moves that.
 * @param {View} view
 */
function learning(view) {
  return recording(view, {
    ask: "learn",
    position: "step",
    rate: 40,
    read({ path, loss }) {
      const losses = floats(loss);
      return rows(floats(path), 9).map((theta, k) => ({ theta, loss: losses[k] }));
    },
    leads(states, { activation }) {
      const here = view.get("theta");
      const theta = states[view.get("step")]?.theta;
      return activation === view.get("activation") &&
        Boolean(theta?.every((value, j) => value === here[j]));
    },
    go: (step, { theta }, options) => view.set({ step, theta }, options),
  });
}

/** The three neurons' lines on their planes. Returns the functions that paint them.
 * @param {View} view @param {Plane[]} planes @param {HTMLInputElement[]} inputs theta's fields
 * @param {() => Rule} rule
 */
function neuronLines(view, planes, inputs, rule) {
  const { words } = view;
  const names = [mathsSvg("z_1>0"), mathsSvg("z_2>0"), svg("text", {}, words.true)];
  /** @type {Point[]} */
  const starts = [[0.1, 0.4], [0.9, 0.6], [1.05, 0.45]];
  return planes.map((p, i) =>
    neuronLine(view, p, {
      colour: COLOURS[i],
      name: names[i],
      start: starts[i],
      labels: [words[`line${i + 1}`], words[`tip${i + 1}`]],
      fields: [inputs[3 * i + 2], inputs[3 * i]],
      read: () => ({ ...neuron(view.get("theta"), i), level: i < 2 ? 0 : rule().z }),
      change: (numbers) => view.set({ theta: withNeuron(view.get("theta"), i, numbers) }),
    })
  );
}

/** f, ready-made weights, and how many points are right.
 * @param {View} view @param {ReturnType<typeof learning>} run @param {() => Rule} rule
 */
function choices(view, run, rule) {
  const { words } = view;
  const functions = Object.keys(view.get("rules")).map((name) => [name, words.functions[name]]);
  const f = choice(view, words.activation, functions, (activation) => {
    // Learned weights are no start for another f, but a hand's own stay.
    const drawn = run.live();
    run.pause();
    view.set({ activation });
    if (drawn) view.ask("draw");
  });
  const gates = run.button(words.gates, () => view.set({ theta: rule().gates }));
  const zero = run.button(words.zero, () => view.set({ theta: Array(9).fill(0) }));
  const learned = run.button(words.learned, () => view.ask("learned"));
  const count = output({ class: "xn-right" });
  return {
    element: html("div", { class: "ll-row" }, f, gates, zero, learned, count),
    /** @param {number} right */
    paint(right) {
      const name = view.get("activation");
      f.show(name);
      write(gates, name === "relu" ? words.by_hand : words.gates);
      learned.disabled = name === "step" || !view.alive;
      write(count, fill(words.right, { right }));
    },
  };
}

/** The random start by its seed, the next one, and reset.
 * @param {View} view @param {ReturnType<typeof learning>} run
 */
function startButtons(view, run) {
  const { words } = view;
  /** @param {number} value */
  function draw(value) {
    run.pause();
    view.set({ seed: Math.round(value) });
    view.ask("draw");
  }
  const seed = entry(view, { name: words.seed, min: 0, max: 1e6, step: 1, digits: 0 }, draw);
  view.listen(seed.input, "keydown", (/** @type {KeyboardEvent} */ { key }) => {
    // The same number is no change, yet it is asked for.
    if (key === "Enter" && seed.input.valueAsNumber === view.get("seed")) draw(view.get("seed"));
  });
  const another = run.button(words.another, () => view.ask("another"));
  const reset = run.button(words.reset, () => view.ask("reset"));
  return {
    element: html("div", { class: "ll-row" }, seed, another, reset),
    paint() {
      seed.show(view.get("seed"));
      another.disabled = reset.disabled = !view.alive;
    },
  };
}

/** Equation (1), each of theta's numbers a field.
 * @param {View} view
 */
function equations(view) {
  /** @type {[string, number][][]} */
  const sums = [
    [["z_1 = ", 0], ["x_1 + ", 2], ["x_2 + ", 4]],
    [["z_2 = ", 1], ["x_1 + ", 3], ["x_2 + ", 5]],
    [["\\hat y = f( ", 6], ["f(z_1) + ", 7], ["f(z_2) + ", 8]],
  ];
  const fields = sums.flat().map(([symbol, index]) => {
    const name = view.words.numbers[index];
    return entry(view, { symbol, name, min: -LARGEST, max: LARGEST }, (value) => {
      view.set({ theta: view.get("theta").with(index, value) });
    });
  });
  const lines = COLOURS.map((colour, i) => {
    const look = { class: "ll-row", style: `color: var(--ll-${colour})` };
    return html("div", look, ...fields.slice(3 * i, 3 * i + 3), i === 2 ? mathsHtml(")") : null);
  });
  return {
    element: html("div", { class: "xn-half xn-equations" }, ...lines),
    inputs: fields.map(({ input }) => input),
    /** @param {number[]} theta */
    paint(theta) {
      sums.flat().forEach(([, index], k) => fields[k].show(theta[index]));
    },
  };
}

/** The four points' numbers.
 * @param {View} view
 */
function pointTable({ words }) {
  const lines = POINTS.map(({ yes }, n) => {
    const cells = [html("td"), html("td"), html("td")];
    const verdict = html("td");
    const key = html("span", { class: `ll-key ${yes ? "ll-true" : ""}` });
    const wanted = html("td", {}, yes ? words.true : words.false);
    const row = html("tr", {}, html("td", {}, key, pointName(n)), ...cells, wanted, verdict);
    return { cells, verdict, row };
  });
  const headings = ["point", "first", "second", "output", "wanted"].map((key) => words[key]);
  return {
    element: table([...headings, ""], lines.map(({ row }) => row)),
    /** @param {ReturnType<typeof passes>} shown */
    paint({ hidden, outputs, wrong }) {
      lines.forEach(({ cells, verdict, row }, n) => {
        [...hidden[n], outputs[n]].forEach((value, j) => write(cells[j], num(value)));
        write(verdict, wrong[n] ? "✗" : "✓");
        set(row, { class: wrong[n] ? "xn-wrong" : null });
      });
    },
  };
}
