// Level lines of a function that is known on a grid.

import { tenths } from "./numbers.js";

/** @import { Point } from "./types.js" */

/** The function's value at a corner of a cell.
 * @typedef {{ x: number, y: number, value: number }} Corner
 */

/** @param {Corner} from @param {Corner} to @param {number} level */
function interpolated(from, to, level) {
  const t = (level - from.value) / (to.value - from.value);
  return between(from, to, t);
}

/** The place at a share t of the way.
 * @param {Corner} from @param {Corner} to @param {number} t
 * @returns {Point}
 */
export function between(from, to, t) {
  return [from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)];
}

/** Where f crosses the levels: the ends of short segments, two by two.
 * @param {number[]} xs
 * @param {number[]} ys
 * @param {ArrayLike<number>[]} values at [j][i] for xs[i] and ys[j]
 * @param {number[]} levels
 * @param {(from: Corner, to: Corner, level: number) => Point} crossing where an edge is crossed
 * @returns {Point[]}
 */
export function levelLines(xs, ys, values, levels = [0], crossing = interpolated) {
  /** @type {Point[]} */
  const ends = [];
  for (let j = 0; j + 1 < ys.length; j++) {
    for (let i = 0; i + 1 < xs.length; i++) {
      const a = values[j][i];
      const b = values[j][i + 1];
      const c = values[j + 1][i + 1];
      const d = values[j + 1][i];
      const low = Math.min(a, b, c, d);
      const high = Math.max(a, b, c, d);
      /** @type {Corner[] | null} */
      let corners = null;
      for (const level of levels) {
        if (level < low || level >= high) continue;
        corners ??= [
          { x: xs[i], y: ys[j], value: a },
          { x: xs[i + 1], y: ys[j], value: b },
          { x: xs[i + 1], y: ys[j + 1], value: c },
          { x: xs[i], y: ys[j + 1], value: d },
        ];
        for (let k = 0; k < 4; k++) {
          const from = corners[k];
          const to = corners[(k + 1) % 4];
          if (from.value > level !== to.value > level) ends.push(crossing(from, to, level));
        }
      }
    }
  }
  return ends;
}

/** Segments as one SVG path.
 * @param {{ sx: (x: number) => number, sy: (y: number) => number }} p @param {Point[]} ends
 */
export function segments(p, ends) {
  let d = "";
  for (let k = 0; k < ends.length; k++) {
    const [x, y] = ends[k];
    d += `${k % 2 ? "L" : "M"}${tenths(p.sx(x))} ${tenths(p.sy(y))}`;
  }
  return d;
}
