// The handles on the points' plane: six points, and two on the curve.

import { fill, set, svg } from "../kit/dom.js";
import { handle } from "../kit/handles.js";
import { num } from "../kit/numbers.js";
import { holds, inner, shifted, tilted } from "./derive.js";

/** @import { Field } from "../kit/handles.js" */
/** @import { Plane } from "../kit/plane.js" */
/** @import { View } from "../kit/types.js" */
/** @import { Costs, Fit, Model } from "./derive.js" */

/** The points. put(n, x, y) is called when a hand moves one.
 * @param {View} view @param {Plane} p @param {Field} field
 * @param {(n: number, x: number, y: number) => void} put
 */
export function pointHandles(view, p, field, put) {
  const { words } = view;
  const handles = view.get("x").map((/** @type {number} */ _, /** @type {number} */ n) => {
    /** @param {number} x @param {number} y */
    const move = (x, y) => put(n, inner(p.x, x), inner(p.y, y));
    const own = handle(view, p, {
      label: fill(words.point, { n: n + 1 }),
      colour: "ink",
      field,
      move,
      nudge(right, up) {
        const step = view.get("model") === "line" ? 0.05 : 1;
        move(view.get("x")[n] + 0.05 * right, view.get("y")[n] + step * up);
      },
    });
    const disc = svg("circle", { class: "le-shape", r: 7.5 });
    const box = svg("rect", { class: "le-shape", x: -7, y: -7, width: 14, height: 14, rx: 1.5 });
    own.group.classList.add("le-point");
    own.group.append(svg("circle", { class: "le-ring", r: 12 }), disc, box);
    view.listen(own.group, "focus", () => view.set({ chosen: n }));
    return { own, disc, box };
  });
  return {
    /** @param {boolean} isLine @param {Costs[]} points @param {number} chosen */
    paint(isLine, points, chosen) {
      points.forEach(({ x, y, y_hat }, n) => {
        const { own, disc, box } = handles[n];
        const isDisc = isLine || y === 1;
        set(disc, { visibility: isDisc ? null : "hidden" });
        set(box, { visibility: isDisc ? "hidden" : null });
        own.group.classList.toggle("le-chosen", n === chosen);
        const where = fill(words.where, { x: num(x), y: num(y), y_hat: num(y_hat) });
        own.set([inner(p.x, x), inner(p.y, y)], y, where);
      });
    },
  };
}

/** The curve's. fit(w, b) is called when a hand moves one.
 * @param {View} view @param {Plane} p @param {{ w: Field, b: Field }} fields
 * @param {(w: number, b: number) => void} fit
 */
export function curveHandles(view, p, fields, fit) {
  const { words } = view;
  const isLine = () => view.get("model") === "line";
  const here = () => ({ w: view.get("w"), b: view.get("b") });
  const shift = handle(view, p, {
    label: words.shift,
    field: fields.b,
    move(x, y) {
      const { w, b } = shifted(isLine(), here().w, [x, y]);
      fit(w, b);
    },
    nudge(right, up) {
      const { w, b } = here();
      const way = isLine() ? 1 : -Math.sign(w);
      fit(w, b + 0.05 * (up + way * right));
    },
  });
  const tilt = handle(view, p, {
    label: words.tilt,
    field: fields.w,
    move(x, y) {
      const { ranges } = view.get("models")[view.get("model")];
      const { w, b } = tilted(ranges.w, isLine(), here(), [x, y]);
      fit(w, b);
    },
    nudge: (right, up) => fit(here().w + 0.05 * (right + up), here().b),
  });
  return {
    /** @param {number} w @param {number} b */
    paint(w, b) {
      const places = holds(isLine(), w, b);
      if (p.inside(places[0])) shift.set(places[0], b, `b = ${num(b)}`);
      else shift.hide();
      if (p.inside(places[1])) tilt.set(places[1], w, `w = ${num(w)}`);
      else tilt.hide();
    },
  };
}
