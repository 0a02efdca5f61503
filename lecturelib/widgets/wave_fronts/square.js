// The square: the heights of G as colours with level lines, and the fronts that a hand takes there.

import { levelLines, segments } from "../kit/contour.js";
import { fill, set, svg, write } from "../kit/dom.js";
import { draggable, handle } from "../kit/handles.js";
import { arrow } from "../kit/marks.js";
import { clamp, num, short, signed } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { cellMiddles, cut, paintCells } from "../kit/regions.js";
import { AXIS, direction, fullHeight, halves, landscape, neuron } from "./derive.js";

/** @import { Field } from "../kit/handles.js" */
/** @import { Plane } from "../kit/plane.js" */
/** @import { Point, View } from "../kit/types.js" */
/** @import { Front } from "./derive.js" */

/** What moves front k. chosen: the one whose direction can be turned, in this view.
 * @typedef {object} Hand
 * @property {number} chosen
 * @property {(k: number) => void} choose
 * @property {(k: number, x: number, y: number) => void} place
 * @property {(k: number, x: number, y: number) => void} turn towards a place
 * @property {(k: number, by: number) => void} rotate by so many degrees
 * @property {(k: number, front: Front) => void} change
 */

const CELL = 4; // pixels
const REACH = 0.13; // of an arrow

/** @param {View} view @param {Hand} hand @param {{ input: Field }[]} fields */
export function square(view, hand, fields) {
  const labels = { xLabel: "x_1", yLabel: "x_2", label: view.words.plane };
  const p = plane(view, { x: [0, 1], y: [0, 1], ...labels });
  const contour = svg("path", { class: "wf-contour" });
  p.back.append(contour);
  const all = Array.from({ length: view.get("limits").n[1] }, (_, k) => oneFront(view, p, hand, k));
  const holds = all.map(({ hold }) => hold(fields[0].input));
  const tip = handle(view, p, {
    label: "",
    colour: "ink",
    field: fields[2].input,
    move: (x, y) => hand.turn(hand.chosen, x, y),
    nudge: (right, up) => hand.rotate(hand.chosen, 3 * (up - right)),
  });

  /** @param {Front[]} fronts @param {number} c @param {boolean} second */
  function paintHeights(fronts, c, second) {
    const values = landscape(fronts, c, second, AXIS, AXIS);
    const [low, high] = [
      values.reduce((a, b) => Math.min(a, b)),
      values.reduce((a, b) => Math.max(a, b)),
    ];
    const rows = AXIS.map((_, j) => values.subarray(AXIS.length * j, AXIS.length * (j + 1)));
    const levels = halves(low, high);
    set(contour, { d: segments(p, levelLines(AXIS, AXIS, rows, levels)) });
    const { xs, ys } = cellMiddles(p, CELL);
    const cells = landscape(fronts, c, second, xs, ys);
    const full = fullHeight(low, high);
    paintCells(p, xs.length, ys.length, (k) => cells[k] / full);
    return { low, high };
  }

  return {
    box: p.box,
    /** Returns the lowest and the highest height. */
    paint() {
      const fronts = view.get("fronts");
      const c = view.get("c");
      all.forEach(({ paint }, k) => paint(fronts[k], c, k === hand.chosen));
      holds.forEach((hold, k) => {
        if (!fronts[k]) return hold.hide();
        const [x, y] = fronts[k];
        hold.set([x, y], x, fill(view.words.place_at, { x: num(x), y: num(y) }));
      });
      const [, , angle] = fronts[hand.chosen];
      const end = tipOf(fronts[hand.chosen]);
      set(tip.group, { "aria-label": fill(view.words.direction_of, { k: hand.chosen + 1 }) });
      tip.set(end, angle, fill(view.words.degrees, { angle: short(angle, 1) }));
      return paintHeights(fronts, c, view.get("second"));
    },
  };
}

/** Where a front's arrow ends, in the square. @param {Front} front @returns {Point} */
function tipOf(front) {
  const [u, v] = direction(front);
  return [clamp(front[0] + REACH * u, 0, 1), clamp(front[1] + REACH * v, 0, 1)];
}

/** A front: its line, which can be dragged, its arrow and its alpha.
 * @param {View} view @param {Plane} p @param {Hand} hand @param {number} k
 */
function oneFront(view, p, hand, k) {
  const line = svg("path", { class: "wf-line" });
  const grip = svg("path", { class: "ll-grip" });
  const looks = ["green", "purple"].map((colour) => arrow(p, p.main, { colour, gap: 2 }));
  const name = svg("text", { class: "ll-name", "text-anchor": "middle" });
  const move = (/** @type {number} */ x, /** @type {number} */ y) => hand.place(k, x, y);
  draggable(view, grip, { at: p.at, press: () => hand.choose(k), move });
  p.main.prepend(line, grip);
  p.main.append(name);
  return {
    /** Its handle, in front of all lines. @param {Field} field */
    hold(field) {
      const hold = handle(view, p, {
        label: fill(view.words.place_of, { k: k + 1 }),
        field,
        colour: "ink",
        move,
        nudge(right, up) {
          const [x, y] = view.get("fronts")[k];
          move(x + 0.02 * right, y + 0.02 * up);
        },
      });
      set(hold.group, { "aria-valuetext": "" });
      view.listen(hold.group, "focus", () => hand.choose(k));
      return hold;
    },
    /** @param {Front | undefined} front @param {number} c @param {boolean} chosen */
    paint(front, c, chosen) {
      line.classList.toggle("wf-chosen", chosen);
      looks.forEach((look) => look.hide());
      if (!front) {
        for (const element of [line, grip]) set(element, { d: "" });
        return write(name, "");
      }
      const { w, b, alpha } = neuron(front, c);
      const ends = p.path(cut(p, w, b).line);
      for (const element of [line, grip]) set(element, { d: ends });
      const end = tipOf(front);
      looks[alpha < 0 ? 1 : 0].set([front[0], front[1]], end);
      const [u, v] = direction(front);
      /** @type {Point} */
      const ahead = [end[0] + 0.05 * u, end[1] + 0.05 * v];
      const [x, y] = p.inside(ahead) ? ahead : [front[0] - 0.05 * u, front[1] - 0.05 * v];
      set(name, { x: p.sx(x), y: p.sy(y) + 5 });
      write(name, signed(alpha).replace(/\.?0+$/, ""));
    },
  };
}
