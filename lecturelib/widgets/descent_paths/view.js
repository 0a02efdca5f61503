// The loss surface with the three paths on the left; the settings, the loss against the clock and
// the counts on the right.

import { floats, rows } from "../kit/binary.js";
import { button, choice, entry, slider, story, table } from "../kit/controls.js";
import { fill, html, svg, write } from "../kit/dom.js";
import { num, round } from "../kit/numbers.js";
import { timeline } from "../kit/timeline.js";
import { widget } from "../kit/view.js";
import { lossChart } from "./chart.js";
import { lossText, told, updates, used } from "./derive.js";
import { ball, METHODS, trail } from "./methods.js";
import { surfacePlane } from "./surface.js";

/** @import { View, Words } from "../kit/types.js" */
/** @import { Clock, Run } from "./derive.js" */

/** Steps a second while playing. */
const RATES = { observations: 75, epochs: 1.5, iterations: 8 };
/** What a run in Python depends on. */
const SETTINGS = ["B", "s", "start", "seed"];
const FARTHEST = 1e4; // a start is no further

export default widget("descent-paths", (view) => {
  const { words } = view;
  const { N, lengths } = view.get("surface");
  const clock = () => /** @type {Clock} */ (view.get("clock"));
  const length = () => lengths[clock()];
  const step = () => Math.min(view.get("step"), length());
  const settings = controls(view);
  const surface = surfacePlane(view, settings.startW.input);
  const chart = lossChart(view);
  const counts = countTable(words, N);
  const legend = keys(words);
  const play = timeline(view, {
    length,
    position: step,
    go: (k, options) => view.set({ step: k }, options),
    rate: () => RATES[clock()],
  });
  const another = button(view, words.another, () => view.set({ seed: view.get("seed") + 1 }));
  const reset = play.button(words.reset, () => view.ask("reset"));
  const status = story();
  const recorded = race(view);

  const settingRows = [settings.B, settings.s, settings.start, chart.box, settings.clock];
  view.root.append(
    html(
      "div",
      { class: "ll-cols" },
      surface.box,
      html("div", { class: "ll-side dp-side" }, ...settingRows, counts.element),
    ),
    html(
      "div",
      { class: "ll-bar" },
      play.element,
      html("div", { class: "ll-row" }, another, reset),
    ),
    html("div", { class: "ll-bar" }, settings.arrows, legend.element),
    status,
  );

  /** @param {Run[]} runs @param {number} t what the clock shows */
  function paintRuns(runs, t) {
    const made = runs.map((run) => updates(run, clock(), t, N));
    surface.paintRuns(runs, made);
    chart.paintRuns(made);
    counts.paint(runs, made);
    const chosen = METHODS.findIndex(({ name }) => name === view.get("arrows"));
    const run = runs[chosen];
    const [w, b] = run.points[made[chosen]];
    const inside = surface.inside([w, b]);
    const s = view.get("s");
    surface.paintArrows(inside && !play.isPlaying() ? run : null, made[chosen], s);
    status.show(told(words, { name: METHODS[chosen].name, run, k: made[chosen], s, N, inside }));
    const places = METHODS.map(({ name }, n) =>
      fill(words.place, { method: words[name], L: lossText(words, runs[n].losses[made[n]]) })
    );
    view.announce([fill(words.spoken, { clock: words[clock()], t }), ...places].join(", "));
  }

  return function paint() {
    const runs = recorded.runs();
    const t = step();
    const stale = recorded.stale();
    surface.paint();
    chart.place(runs, clock());
    chart.paint(t);
    settings.paint();
    legend.paint({ B: view.get("B"), N });
    another.disabled = reset.disabled = !view.alive;
    play.show(`${t} / ${length()}`);
    view.root.classList.toggle("dp-stale", stale);
    if (runs.length && !stale) paintRuns(runs, t);
    else status.show(view.alive ? words.waiting : words.no_kernel);
  };
});

/** The runs that Python has made.
 * @param {View} view
 */
