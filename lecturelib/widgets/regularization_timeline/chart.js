// One method's errors by epoch: bold as far as it has come, with the end of early stopping.

import { set, svg } from "../kit/dom.js";
import { plane } from "../kit/plane.js";
import { changes } from "./changes.js";

/** @import { Run } from "./derive.js" */
/** @import { View } from "../kit/types.js" */

/** The rhomb of the weights that early stopping keeps. */
export const KEPT = "m0-7l5.5 7l-5.5 7l-5.5-7z";

/**
 * @param {View} view @param {string} label @param {number} epochs
 */
export function errorChart(view, label, epochs) {
  const p = plane(view, { x: [0, epochs], y: [0, 0.8], label, ratio: 0.72 });
  const looks = ["plain", "validation rt-ahead", "training", "validation"];
  const curves = looks.map((look) => svg("path", { class: `rt-curve rt-${look}` }));
  const [plain, ahead, ...past] = curves;
  const now = svg("line", { class: "rt-now" });
  const stop = svg("line", { class: "rt-stop" });
  const best = svg("path", { class: "rt-best", d: `M0 0${KEPT}` });
  const hit = svg("rect", { class: "rt-hit" });
  p.box.classList.add("rt-chart");
  p.main.append(...curves, stop, now, best, hit);
  const newRun = changes();
  /** @type {string[][]} */
  let places = [];

  /** The places of a curve, ready to be put together. @param {number[]} errors */
  const trace = (errors) => errors.map((L, t) => p.path([[t, L]]).slice(1));
  /** @param {string[]} places */
  const through = (places) => `M${places.join("L")}`;
  /** @param {SVGElement} line @param {number} t */
  function upright(line, t) {
    const x = p.sx(t);
    set(line, { x1: x, x2: x, y1: p.sy(p.y[1]), y2: p.sy(p.y[0]) });
  }

  /** What no epoch changes.
   * @param {Run} run @param {Run | null} other
   */
  function drawRun(run, other) {
    places = run.errors.slice(0, 2).map(trace);
    set(plain, { d: other ? through(trace(other.errors[1])) : "" });
    set(hit, { x: p.sx(0), y: p.sy(p.y[1]), width: p.width, height: p.height });
    if (run.stopped > epochs) return;
    upright(stop, run.stopped);
    const [x, y] = [p.sx(run.best), p.sy(run.errors[1][run.best])];
    set(best, { transform: `translate(${x} ${y})` });
  }

  return {
    p,
    hit,
    /** other: the run to compare with, if it is another.
     * @param {Run} run @param {Run | null} other @param {number} t
     */
    paint(run, other, t) {
      if (newRun(run, other, p.width, p.height, p.y[1])) drawRun(run, other);
      const last = Math.min(run.stopped, epochs);
      const reached = Math.min(t, last);
      past.forEach((path, k) => set(path, { d: through(places[k].slice(0, reached + 1)) }));
      set(ahead, { d: through(places[1].slice(reached, last + 1)) });
      upright(now, t);
      const over = t >= run.stopped;
      set(stop, { visibility: over && last < epochs ? null : "hidden" });
      set(best, { visibility: over ? null : "hidden" });
    },
  };
}
