// What stands on the plane, less the handles.

import { set, svg } from "../kit/dom.js";
import { mathsSvg } from "../kit/label.js";
import { arrow, mark } from "../kit/marks.js";
import { signed } from "../kit/numbers.js";
import { cut, sides } from "../kit/regions.js";
import { MANY, signPlace } from "./derive.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Point, View } from "../kit/types.js" */
/** @import { Observation } from "./derive.js" */

/** The line and its sides, the points, the arrows of a step.
 * @param {Plane} p
 */
export function drawing(p) {
  const shades = sides(p);
  const signs = ["1", "-1"].map((sign) =>
    mathsSvg(`\\hat y=${sign}`, { class: "pp-sign", "text-anchor": "middle" })
  );
  const ghost = svg("path", { class: "ll-ghost" });
  const line = svg("path", { class: "ll-line" });
  const grip = svg("path", { class: "ll-grip" });
  const dots = svg("g");
  const visit = svg("circle", { class: "pp-visit", r: 17 });
  const name = mathsSvg("w", { class: "pp-name", "text-anchor": "middle" });
  p.back.append(...signs);
  p.main.append(ghost, line, grip);
  const before = arrow(p, p.main, { colour: "grey", dashed: true, width: 1.5 });
  const added = arrow(p, p.main, { colour: "purple", dashed: true, width: 2, gap: 8 });
  const vector = arrow(p, p.main, { colour: "green", gap: 8 });
  p.main.append(visit, dots, name);
  /** @type {Observation[]} */
  let points = [];
  /** @type {ReturnType<typeof mark>[]} */
  let marks = [];

  return {
    grip,
    /** moved: only places are others. @param {Observation[]} observations @param {boolean} moved */
    place(observations, moved) {
      points = observations;
      if (moved) return;
      dots.replaceChildren();
      marks = points.map(({ y }) => mark(p, dots, y > 0, points.length > MANY ? 5.5 : 8));
    },

    /** The line, its sides and the points. Returns what the line cuts.
     * @param {number[]} w @param {number} b @param {number[]} terms
     */
    paint(w, b, terms) {
      const parts = cut(p, w, b);
      shades.set(parts);
      [parts.positive, parts.negative].forEach((corners, j) => {
        set(signs[j], { visibility: corners.length ? null : "hidden" });
        if (!corners.length) return;
        const [x, y] = signPlace(p, corners, w, b);
        set(signs[j], { x: p.sx(x), y: p.sy(y) + 6 });
      });
      for (const element of [line, grip]) set(element, { d: p.path(parts.line) });
      points.forEach(({ x }, n) => {
        const wrong = terms[n] <= 0;
        const note = points.length > MANY ? (wrong ? "−" : "") : signed(terms[n]);
        marks[n].set(...x, { ringed: wrong, note });
      });
      return parts;
    },

    /** The arrow of w up to `top`, and its name: before the tip, or beside the arrow if the plane
     * ends there.
     * @param {number[]} w @param {Point} top
     */
    paintArrow([u, v], top) {
      vector.set([0, 0], top);
      const size = Math.hypot(u, v) || 1;
      const [right, down] = [u / size, -v / size];
      const pixel = (p.x[1] - p.x[0]) / p.width;
      const ahead = p.inside([top[0] + 30 * pixel * right, top[1] - 30 * pixel * down]);
      const [on, aside] = ahead ? [20, 0] : [-40, 17];
      set(name, {
        x: p.sx(top[0]) + on * right + aside * down,
        y: p.sy(top[1]) + on * down - aside * right + 6,
      });
    },

    /** The line and w before this step's update, and the point that it visited.
     * @param {number[] | null} old @param {Point} w @param {Observation | undefined} point
     */
    paintStep(old, w, point) {
      const shown = old !== null && point !== undefined;
      set(visit, { visibility: shown ? null : "hidden" });
      set(ghost, { d: shown ? p.path(cut(p, old.slice(0, 2), old[2]).line) : "" });
      if (!shown) {
        before.hide();
        added.hide();
        return;
      }
      set(visit, { cx: p.sx(point.x[0]), cy: p.sy(point.x[1]) });
      before.set([0, 0], [old[0], old[1]]);
      added.set([old[0], old[1]], w);
    },
  };
}

/** The numbered lines where other starts have ended. Returns what paints them.
 * @param {View} view @param {Plane} p
 */
export function finalLines(view, p) {
  const lines = svg("g", { class: "pp-finals" });
  p.back.append(lines);
  let shown = "";

  return function paint() {
    const key = JSON.stringify([view.get("finals"), p.width, p.x]);
    if (key === shown) return;
    shown = key;
    lines.replaceChildren();
    view.get("finals").forEach((/** @type {number[]} */ [u, v, c], /** @type {number} */ k) => {
      const [from, to] = cut(p, [u, v], c).line;
      if (!from) return;
      const t = 0.06 + 0.05 * (k % 4);
      const place = {
        x: p.sx(from[0] + t * (to[0] - from[0])),
        y: p.sy(from[1] + t * (to[1] - from[1])),
      };
      lines.append(svg("path", { d: p.path([from, to]) }), svg("text", place, k + 1));
    });
  };
}
