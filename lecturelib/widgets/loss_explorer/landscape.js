// The mean loss over the plane of w and b: grey, darker where it is lower, and contours.

import { levelLines, segments } from "../kit/contour.js";
import { set, svg } from "../kit/dom.js";
import { sized } from "../kit/regions.js";
import { contourLevels, darkness, GRID, gridAxis, surface } from "./derive.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Model } from "./derive.js" */

const GREY = [128, 128, 128, 130];

/** Only the points change it, not w and b.
 * @param {Plane} p
 */
export function landscape(p) {
  const lines = svg("path", { class: "le-contour" });
  p.back.append(lines);
  let shown = "";
  return {
    /** @param {Model} model @param {string} loss @param {number[]} x @param {number[]} y */
    paint({ activation, levels }, loss, x, y) {
      const now = String([loss, activation, x, y, p.width, p.height]);
      if (now === shown) return;
      shown = now;
      const ws = gridAxis(p.x);
      const bs = gridAxis(p.y);
      const values = surface(loss, activation, x, y, ws, bs);
      const ends = levelLines(ws, bs, values, contourLevels(levels, values));
      set(lines, { d: segments(p, ends) });
      shade(p.canvas, values);
    },
  };
}

/** @param {HTMLCanvasElement} canvas @param {Float64Array[]} values a cell more at each side */
function shade(canvas, values) {
  const context = sized(canvas, GRID, GRID);
  const image = context.createImageData(GRID, GRID);
  for (let k = 0; k < GRID * GRID; k++) {
    const value = values[GRID - Math.floor(k / GRID)][k % GRID + 1];
    image.data.set(GREY, 4 * k);
    image.data[4 * k + 3] *= darkness(value);
  }
  context.putImageData(image, 0, 0);
}
