// Novikoff's bound: R, the largest margin gamma of any plane, and the rule's updates from zero.

import { netInput } from "../kit/maths.js";

/** @import { Observation } from "./derive.js" */

/** theta: w*, b* of length 1, with the largest margin. nearest: the points that it is as far from.
 * @typedef {{ R: number, gamma: number, theta: number[], nearest: number[] }} Bound
 */

const VISITS = 60_000; // of points, before the rule is given up
const FLAT = 1e-8; // a margin of so little of R is none

/** @param {number[]} a @param {number[]} b */
const dot = (a, b) => netInput(a, b, 0);

/** R = max ||(x, 1)||, and the largest margin: the distance from 0 to the hull of all y (x, 1), at
 * whose nearest point theta points. null if the hull holds 0: no plane separates.
 *
 * The nearest point lies between at most three of them. As long as another lies nearer to 0 along
 * it, that one comes in, and what is not needed goes: the distance falls each time.
 * @param {Observation[]} points
 * @returns {Bound | null}
 */
export function bestMargin(points) {
  const R = Math.max(...points.map(({ x }) => Math.hypot(...x, 1)));
  const signed = points.map(({ x, y }) => [...x, 1].map((value) => y * value / R));
  let now = nearestOf(signed, [0]);
  for (;;) {
    const size = dot(now.place, now.place);
    if (size < FLAT ** 2) return null;
    const along = signed.map((vector) => dot(vector, now.place));
    const least = along.indexOf(Math.min(...along));
    const next = nearestOf(signed, [...now.between, least]);
    if (along[least] > size * (1 - 1e-9) || !(dot(next.place, next.place) < size)) {
      const gamma = Math.sqrt(size);
      const theta = now.place.map((value) => value / gamma);
      return { R, gamma: R * gamma, theta, nearest: now.between };
    }
    now = next;
  }
}

/** The point nearest to 0 in the hull of at most four vectors, and which of them it lies between.
 * @param {number[][]} vectors @param {number[]} chosen
 */
function nearestOf(vectors, chosen) {
  let best = { place: [Infinity], between: chosen };
  for (let bits = 1; bits < 2 ** chosen.length; bits++) {
    const between = chosen.filter((_, k) => bits & 2 ** k);
    const corners = between.map((n) => vectors[n]);
    const shares = foot(corners);
    if (!shares?.every((share) => share >= 0)) continue;
    const place = corners[0].map((_, i) =>
      shares.reduce((sum, share, k) => sum + share * corners[k][i], 0)
    );
    if (dot(place, place) < dot(best.place, best.place)) best = { place, between };
  }
  return best;
}

/** Where the flat through some vectors is nearest to 0: their shares, which add up to 1, or null if
 * fewer vectors span it. All products with that place are one number m, and so
 * [v_j.v_k, -1; 1, 0] (shares, m) = (0, 1).
 * @param {number[][]} corners
 */
function foot(corners) {
  const n = corners.length;
  const rows = corners.map((a) => [...corners.map((b) => dot(a, b)), -1, 0]);
  rows.push([...corners.map(() => 1), 0, 1]);
  for (let k = 0; k <= n; k++) {
    const sizes = rows.slice(k).map((row) => Math.abs(row[k]));
    const pivot = k + sizes.indexOf(Math.max(...sizes));
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    if (Math.abs(rows[k][k]) < 1e-14) return null;
    for (const row of rows) {
      if (row === rows[k]) continue;
      const times = row[k] / rows[k][k];
      for (let i = k; i <= n + 1; i++) row[i] -= times * rows[k][i];
    }
  }
  return rows.slice(0, n).map((row, k) => row[n + 1] / row[k]);
}

/** How many updates the rule makes from w = 0, b = 0, and whether it then stops.
 * @param {Observation[]} points
 */
export function updatesFromZero(points) {
  let [w, b, updates, right] = [[0, 0], 0, 0, 0];
  for (let visit = 0; visit < VISITS && right < points.length; visit++) {
    const { x, y } = points[visit % points.length];
    right++;
    if (y * netInput(w, x, b) > 0) continue;
    w = [w[0] + y * x[0], w[1] + y * x[1]];
    b += y;
    updates++;
    right = 0;
  }
  return { updates, stops: right >= points.length };
}
