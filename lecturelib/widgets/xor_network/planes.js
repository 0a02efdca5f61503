// What stands on the two planes, less the neurons' lines.

import { segments } from "../kit/contour.js";
import { set, svg, write } from "../kit/dom.js";
import { mark } from "../kit/marks.js";
import { linspace } from "../kit/numbers.js";
import { cellMiddles, cut, paintCells, sides } from "../kit/regions.js";
import {
  border,
  grouped,
  hiddenRange,
  neuron,
  outputOf,
  pointName,
  POINTS,
  SPAN,
} from "./derive.js";
import { sampled } from "./sampled.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Point } from "../kit/types.js" */
/** @import { Rule } from "./derive.js" */

const CELL = 3; // the side of a region's cell in pixels

/** The grid's places in x_1, and in x_2. */
export const AXIS = linspace(...SPAN, 49);

// Every fifth of its lines, as the numbers of their places: first those along x_2, then x_1.
const FIFTHS = [4, 9, 14, 19, 24, 29, 34, 39, 44];
const THREADS = [
  ...FIFTHS.map((i) => AXIS.map((_, j) => j * AXIS.length + i)),
  ...FIFTHS.map((j) => AXIS.map((_, i) => j * AXIS.length + i)),
];

/** The regions of y_hat, their border, and a straight grid.
 * @param {Plane} p @param {ReturnType<typeof sampled>} grid on AXIS in both directions
 */
export function inputPlane(p, grid) {
  const straight = svg("path", { class: "xn-grid" });
  const edge = svg("path", { class: "xn-edge" });
  p.back.append(straight, edge);
  const values = AXIS.map((_, j) => grid.y.subarray(AXIS.length * j, AXIS.length * (j + 1)));
  let cells = { columns: 0, rows: 0, ...sampled([], []) };
  return {
    /** @param {number[]} theta @param {string} name @param {Rule} rule */
    paint(theta, name, { low, high }) {
      const { xs, ys } = cellMiddles(p, CELL);
      if (xs.length !== cells.columns || ys.length !== cells.rows) {
        cells = { columns: xs.length, rows: ys.length, ...sampled(xs, ys) };
      }
      cells.update(theta, name);
      const middle = (low + high) / 2;
      paintCells(p, xs.length, ys.length, (k) => (cells.y[k] - middle) / (high - middle));
      const ends = border(AXIS, values, middle, outputOf(theta, name));
      set(edge, { d: segments(p, ends) });
      const corner = AXIS.length - 1;
      const threads = THREADS.map((thread) => [thread[0], thread[corner]].map(placeOf));
      set(straight, { d: threads.map(p.path).join("") });
    },
  };
}

/** @param {number} k @returns {Point} */
const placeOf = (k) => [AXIS[k % AXIS.length], AXIS[Math.floor(k / AXIS.length)]];

/** The output's two sides, and what the hidden layer makes of the straight grid.
 * @param {Plane} p @param {ReturnType<typeof sampled>} grid
 */
export function hiddenPlane(p, { hidden: [first, second] }) {
  const shades = sides(p);
  const bent = svg("path", { class: "xn-grid xn-bent" });
  p.back.append(bent);
  return {
    /** @param {number[]} theta @param {string} name @param {Rule} rule @param {Point[]} places */
    paint(theta, name, { z }, places) {
      const range = hiddenRange(name, places);
      p.range(range, range);
      const { w, b } = neuron(theta, 2);
      const none = { positive: [], negative: [] };
      shades.set(Math.hypot(...w) ? cut(p, w, b - z) : none);
      const threads = name === "step" ? [] : THREADS;
      const paths = threads.map((thread) => p.path(thread.map((k) => [first[k], second[k]])));
      set(bent, { d: paths.join("") });
    },
  };
}

/** The four points on a plane; those on one place stand side by side, their names beneath.
 * @param {Plane} p
 */
export function observations(p) {
  const marks = POINTS.map(({ yes }) => mark(p, p.main, yes, 9));
  const names = POINTS.map(() => svg("text", { class: "xn-point" }));
  p.main.append(...names);
  return {
    /** Returns the groups of points on one place.
     * @param {Point[]} places @param {boolean[]} wrong
     */
    paint(places, wrong) {
      const groups = grouped(places.map(([x, y]) => [p.sx(x), p.sy(y)]));
      const aside = 20 * (p.x[1] - p.x[0]) / (p.width || 1);
      names.forEach((name, g) => write(name, (groups[g] ?? []).map(pointName).join("  ")));
      groups.forEach((group, g) => {
        const [x, y] = places[group[0]];
        set(names[g], { x: p.sx(x), y: p.sy(y) + 25 });
        group.forEach((n, k) => {
          const shift = (k - (group.length - 1) / 2) * aside;
          marks[n].set(x + shift, y, { ringed: wrong[n] });
        });
      });
      return groups;
    },
  };
}