function race(view) {
  /** @type {Run[]} */
  let runs = [];
  function read() {
    const run = view.get("run");
    if (run.batch) runs = METHODS.map(({ name }) => unpacked(run[name]));
    else view.ask("run");
  }
  view.on("run", read);
  read();
  return {
    runs: () => runs,
    /** Without Python there are no paths from another start. */
    stale() {
      const wanted = SETTINGS.map((name) => view.get(name));
      return !view.alive && String(view.get("run").of) !== String(wanted);
    },
  };
}

/** @param {any} run @returns {Run} */
function unpacked({ B, path, loss, one, all }) {
  const [points, ones, alls] = [path, one, all].map((data) => rows(floats(data, Float32Array), 2));
  return { size: B, points, losses: floats(loss, Float32Array), one: ones, all: alls };
}

/** What is chosen and typed: any change of what a run depends on makes a new one in Python.
 * @param {View} view
 */
function controls(view) {
  const { words } = view;
  const { N, lengths } = view.get("surface");
  const size = { symbol: "B", name: words.B, min: 1, max: N, step: 1, digits: 0 };
  const B = slider(view, { ...size, scale: "log" }, (value) => view.set({ B: Math.round(value) }));
  const rate = { symbol: "s", name: words.s, min: 0.001, max: 1, step: 0.01, digits: 3 };
  const least = rate.min;
  const setS = (/** @type {number} */ value) => view.set({ s: Math.max(least, round(value)) });
  const s = slider(view, { ...rate, scale: "log" }, setS);
  /** @param {number} j @param {number} value */
  const place = (j, value) => view.set({ start: view.get("start").with(j, value) });
  const ends = { min: -FARTHEST, max: FARTHEST };
  const startW = entry(view, { ...ends, symbol: "w", name: words.w }, (value) => place(0, value));
  const startB = entry(view, { ...ends, symbol: "b", name: words.b }, (value) => place(1, value));
  const clocks = Object.keys(lengths).map((name) => [name, words[name]]);
  const clock = choice(view, words.clock, clocks, (value) => {
    view.set({ clock: value, step: lengths[value] });
  });
  const methods = METHODS.map(({ name }) => [name, words[name]]);
  const arrows = choice(view, words.arrows, methods, (value) => view.set({ arrows: value }));
  return {
    B,
    s,
    start: html("div", { class: "ll-row" }, html("span", {}, words.start), startW, startB),
    startW,
    clock,
    arrows,
    paint() {
      B.show(view.get("B"));
      s.show(view.get("s"));
      startW.show(view.get("start")[0]);
      startB.show(view.get("start")[1]);
      clock.show(view.get("clock"));
      arrows.show(view.get("arrows"));
    },
  };
}

/** Each method's batch size, updates, epochs and loss.
 * @param {Words} words @param {number} N
 */
function countTable(words, N) {
  const columns = ["size", "updates", "passes", "loss"];
  const lines = METHODS.map((method) => {
    const picture = svg("svg", { width: 16, height: 16, viewBox: "-10 -10 20 20" }, ball(method));
    const cells = columns.map(() => html("td"));
    const name = html("td", {}, picture, words[method.name]);
    return { cells, element: html("tr", {}, name, ...cells) };
  });
  const headings = ["", ...columns.map((column) => words[column])];
  return {
    element: table(headings, lines.map(({ element }) => element), "dp-table"),
    /** @param {Run[]} runs @param {number[]} made */
    paint(runs, made) {
      lines.forEach(({ cells }, n) => {
        const { size, losses } = runs[n];
        const k = made[n];
        const texts = [String(size), String(k), num(used(size, k, N) / N)];
        [...texts, lossText(words, losses[k])].forEach((text, j) => write(cells[j], text));
      });
    },
  };
}

/** What the three arrows are.
 * @param {Words} words
 */
function keys(words) {
  const items = ["key_one", "key_some", "key_all"].map((key, k) => {
    const text = html("span");
    const style = `stroke-width: ${METHODS[k].width}`;
    const line = trail(METHODS[k], { style, d: "M0 4H22" });
    const sample = svg("svg", { width: 22, height: 8 }, line);
    return { key, text, element: html("span", {}, sample, text) };
  });
  return {
    element: html("div", { class: "dp-keys" }, ...items.map(({ element }) => element)),
    /** @param {{ B: number, N: number }} sizes */
    paint(sizes) {
      for (const { key, text } of items) write(text, fill(words[key], sizes));
    },
  };
}
