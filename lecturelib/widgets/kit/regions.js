// Regions of a plane: its two sides of a line, and colours by a function.

import { set, svg } from "./dom.js";
import { netInput } from "./maths.js";

/** @import { Plane } from "./plane.js" */
/** @import { Point, Span } from "./types.js" */

/** @typedef {{ x: Span, y: Span }} Rectangle */

/** Cuts a rectangle by w.x + b = 0: the corners of both sides, and the line's two ends (or none).
 * @param {Rectangle} rectangle @param {number[]} w @param {number} b
 */
export function cut({ x, y }, w, b) {
  /** @type {Point[]} */
  const corners = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]]];
  /** @type {Record<"positive" | "negative" | "line", Point[]>} */
  const parts = { positive: [], negative: [], line: [] };
  corners.forEach((from, k) => {
    const to = corners[(k + 1) % 4];
    const zFrom = netInput(w, from, b);
    const zTo = netInput(w, to, b);
    (zFrom >= 0 ? parts.positive : parts.negative).push(from);
    if (zFrom >= 0 === zTo >= 0) return;
    const t = zFrom / (zFrom - zTo);
    /** @type {Point} */
    const point = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    for (const part of Object.values(parts)) part.push(point);
  });
  return parts;
}

/** The shaded sides of a line, as elements of the plane's back.
 * @param {Plane} p
 */
export function sides(p) {
  const [positive, negative] = ["pos", "neg"].map((sign) =>
    svg("path", { class: `ll-fill-${sign}` })
  );
  p.back.append(positive, negative);
  return {
    /** @param {{ positive: Point[], negative: Point[] }} parts */
    set(parts) {
      set(positive, { d: p.path(parts.positive) });
      set(negative, { d: p.path(parts.negative) });
    },
  };
}

/** The middles of the canvas' cells, which are `cell` pixels wide: of its columns, and of its rows
 * from the top.
 * @param {Plane} p @param {number} cell
 */
export function cellMiddles(p, cell) {
  const columns = Math.max(1, Math.round(p.width / cell));
  const rows = Math.max(1, Math.round(p.height / cell));
  return {
    xs: Array.from(
      { length: columns },
      (_, k) => p.x[0] + ((k + 0.5) / columns) * (p.x[1] - p.x[0]),
    ),
    ys: Array.from({ length: rows }, (_, k) => p.y[1] - ((k + 0.5) / rows) * (p.y[1] - p.y[0])),
  };
}

/** Colours the canvas, value(k) is for the k-th cell, row by row from the top: towards the positive
 * colour up to 1, towards the negative down to -1.
 * @param {Plane} p @param {number} columns @param {number} rows
 * @param {(k: number) => number} value
 * @param {ReturnType<typeof colours>} [inks] if several planes have the same
 */
export function paintCells(p, columns, rows, value, inks = colours(p.box)) {
  const context = sized(p.canvas, columns, rows);
  const { positive, negative, strength } = inks;
  const image = context.createImageData(columns, rows);
  const { data } = image;
  for (let k = 0; k < columns * rows; k++) {
    const share = value(k);
    const colour = share >= 0 ? positive : negative;
    data[4 * k] = colour[0];
    data[4 * k + 1] = colour[1];
    data[4 * k + 2] = colour[2];
    data[4 * k + 3] = strength * Math.min(1, Math.abs(share));
  }
  context.putImageData(image, 0, 0);
}

/** The canvas' context; setting a size clears the canvas, so only another size is set.
 * @param {HTMLCanvasElement} canvas @param {number} columns @param {number} rows
 */
export function sized(canvas, columns, rows) {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/** The theme's, as bytes. @param {Element} element */
export function colours(element) {
  const style = getComputedStyle(element);
  const rgb = (/** @type {string} */ name) => {
    const parts = style.getPropertyValue(name).match(/\w\w/g) ?? [];
    return parts.map((part) => parseInt(part, 16));
  };
  return {
    positive: rgb("--ll-pos"),
    negative: rgb("--ll-neg"),
    strength: 255 * Number(style.getPropertyValue("--ll-shade")),
  };
}
