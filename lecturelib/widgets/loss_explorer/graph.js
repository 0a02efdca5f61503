// The points and the model's curve with what each point costs, and the bars beneath.

import { set, svg } from "../kit/dom.js";
import { arrow, curve } from "../kit/marks.js";
import { ACTIVATIONS, netInput } from "../kit/maths.js";
import { linspace } from "../kit/numbers.js";
import { means, NAMES } from "./derive.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Costs, Model, Parameters } from "./derive.js" */

const COLOURS = ["neg", "pos"];

/**
 * @param {Plane} p the points' @param {Plane} chart the bars' @param {number} count of points
 */
export function graph(p, chart, count) {
  const errors = svg("g");
  const pulls = svg("g");
  p.main.append(errors);
  const bent = curve(p, p.main, { colour: "green", width: 3 });
  p.main.append(pulls);
  const marks = Array.from({ length: count }, () => pointMarks(p, errors, pulls));
  const bars = NAMES.map((name) => lossBars(chart, name, count));
  return {
    /**
     * @param {Model} model @param {boolean} isLine @param {Parameters} parameters
     * @param {Costs[]} points
     */
    paint({ activation, losses }, isLine, { w, b }, points) {
      const { f } = ACTIVATIONS[activation];
      bent.set(linspace(...p.x, 121).map((x) => [x, f(netInput([w], [x], b))]));
      points.forEach((point, n) => marks[n].paint(isLine, point));
      const all = means(points);
      bars.forEach((bar, k) => {
        const shown = losses.includes(NAMES[k]);
        bar.show(shown);
        if (shown) bar.paint(points, k, all[k], beside(isLine, k));
      });
    },
  };
}

/** Two losses stand side by side, so many pixels to the right of x.
 * @param {boolean} isLine @param {number} k
 */
const beside = (isLine, k) => (isLine ? 0 : k ? 6 : -6);

/** A line's error and its square, or how hard each loss pulls a sigmoid.
 * @param {Plane} p @param {Element} errors @param {Element} pulls the layers
 */
function pointMarks(p, errors, pulls) {
  const square = svg("rect", { class: "le-square le-squared" });
  const error = svg("line", { class: "le-error" });
  errors.append(square, error);
  const arrows = COLOURS.map((colour) => arrow(p, pulls, { colour, width: 3 }));
  const feet = NAMES.map((name) => svg("circle", { class: `le-foot le-${name}`, r: 3.5 }));
  pulls.append(...feet);
  return {
    /** @param {boolean} isLine @param {Costs} point */
    paint(isLine, { x, y, y_hat, slopes }) {
      const top = Math.min(p.sy(y), p.sy(y_hat));
      const side = Math.abs(p.sy(y) - p.sy(y_hat));
      set(error, { x1: p.sx(x), x2: p.sx(x), y1: p.sy(y), y2: p.sy(y_hat) });
      set(square, { visibility: isLine ? null : "hidden" });
      if (isLine) {
        set(square, { x: x > 2 ? p.sx(x) - side : p.sx(x), y: top, width: side, height: side });
      }
      NAMES.forEach((_, k) => {
        set(feet[k], { visibility: isLine ? "hidden" : null });
        if (isLine) return arrows[k].hide();
        // At x beside the point, from the curve towards the target.
        const place = x + beside(isLine, k) / p.width * (p.x[1] - p.x[0]);
        set(feet[k], { cx: p.sx(place), cy: p.sy(y_hat) });
        arrows[k].set([place, y_hat], [place, y_hat - slopes[k]]);
      });
    },
  };
}

/** One loss of every point, and its mean.
 * @param {Plane} chart @param {string} name @param {number} count
 */
function lossBars(chart, name, count) {
  const bars = Array.from({ length: count }, () => svg("rect", { class: "le-bar" }));
  const tips = bars.map(() => svg("path", { class: "le-tip" }));
  const mean = svg("line", { class: "le-mean" });
  const groups = [[...bars, mean], tips].map((parts) =>
    svg("g", { class: `le-${name}` }, ...parts)
  );
  chart.main.append(groups[0]);
  chart.front.append(groups[1]);
  return {
    /** @param {boolean} shown */
    show(shown) {
      for (const group of groups) set(group, { visibility: shown ? null : "hidden" });
    },
    /** k: the loss' number in NAMES. aside: pixels to the right of x.
     * @param {Costs[]} points @param {number} k @param {number} all the mean @param {number} aside
     */
    paint(points, k, all, aside) {
      const width = aside ? 11 : 16;
      const top = chart.sy(chart.y[1]);
      points.forEach(({ x, L }, n) => {
        const left = chart.sx(x) + aside - width / 2;
        const high = Math.max(-9, chart.sy(L[k])); // what is higher still is clipped, too
        set(bars[n], { x: left, width, y: high, height: Math.max(0, chart.sy(0) - high) });
        // A bar that goes on beyond the chart ends in an arrow.
        const beyond = high < top && x >= chart.x[0] && x <= chart.x[1];
        set(tips[n], { d: beyond ? `M${left} ${top}h${width}l${-width / 2} -9Z` : "" });
      });
      const level = chart.sy(all);
      set(mean, { x1: chart.sx(chart.x[0]), x2: chart.sx(chart.x[1]), y1: level, y2: level });
    },
  };
}
