// R and gamma of Novikoff's bound on the plane: how far the farthest point lies, and the widest band.

import { story, tick } from "../kit/controls.js";
import { fill, set, svg } from "../kit/dom.js";
import { mathsSvg } from "../kit/label.js";
import { cut } from "../kit/regions.js";
import { bestMargin, updatesFromZero } from "./bound.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { View } from "../kit/types.js" */
/** @import { Observation } from "./derive.js" */

/** Three digits, or all before the point. @param {number} value */
const digits = (value) => value >= 1000 ? value.toFixed() : String(Number(value.toPrecision(3)));

/** @param {View} view @param {Plane} p */
export function margins(view, p) {
  const { words } = view;
  const band = svg("path", { class: "pp-band", "fill-rule": "evenodd" });
  const edges = [1, -1].map(() => svg("path", { class: "pp-edge" }));
  const circle = svg("circle", { class: "pp-circle" });
  const ray = svg("path", { class: "pp-circle" });
  const name = mathsSvg("√(R^2-1)", { class: "pp-radius", "text-anchor": "middle" });
  const group = svg("g", { "aria-hidden": "true" }, band, ...edges, circle, ray, name);
  p.main.append(group);
  const on = tick(view, words.bound, (bound) => view.set({ bound }));
  const told = story("pp-bound");
  /** @type {Observation[]} */
  let points = [];
  /** @type {ReturnType<typeof bestMargin>} */
  let best = null;

  /** What the bound says of these points, beside what the rule does. */
  function sentence() {
    if (!best) return words.no_bound;
    const { updates, stops } = updatesFromZero(points);
    return fill(words.at_most, {
      R: digits(best.R),
      gamma: digits(best.gamma),
      bound: digits((best.R / best.gamma) ** 2),
      updates: stops ? updates : `>${updates}`,
    });
  }
  function drawCircle() {
    const lengths = points.map(({ x }) => Math.hypot(...x));
    const far = points[lengths.indexOf(Math.max(...lengths))];
    const r = p.sx(Math.max(...lengths)) - p.sx(0);
    const [right, down] = [p.sx(far.x[0]) - p.sx(0), p.sy(far.x[1]) - p.sy(0)];
    set(circle, { cx: p.sx(0), cy: p.sy(0), r });
    set(ray, { d: p.path([[0, 0], far.x]) });
    // Beside the middle of the ray.
    const aside = 20 / (r || 1);
    set(name, { x: p.sx(0) + right / 2 + aside * down, y: p.sy(0) + down / 2 - aside * right });
  }
  function drawBand() {
    for (const path of [band, ...edges]) set(path, { d: "" });
    if (!best) return;
    const { gamma, theta: [u, v, b] } = best;
    const sides = [gamma, -gamma].map((shift) => cut(p, [u, v], b + shift));
    set(band, { d: sides.map(({ positive }) => `${p.path(positive)}Z`).join("") });
    edges.forEach((edge, k) => set(edge, { d: p.path(sides[k].line) }));
  }

  return {
    on,
    told,
    /** @param {Observation[]} now */
    paint(now) {
      const shown = view.get("bound");
      on.show(shown);
      set(group, { visibility: shown ? "visible" : "hidden" });
      if (!shown) {
        points = [];
        return told.show();
      }
      if (now !== points) {
        points = now;
        best = bestMargin(points);
        told.show(sentence());
      }
      drawCircle();
      drawBand();
    },
  };
}
