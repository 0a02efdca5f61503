// The loss surface over w and b: contours, the three paths, the gradients where one of them stands.

import { floats, rows } from "../kit/binary.js";
import { set, svg } from "../kit/dom.js";
import { handle } from "../kit/handles.js";
import { arrow } from "../kit/marks.js";
import { clamp, num, round } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { arrowScale, gradientsAt } from "./derive.js";
import { ball, METHODS, trail } from "./methods.js";

/** @import { Field } from "../kit/handles.js" */
/** @import { Plane } from "../kit/plane.js" */
/** @import { Binary, Point, Span, View } from "../kit/types.js" */
/** @import { Run } from "./derive.js" */

/** @param {number} value @param {Span} range */
const within = (value, [low, high]) => round(clamp(value, low, high));

/** @param {View} view @param {Field} field of the start */
export function surfacePlane(view, field) {
  const { words } = view;
  const { w, b, contours, best } = view.get("surface");
  const p = plane(view, { x: w, y: b, xLabel: "w", yLabel: "b", label: words.plane });
  p.box.classList.add("dp-plane");
  const basins = contours.map((/** @type {Binary} */ data) => basin(p, data)).reverse();
  const cross = svg("path", { class: "dp-best", d: "M-6 -6L6 6M-6 6L6 -6" });
  const runners = METHODS.map((method) => runner(p, method));
  p.main.append(...runners.flatMap(({ under }) => under), cross);
  // The widest beneath.
  const arrows = METHODS.toReversed().map((look) => arrow(p, p.main, look)).reverse();
  p.main.append(...runners.map(({ over }) => over));
  const move = (/** @type {number} */ u, /** @type {number} */ v) =>
    view.set({ start: [within(u, p.x), within(v, p.y)] });
  const hold = handle(view, p, {
    label: words.handle,
    field,
    colour: "ink",
    move,
    nudge(right, up) {
      const [u, v] = view.get("start");
      move(u + 0.05 * right, v + 0.05 * up);
    },
  });

  return {
    box: p.box,
    inside: p.inside,
    paint() {
      for (const { paint } of basins) paint();
      set(cross, { transform: `translate(${p.sx(best[0])} ${p.sy(best[1])})` });
      const [u, v] = view.get("start");
      hold.set([within(u, p.x), within(v, p.y)], u, `w = ${num(u)}, b = ${num(v)}`);
    },
    /** Each run up to its k updates. @param {Run[]} runs @param {number[]} made */
    paintRuns(runs, made) {
      runs.forEach((run, n) => runners[n].paint(run, made[n]));
    },
    /** The gradients of one observation, of its batch, and of all, to one scale; or none.
     * @param {Run | null} run @param {number} k @param {number} s the learning rate
     */
    paintArrows(run, k, s) {
      if (!run) {
        for (const one of arrows) one.hide();
        return;
      }
      const [u, v] = run.points[k];
      const gradients = gradientsAt(run, k, s);
      const scale = arrowScale(gradients, p.x[1] - p.x[0]);
      gradients.forEach((g, n) => arrows[n].set([u, v], [u - scale * g[0], v - scale * g[1]]));
    },
  };
}

/** What lies within a contour. @param {Plane} p @param {Binary} data */
function basin(p, data) {
  const corners = /** @type {Point[]} */ (rows(floats(data, Float32Array), 2));
  const path = svg("path", { class: "dp-basin" });
  p.back.append(path);
  return { path, paint: () => set(path, { d: `${p.path(corners)}Z` }) };
}

/** One method's path, with a dot for each update, and a ball where it stands.
 * @param {Plane} p @param {typeof METHODS[number]} method
 */
function runner(p, method) {
  const path = trail(method);
  const dots = svg("path", { class: `dp-dots dp-${method.name}` });
  const mark = ball(method);
  return {
    under: [path, dots],
    over: mark,
    /** @param {Run} run @param {number} k */
    paint({ size, points }, k) {
      const way = /** @type {Point[]} */ (points.slice(0, k + 1));
      const [w, b] = way[k];
      set(path, { d: p.path(way) });
      // Single observations would stand too close.
      const spots = size > 1 ? way.map((place) => `${p.path([place])}h0`) : [];
      set(dots, { d: spots.join("") });
      set(mark, {
        transform: `translate(${p.sx(within(w, p.x))} ${p.sy(within(b, p.y))})`,
        class: `dp-ball dp-${method.name} ${p.inside([w, b]) ? "" : "dp-out"}`,
      });
    },
  };
}
