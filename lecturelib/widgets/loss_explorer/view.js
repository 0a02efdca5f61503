// The points and their losses on the left; the loss surface and the numbers on the right.

import { button, entry, slider, story, table } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { handle } from "../kit/handles.js";
import { prose } from "../kit/label.js";
import { clamp, num, round } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { widget } from "../kit/view.js";
import { costs, means, NAMES, tale, within } from "./derive.js";
import { graph } from "./graph.js";
import { landscape } from "./landscape.js";
import { curveHandles, pointHandles } from "./points.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { View } from "../kit/types.js" */
/** @import { Costs, Model } from "./derive.js" */

export default widget("loss-explorer", (view) => {
  const { words } = view;
  /** @returns {Model} */
  const model = () => view.get("models")[view.get("model")];
  const { p, chart, surface } = planes(view, model());
  const title = caption("");
  const formula = caption("");
  const picture = graph(p, chart, view.get("x").length);
  const ground = landscape(surface);
  const sliders = parameters(view, model().ranges);
  const fields = { w: sliders.w.input, b: sliders.b.input };
  /** @param {number} w @param {number} b */
  const fit = (w, b) => view.set(within(model(), w, b));
  const place = placeHandle(view, surface, fields.w, fit);
  const chosen = chosenPoint(view);
  const points = pointHandles(view, p, chosen.field, chosen.put);
  const holds = curveHandles(view, p, fields, fit);
  const modes = choices(view);
  const list = lossTable(view);
  const told = story();
  let shownModel = "";

  view.root.append(
    modes.element,
    html(
      "div",
      { class: "ll-cols" },
      html("div", { class: "le-left" }, formula, p.box, caption(words.each), chart.box),
      html(
        "div",
        { class: "ll-side le-right" },
        html("div", {}, title, surface.box),
        sliders.w,
        sliders.b,
        chosen.element,
        list.element,
      ),
    ),
    told,
  );

  function showModel() {
    if (shownModel === view.get("model")) return;
    shownModel = view.get("model");
    const { ranges } = model();
    p.range(ranges.x, ranges.y);
    chart.range(ranges.x, ranges.bars);
    surface.range(ranges.w, ranges.b);
    sliders.range(ranges);
    formula.replaceChildren(...prose(words[`formula_${shownModel}`]));
  }

  return function paint() {
    if (![p, chart, surface].every(({ width }) => width)) return; // not laid out yet
    showModel();
    const [w, b, loss, n] = ["w", "b", "loss", "chosen"].map(view.get);
    const isLine = shownModel === "line";
    const all = costs({ w, b, x: view.get("x"), y: view.get("y") }, model().activation);
    picture.paint(model(), isLine, { w, b }, all);
    ground.paint(model(), loss, view.get("x"), view.get("y"));
    points.paint(isLine, all, n);
    holds.paint(w, b);
    place.paint(w, b);
    sliders.w.show(w);
    sliders.b.show(b);
    chosen.paint(n);
    list.paint(model().losses, all, n);
    told.show(tale(words, isLine, n, all[n]));
    write(title, words[`surface_${loss}`]);
    modes.paint();
    const L = num(means(all)[NAMES.indexOf(loss)], 3);
    view.announce(`${fill(words.spoken, { w: num(w), b: num(b), L })} ${told.textContent}`);
  };
});

/** @param {string} text */
const caption = (text) => html("div", { class: "le-caption" }, text);

/** @param {View} view @param {Model} model */
function planes(view, { ranges }) {
  const { words } = view;
  const { x, y, w, b, bars } = ranges;
  return {
    p: plane(view, { x, y, xLabel: "x", yLabel: "y", label: words.plane, ratio: 0.68 }),
    chart: plane(view, { x, y: bars, yLabel: "L", label: words.chart, ratio: 0.36 }),
    surface: plane(view, {
      x: w,
      y: b,
      xLabel: "w",
      yLabel: "b",
      label: words.surface,
      ratio: 0.8,
    }),
  };
}

/** w and b: what is typed may lie out of the ranges that are shown.
 * @param {View} view @param {Model["ranges"]} ranges
 */
