// Four columns, one a method: setting, boundary, errors now, error curves, neurons of this step,
// weights. One timeline below leads all four.

import { floats, rows } from "../kit/binary.js";
import { bounds, button, entry, output, slider, tick } from "../kit/controls.js";
import { fill, html, svg, write } from "../kit/dom.js";
import { draggable, handle } from "../kit/handles.js";
import { prose } from "../kit/label.js";
import { clamp, num, round } from "../kit/numbers.js";
import { pointEditor } from "../kit/points.js";
import { colours } from "../kit/regions.js";
import { timeline } from "../kit/timeline.js";
import { widget } from "../kit/view.js";
import { changes } from "./changes.js";
import { errorChart, KEPT } from "./chart.js";
import { highest, readRun, shownEpoch, summary } from "./derive.js";
import { networkPlane, OTHER, OWN, pointShape } from "./network.js";
import { neuronRow, weightBars } from "./weights.js";

/** @import { Run, Sent } from "./derive.js" */
/** @import { Hold, View } from "../kit/types.js" */

/** trait: what holds its run; setting: the trait that it is trained with, beside the seed.
 * @typedef {{ name: string, trait: string, setting?: string }} Method
 */

/** @type {Method[]} */
const METHODS = [
  { name: "none", trait: "none" },
  { name: "early", trait: "early", setting: "patience" },
  { name: "dropout", trait: "dropped", setting: "dropout" },
  { name: "penalty", trait: "shrunk", setting: "lambda_" },
];
const PARTS = ["training", "validation", "test"];
const RESTS = 400; // ms after which a hand that holds still is at rest, and Python trains

export default widget("regularization-timeline", (view) => {
  const { words } = view;
  const { epochs } = view.get("data");
  const stock = rows(floats(view.get("data").training, Float32Array), 3);
  /** The training points. @returns {number[][]} */
  const learned = () => view.get("training").length ? view.get("training") : stock;
  const settings = sliders(view);
  const columns = METHODS.map((method) =>
    methodColumn(view, method, settings.elements[method.name])
  );
  const plainChart = columns[0].chart;
  /** @param {number} epoch @param {Hold} [options] */
  const go = (epoch, options) => view.set({ epoch: clamp(Math.round(epoch), 0, epochs) }, options);
  for (const { chart } of columns) {
    draggable(view, chart.hit, { at: chart.p.at, move: (t) => go(t), touch: "pan-y" });
  }
  const typed = { name: words.entry, min: 0, max: epochs, step: 1, digits: 0 };
  const epoch = entry(view, typed, (value) => go(value));
  const hold = handle(view, plainChart.p, {
    label: words.handle,
    field: epoch.input,
    colour: "purple",
    move: (x) => go(x),
    nudge: (right, up) => go(view.get("epoch") + right + up),
  });
  const editor = pointEditor(view, columns[0].p, {
    labels: [1, 0],
    limits: view.get("limits").points,
    rows: learned,
    change: resting(view, stock),
  });
  const test = tick(view, words.test_set, (on) => view.set({ test_set: on }));
  const race = timeline(view, {
    length: () => epochs,
    position: () => view.get("epoch"),
    go,
    rate: 24,
  });
  const another = button(view, words.another, () => view.set({ seed: view.get("seed") + 1 }));
  const reset = race.button(words.reset, () => view.ask("reset"));
  const status = html("div", { class: "ll-status", role: "status", "aria-live": "off" });
  const newRuns = changes();
  /** @type {Run[]} */
  let runs = [];

  view.root.append(
    html("div", { class: "rt-columns" }, ...columns.map(({ element }) => element)),
    html(
      "div",
      { class: "ll-bar" },
      epoch,
      race.element,
      html("div", { class: "ll-row" }, test, another, reset, editor.on),
    ),
    editor.bar,
    html("div", { class: "rt-keys" }, ...keys(view)),
    status,
  );
  if (!view.get("none").path) view.ask("run");

  function readRuns() {
    /** @type {Sent[]} */
    const sent = METHODS.map(({ trait }) => view.get(trait));
    if (!newRuns(...sent) || !sent[0].path) return;
    runs = sent.map((run) => readRun(run, sent[0], epochs));
    for (const { chart } of columns) chart.p.range(chart.p.x, [0, highest(runs)]);
  }

  return function paint() {
    const t = view.get("epoch");
    readRuns();
    // Reading the theme's colours costs a layout if anything has changed: the canvases come first.
    /** @type {ReturnType<typeof colours> | undefined} */
    let inks;
    runs.forEach((run, k) => columns[k].shade(run, t, () => inks ??= colours(view.root)));
    settings.paint(learned().length);
    for (const { place } of columns) place(learned());
    view.root.classList.toggle("rt-edits", view.get("edit"));
    editor.paint();
    epoch.show(t);
    test.show(view.get("test_set"));
    another.disabled = reset.disabled = !view.alive;
    race.show(`${t} / ${epochs}`);
    if (!runs.length) return write(status, view.alive ? words.waiting : words.no_kernel);

    const stale = columns.map((column, k) => column.paint(runs[k], k ? runs[0] : null, t));
    const [none, early] = runs;
    const height = Math.min(plainChart.p.y[1], none.errors[1][t]);
    hold.set([t, height], t, `${words.epoch} ${t}`);
    const lost = stale.includes(true) && !view.alive;
    write(status, lost ? words.no_kernel : summary(words, t, none, early));
    const errors = METHODS.map(({ name }, k) => {
      const shown = shownEpoch(runs[k], t);
      return [name, num(runs[k].errors[1][shown])];
    });
    view.announce(fill(words.spoken, { t, ...Object.fromEntries(errors) }));
  };
});

