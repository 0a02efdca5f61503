// One method's network: what it says of every place, where it says one half, and the points.

import { levelLines, segments } from "../kit/contour.js";
import { set, svg } from "../kit/dom.js";
import { quick } from "../kit/maths.js";
import { linspace } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { cellMiddles, paintCells } from "../kit/regions.js";
import { changes } from "./changes.js";
import { netInputs } from "./derive.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { colours } from "../kit/regions.js" */
/** @import { Span, View } from "../kit/types.js" */

/** The radii of points that are trained on, and of others. */
export const OWN = 4.4;
export const OTHER = 2.1;
const CELL = 6; // of the canvas, in pixels
const GRID = 37; // the boundary is traced on so many places by so many

/** A point's shape around the place before it: a circle for class 1, a square for class 0.
 * @param {number} label @param {number} r
 */
export function pointShape(label, r) {
  const side = 1.76 * r;
  return label
    ? `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
    : `m${-0.88 * r} ${-0.88 * r}h${side}v${side}h${-side}z`;
}

/** validation: rows x_1, x_2, y.
 * @param {View} view
 * @param {object} options
 * @param {Span} options.x
 * @param {Span} options.y
 * @param {string} options.label
 * @param {number[][]} options.validation
 */
export function networkPlane(view, { x, y, label, validation }) {
  const p = plane(view, { x, y, label, ratio: 0.78 });
  const thinned = svg("path", { class: "rt-thinned" });
  const boundary = svg("path", { class: "ll-line" });
  p.box.classList.add("rt-plane");
  const placeOthers = pointPaths(p, "rt-other", OTHER);
  p.main.append(thinned, boundary);
  const placeOwn = pointPaths(p, "rt-point", OWN);
  const xs = linspace(x[0], x[1], GRID);
  const ys = linspace(y[0], y[1], GRID);
  const newSize = changes();
  const newPoints = changes();
  const f = quick("sigmoid");

  /** Where z = 0. @param {number[]} theta @param {number[]} [scale] */
  const zeros = (theta, scale) => segments(p, levelLines(xs, ys, netInputs(theta, xs, ys, scale)));

  return {
    p,
    /** The canvas. @param {number[]} theta @param {ReturnType<typeof colours>} inks */
    shade(theta, inks) {
      const cells = cellMiddles(p, CELL);
      const columns = cells.xs.length;
      const z = netInputs(theta, cells.xs, cells.ys);
      const at = (/** @type {number} */ k) => 2 * f(z[Math.floor(k / columns)][k % columns]) - 1;
      paintCells(p, columns, cells.ys.length, at, inks);
    },
    /** The rest. scale: of the activations in the step that led here, if a neuron was dropped.
     * @param {number[]} theta @param {number[] | null} scale
     */
    paint(theta, scale) {
      set(boundary, { d: zeros(theta) });
      set(thinned, { d: scale ? zeros(theta, scale) : "" });
    },
    /** The points. training: rows x_1, x_2, y. @param {number[][]} training */
    place(training) {
      if (newSize(p.width, p.height)) placeOthers(validation);
      if (newPoints(training, p.width, p.height)) placeOwn(training);
    },
  };
}

/** Points of both classes; returns what puts them where they belong.
 * @param {Plane} p @param {string} look @param {number} r
 */
function pointPaths(p, look, r) {
  const paths = [0, 1].map((label) => svg("path", { class: `${look} rt-class${label}` }));
  p.main.append(...paths);
  return (/** @type {number[][]} */ points) =>
    paths.forEach((path, label) => {
      const own = points.filter(([, , y]) => y === label);
      const marks = own.map(([x1, x2]) => p.path([[x1, x2]]) + pointShape(label, r));
      set(path, { d: marks.join("") });
    });
}
