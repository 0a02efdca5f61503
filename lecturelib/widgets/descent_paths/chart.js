// The loss of the three methods against the clock, in powers of ten.

import { set, svg } from "../kit/dom.js";
import { plane } from "../kit/plane.js";
import { lossCurve } from "./derive.js";
import { METHODS, trail } from "./methods.js";

/** @import { Point, View } from "../kit/types.js" */
/** @import { Clock, Run } from "./derive.js" */

const LEVELS = [1, 2, 5, 10, 20, 50];

/** @param {View} view */
export function lossChart(view) {
  const { low, high, N, lengths } = view.get("surface");
  const p = plane(view, {
    x: [0, 1],
    y: [Math.log10(low), Math.log10(high)],
    yLabel: "L",
    label: view.words.chart,
    ratio: 0.56,
  });
  p.box.classList.add("dp-chart");
  const levels = LEVELS.filter((L) => L > low && L < high).map((L) => ({
    height: Math.log10(L),
    line: svg("line"),
    text: svg("text", {}, L),
  }));
  const grid = svg("g", { class: "dp-grid" });
  grid.append(...levels.flatMap(({ line, text }) => [line, text]));
  p.svg.append(grid);
  const now = svg("line", { class: "dp-now" });
  const lines = METHODS.map((method) => trail(method));
  p.main.append(now, ...lines);
  /** @type {Point[][]} */
  let curves = [];
  /** @type {Run[]} */
  let shownRuns = [];
  let shownClock = "";

  return {
    box: p.box,
    /** Shows other runs, or another clock. @param {Run[]} runs @param {Clock} clock */
    place(runs, clock) {
      if (runs === shownRuns && clock === shownClock) return;
      shownRuns = runs;
      shownClock = clock;
      curves = runs.map((run) => lossCurve(run, clock, N));
      p.range([0, lengths[clock]], p.y);
    },
    /** @param {number} t what the clock shows */
    paint(t) {
      for (const { height, line, text } of levels) {
        const y = p.sy(height);
        set(line, { x1: p.sx(0), x2: p.sx(p.x[1]), y1: y, y2: y });
        set(text, { x: p.sx(0) - 7, y: y + 4 });
      }
      set(now, { x1: p.sx(t), x2: p.sx(t), y1: p.sy(p.y[0]), y2: p.sy(p.y[1]) });
    },
    /** @param {number[]} made the updates of each method */
    paintRuns(made) {
      curves.forEach((points, n) => set(lines[n], { d: p.path(points.slice(0, made[n] + 1)) }));
    },
  };
}