/** Shows other training points at once, and sends them when the hand has come to rest; the stock
 * is sent as none.
 * @param {View} view @param {number[][]} stock
 */
function resting(view, stock) {
  let timer = 0;
  view.signal.addEventListener("abort", () => clearTimeout(timer));
  return (/** @type {number[][]} */ rows) => {
    const training = String(rows) === String(stock) ? [] : rows;
    clearTimeout(timer);
    view.set({ training }, { hold: true });
    timer = setTimeout(view.save, RESTS);
  };
}

/** What the methods are set by, in their columns.
 * @param {View} view
 */
function sliders(view) {
  const { words } = view;
  const { hidden } = view.get("data");
  const limits = view.get("limits");
  const patience = slider(view, {
    ...bounds(limits.patience),
    name: words.patience,
    max: 100,
    step: 1,
    digits: 0,
    typed: bounds(limits.patience),
  }, (value) => view.set({ patience: Math.round(value) }));
  const dropout = slider(view, {
    ...bounds(limits.dropout),
    symbol: "p",
    name: words.dropout,
    step: 0.05,
  }, (value) => view.set({ dropout: round(value, 2) }));
  const lambda = slider(view, {
    ...bounds(limits.lambda_),
    symbol: "\\lambda",
    name: words.lambda_,
    min: 0.0001,
    step: 0.001,
    digits: 4,
    scale: "log",
    notch: 0.1,
    typed: bounds(limits.lambda_),
  }, (value) => view.set({ lambda_: Number(value.toPrecision(2)) }));
  const none = html("div", { class: "rt-nothing" });
  /** @type {Record<string, HTMLElement>} */
  const elements = { none, early: patience, dropout, penalty: lambda };
  return {
    elements,
    /** @param {number} N of training points */
    paint(N) {
      write(none, fill(words.nothing, { n: hidden, N }));
      patience.show(view.get("patience"));
      dropout.show(view.get("dropout"));
      lambda.show(view.get("lambda_"));
      // The logarithm of 0 has no place.
      if (!view.get("lambda_")) lambda.range.value = lambda.range.min;
    },
  };
}