function parameters(view, ranges) {
  const { far } = view.get("limits");
  const [w, b] = /** @type {("w" | "b")[]} */ (["w", "b"]).map((symbol) => {
    const [min, max] = ranges[symbol];
    const typed = { min: -far, max: far };
    const options = { symbol, name: view.words[symbol], min, max, step: 0.05, typed };
    return slider(view, options, (value) => view.set({ [symbol]: value }));
  });
  return {
    w,
    b,
    /** @param {Model["ranges"]} ranges */
    range(ranges) {
      set(w.range, { min: ranges.w[0], max: ranges.w[1] });
      set(b.range, { min: ranges.b[0], max: ranges.b[1] });
    },
  };
}

/** The place of w and b on the surface.
 * @param {View} view @param {Plane} surface @param {HTMLInputElement} field
 * @param {(w: number, b: number) => void} fit
 */
function placeHandle(view, surface, field, fit) {
  const grip = handle(view, surface, {
    label: view.words.place,
    field,
    move: fit,
    nudge: (right, up) => fit(view.get("w") + 0.05 * right, view.get("b") + 0.05 * up),
  });
  return {
    /** @param {number} w @param {number} b */
    paint(w, b) {
      const at = [clamp(w, ...surface.x), clamp(b, ...surface.y)];
      grip.set([at[0], at[1]], w, `w = ${num(w)}, b = ${num(b)}`);
    },
  };
}

/** The point that is looked at, and its two numbers.
 * @param {View} view
 */
function chosenPoint(view) {
  const { words } = view;
  const { far } = view.get("limits");
  const which = html("span");
  /** @param {string} name @param {number} n @param {number} value */
  const changed = (name, n, value) => view.get(name).with(n, round(value));
  /** @param {number} n @param {number} x @param {number} y */
  function put(n, x, y) {
    const target = view.get("model") === "line" ? y : Number(y >= 0.5);
    view.set({ chosen: n, x: changed("x", n, x), y: changed("y", n, target) });
  }
  const now = () => view.get("chosen");
  const range = { min: -far, max: far };
  const x = entry(view, { symbol: "x", name: words.x, ...range }, (value) => {
    put(now(), value, view.get("y")[now()]);
  });
  const y = entry(view, { symbol: "y", name: words.y, ...range }, (value) => {
    put(now(), view.get("x")[now()], value);
  });
  return {
    element: html("div", { class: "ll-row" }, which, x, y),
    field: y.input,
    put,
    /** @param {number} n */
    paint(n) {
      write(which, fill(words.point, { n: n + 1 }));
      x.show(view.get("x")[n]);
      y.show(view.get("y")[n]);
    },
  };
}

/** A model with one of its losses, and reset.
 * @param {View} view
 */
function choices(view) {
  /** @type {Record<string, Model>} */
  const models = view.get("models");
  const modes = Object.entries(models).flatMap(([model, { losses, w, b, x, y, chosen }]) =>
    losses.map((loss) => {
      const pick = button(view, view.words[`${model}_${loss}`], () => {
        const start = model === view.get("model") ? {} : { w, b, x, y, chosen };
        view.set({ model, loss, ...start });
      });
      return { model, loss, pick };
    })
  );
  const reset = button(view, view.words.reset, () => view.ask("reset"));
  return {
    element: html("div", { class: "ll-row le-modes" }, ...modes.map(({ pick }) => pick), reset),
    paint() {
      for (const { model, loss, pick } of modes) {
        const now = model === view.get("model") && loss === view.get("loss");
        set(pick, { "aria-pressed": String(now) });
      }
      reset.disabled = !view.alive;
    },
  };
}

/** The chosen point's loss and slope, and the mean, by each loss.
 * @param {View} view
 */
function lossTable({ words }) {
  const lines = NAMES.map((name) => {
    const cells = [html("td"), html("td"), html("td")];
    const key = html("span", { class: `le-${name}` }, html("span", { class: "le-key" }));
    return { cells, row: html("tr", {}, html("td", {}, key, words[name]), ...cells) };
  });
  const headings = ["loss", "own", "slope", "mean"].map((key) => words[key]);
  return {
    element: table(headings, lines.map(({ row }) => row), "le-table"),
    /** @param {string[]} losses of the model @param {Costs[]} points @param {number} n */
    paint(losses, points, n) {
      const all = means(points);
      lines.forEach(({ cells, row }, k) => {
        const values = [points[n].L[k], points[n].slopes[k], all[k]];
        values.forEach((value, j) => write(cells[j], num(value, 3)));
        row.classList.toggle("le-absent", !losses.includes(NAMES[k]));
      });
    },
  };
}
