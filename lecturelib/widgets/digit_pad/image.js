// Strokes on the pad -> the image of 8 x 8, as the data set's images were made.

import { clamp } from "../kit/numbers.js";

/** @import { Point } from "../kit/types.js" */

export const SIDE = 8;
/** The pad's own width and height. */
export const FINE = 32;

const BLOCK = FINE / SIDE;
const WIDTH = 20; // fine pixels that a digit fills: 20 x 32, less the margin
const MARGIN = 2.5;
const LEAST_HEIGHT = 6; // a flat stroke is not blown up
const MOST_SLANT = 0.5;
const INK = 312; // fine pixels that every digit gets, by the pen's width
const THICKEST = 4.5;

/** Slant is taken out, the drawing fills 20 x 32 fine pixels, a pen is as thick as gives every digit
 * the same ink, and the ink of each block of 4 x 4 is counted.
 * @param {number[][]} strokes each is [x, y, x, y, ...]
 * @returns {number[]} 64 numbers from 0 to 1
 */
export function imageOf(strokes) {
  /** @type {Point[][]} */
  const lines = strokes.map((flat) =>
    Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], flat[2 * k + 1]])
  );
  const distances = squaredDistances(filling(upright(lines)));
  const reach = Math.min(distances.slice().sort()[INK], THICKEST ** 2);
  /** @type {number[]} */
  const image = Array(SIDE * SIDE).fill(0);
  distances.forEach((distance, j) => {
    if (distance > reach) return;
    const row = Math.floor(j / FINE / BLOCK);
    const column = Math.floor((j % FINE) / BLOCK);
    image[row * SIDE + column] += 1 / BLOCK ** 2;
  });
  return image;
}

/** The least and the largest coordinate. @param {Point[]} points @param {0 | 1} axis */
function range(points, axis) {
  const values = points.map((point) => point[axis]);
  return [Math.min(...values), Math.max(...values)];
}

/** The same lines without their slant: the left ends of top and bottom stand above each other.
 * @param {Point[][]} lines
 * @returns {Point[][]}
 */
export function upright(lines) {
  const points = lines.flat();
  const [top, bottom] = range(points, 1);
  const height = Math.max(bottom - top, LEAST_HEIGHT);
  const leftmost = (/** @type {(y: number) => boolean} */ inside) =>
    Math.min(...points.filter(([, y]) => inside(y)).map(([x]) => x));
  const atBottom = leftmost((y) => y >= bottom - 0.12 * height);
  const atTop = leftmost((y) => y <= top + 0.12 * height);
  const slant = clamp((atBottom - atTop) / height, -MOST_SLANT, MOST_SLANT);
  return lines.map((line) => line.map(([x, y]) => [x + slant * (bottom - y), y]));
}

/** The same lines in the middle of the fine pixels, as large as fits, not much higher than wide.
 * @param {Point[][]} lines
 * @returns {Point[][]}
 */
export function filling(lines) {
  const points = lines.flat();
  const [left, right] = range(points, 0);
  const [top, bottom] = range(points, 1);
  const tall = (FINE - 2 * MARGIN) / Math.max(bottom - top, LEAST_HEIGHT);
  const wide = Math.min((WIDTH - 2 * MARGIN) / Math.max(right - left, 1e-9), tall);
  const high = Math.min(tall, 2.5 * wide);
  return lines.map((line) =>
    line.map(([x, y]) => [
      FINE / 2 + wide * (x - (left + right) / 2),
      FINE / 2 + high * (y - (top + bottom) / 2),
    ])
  );
}

/** From each fine pixel's middle to the nearest line.
 * @param {Point[][]} lines
 */
function squaredDistances(lines) {
  const distances = new Float64Array(FINE * FINE).fill(Infinity);
  for (const line of lines) {
    line.forEach(([u, v], k) => {
      const [p, q] = line[Math.max(0, k - 1)];
      const dx = u - p;
      const dy = v - q;
      const length = dx * dx + dy * dy || 1;
      for (let j = 0; j < FINE * FINE; j++) {
        const a = (j % FINE) + 0.5 - p;
        const b = Math.floor(j / FINE) + 0.5 - q;
        const t = clamp((a * dx + b * dy) / length, 0, 1);
        distances[j] = Math.min(distances[j], (a - t * dx) ** 2 + (b - t * dy) ** 2);
      }
    });
  }
  return distances;
}