/** All that is shown of one method; control: what it is set by.
 * @param {View} view @param {Method} method @param {HTMLElement} control
 */
function methodColumn(view, { name, setting }, control) {
  const { words } = view;
  const { x, y, hidden, epochs, validation } = view.get("data");
  const title = words[`title_${name}`];
  const method = title.replaceAll("$", "");
  const net = networkPlane(view, {
    x,
    y,
    label: fill(words.plane, { method }),
    validation: rows(floats(validation, Float32Array), 3),
  });
  const chart = errorChart(view, fill(words.chart, { method }), epochs);
  const neurons = neuronRow(view, hidden);
  const bars = weightBars(view, fill(words.histogram, { method }));
  const values = PARTS.map(() => output());
  const errors = PARTS.map((part, k) =>
    html("div", { class: `rt-${part}` }, html("span", {}, words[part]), values[k])
  );
  const element = html(
    "div",
    { class: "rt-column", role: "group", "aria-label": method },
    html("div", { class: "ll-title" }, ...prose(title)),
    control,
    net.p.box,
    html("div", { class: "rt-errors" }, ...errors),
    chart.p.box,
    ...neurons.elements,
    ...bars.elements,
  );
  const newColours = changes();
  const newNetwork = changes();

  return {
    element,
    chart,
    p: net.p,
    place: net.place,
    /** The canvas.
     * @param {Run} run @param {number} t @param {() => ReturnType<typeof colours>} inks
     */
    shade(run, t, inks) {
      const shown = shownEpoch(run, t);
      const { width, height } = net.p;
      if (newColours(run, shown, width, height, view.dark) && width) {
        net.shade(run.path[shown], inks());
      }
    },
    /** The rest; returns whether it waits for Python to train with other settings.
     * @param {Run} run @param {Run | null} plain @param {number} t
     */
    paint(run, plain, t) {
      const settings = ["seed", ...(setting ? [setting] : []), "training"].map(view.get);
      const stale = String(run.of) !== String(settings);
      element.classList.toggle("rt-stale", stale);
      const shown = shownEpoch(run, t);
      if (newNetwork(run, shown, net.p.width, net.p.height)) {
        const kept = run.kept[shown];
        const scale = kept?.includes(0) ? kept.map((one) => one / (1 - run.of[1])) : null;
        net.paint(run.path[shown], scale);
        neurons.paint(kept);
        bars.paint(run.path[shown]);
      }
      chart.paint(run, plain, t);
      const opened = view.get("test_set");
      values.forEach((value, k) =>
        write(value, k < 2 || opened ? num(run.errors[k][shown]) : words.closed)
      );
      return stale;
    },
  };
}

/** What the marks mean.
 * @param {View} view
 */
function keys({ words }) {
  /** @param {string} name @param {string[][]} paths a look, and where it is not a line its shape */
  function key(name, ...paths) {
    const samples = paths.map(([look, d = "M0 0H24"]) => svg("path", { class: look, d }));
    const size = { width: 24, height: 14, viewBox: "0 -7 24 14", "aria-hidden": "true" };
    return html("span", {}, svg("svg", size, ...samples), words[`key_${name}`]);
  }
  /** @param {string} look @param {number} r */
  const both = (look, r) => [
    [`${look} rt-class1`, `M5 0${pointShape(1, r)}`],
    [`${look} rt-class0`, `M18 0${pointShape(0, r)}`],
  ];
  return [
    key("learn", ...both("rt-point", OWN)),
    key("check", ...both("rt-other", OTHER)),
    key("training", ["rt-curve rt-training"]),
    key("validation", ["rt-curve rt-validation"]),
    key("plain", ["rt-curve rt-plain"]),
    key("thinned", ["rt-thinned"]),
    key("kept", ["rt-best", `M12 0${KEPT}`]),
  ];
}
