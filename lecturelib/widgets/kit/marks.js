// What stands on a plane: curves, arrows, observations.

import { set, svg, write } from "./dom.js";

/** @import { Plane } from "./plane.js" */
/** @import { Point } from "./types.js" */

/** A line through data points.
 * @param {Plane} p
 * @param {Element} layer
 * @param {{ colour: string, dashed?: boolean, width?: number }} look
 */
export function curve(p, layer, { colour, dashed = false, width = 2.5 }) {
  const path = svg("path", {
    class: `ll-curve ${dashed ? "ll-dashed" : ""}`,
    style: `color: var(--ll-${colour})`,
    "stroke-width": width,
  });
  layer.append(path);
  return {
    path,
    /** @param {Point[]} points */
    set: (points) => set(path, { d: p.path(points) }),
  };
}

/** An arrow from one data point to another; it stops `gap` pixels short.
 * @param {Plane} p
 * @param {Element} layer
 * @param {{ colour: string, dashed?: boolean, width?: number, gap?: number }} look
 */
export function arrow(p, layer, { colour, dashed = false, width = 3, gap = 0 }) {
  const shaft = svg("line", { class: dashed ? "ll-dashed" : null });
  const head = svg("path");
  const group = svg(
    "g",
    {
      class: "ll-arrow",
      style: `color: var(--ll-${colour})`,
      "stroke-width": width,
      "aria-hidden": "true",
    },
    shaft,
    head,
  );
  layer.append(group);
  return {
    /** @param {Point} from @param {Point} to */
    set(from, to) {
      const x1 = p.sx(from[0]);
      const y1 = p.sy(from[1]);
      const dx = p.sx(to[0]) - x1;
      const dy = p.sy(to[1]) - y1;
      const full = Math.hypot(dx, dy);
      const length = full - gap;
      set(group, { visibility: length < 1 ? "hidden" : null });
      if (length < 1) return;
      const size = Math.min(5 + 2.5 * width, length);
      const [ux, uy] = [dx / full, dy / full];
      const [x2, y2] = [x1 + length * ux, y1 + length * uy];
      const [bx, by] = [x2 - size * ux, y2 - size * uy];
      const side = 0.42 * size;
      set(shaft, { x1, y1, x2: bx, y2: by });
      const corners = [[x2, y2], [bx - side * uy, by + side * ux], [
        bx + side * uy,
        by - side * ux,
      ]];
      set(head, { d: `M${corners.map(([x, y]) => `${x} ${y}`).join("L")}Z` });
    },
    hide: () => set(group, { visibility: "hidden" }),
  };
}

/** An observation: a circle if positive, a square if not.
 * @param {Plane} p
 * @param {Element} layer
 * @param {boolean} positive
 */
export function mark(p, layer, positive, radius = 7) {
  const side = 1.8 * radius;
  const shape = positive
    ? svg("circle", { r: radius })
    : svg("rect", { x: -side / 2, y: -side / 2, width: side, height: side, rx: 1.5 });
  const ring = svg("circle", { class: "ll-ring", r: radius + 5 });
  const text = svg("text", { x: radius + 6, y: -radius });
  const look = `ll-mark ${positive ? "ll-positive" : "ll-negative"}`;
  const group = svg("g", { class: look, "aria-hidden": "true" }, ring, shape, text);
  layer.append(group);
  return {
    group,
    /** ringed says that it is misclassified.
     * @param {number} x @param {number} y @param {{ ringed?: boolean, note?: string }} [options]
     */
    set(x, y, { ringed = false, note = "" } = {}) {
      set(group, { transform: `translate(${p.sx(x).toFixed(1)} ${p.sy(y).toFixed(1)})` });
      group.classList.toggle("ll-wrong", ringed);
      write(text, note);
    },
  };
}
