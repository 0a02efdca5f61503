// A neuron's line w.x + b = level. Its hold moves it, the tip of its arrow turns and stretches w.

import { set, svg } from "../kit/dom.js";
import { draggable, handle } from "../kit/handles.js";
import { arrow } from "../kit/marks.js";
import { netInput } from "../kit/maths.js";
import { clamp, round, short } from "../kit/numbers.js";
import { cut } from "../kit/regions.js";
import { arrowLength, onLine, sizeOf } from "./derive.js";

/** @import { Field } from "../kit/handles.js" */
/** @import { Plane } from "../kit/plane.js" */
/** @import { Point, View } from "../kit/types.js" */
/** @import { Neuron } from "./derive.js" */

/** name is what stands before the arrow's tip, start a first place for the hold. labels and fields
 * belong to the hold and to the tip. read() is what is shown, change() is called by a hand.
 * @typedef {object} LineOptions
 * @property {string} colour
 * @property {SVGElement} name
 * @property {Point} start
 * @property {string[]} labels
 * @property {Field[]} fields
 * @property {() => Neuron & { level: number }} read
 * @property {(neuron: Neuron) => void} change
 */

/** Returns paint().
 * @param {View} view @param {Plane} p @param {LineOptions} options
 */
export function neuronLine(view, p, { colour, name, start, labels, fields, read, change }) {
  const line = svg("path", { class: "xn-line", style: `color: var(--ll-${colour})` });
  const grip = svg("path", { class: "ll-grip" });
  const vector = arrow(p, p.main, { colour, gap: 8 });
  name.classList.add("xn-name");
  p.main.prepend(line, grip);
  p.main.append(name);
  const hand = holding(p, start, read, change);
  const { moveTo, turnTo, tip } = hand;
  /** @param {number} k @param {(x: number, y: number) => void} move @param {() => Point} place */
  const held = (k, move, place) =>
    handle(view, p, {
      label: labels[k],
      field: fields[k],
      colour,
      move,
      nudge(right, up) {
        const [x, y] = place();
        const step = (p.x[1] - p.x[0]) / 44;
        move(x + right * step, y + up * step);
      },
    });
  const hold = held(0, moveTo, hand.anchor);
  const end = held(1, turnTo, tip);
  draggable(view, grip, { at: p.at, move: moveTo });

  return function paint() {
    const { w, b, level } = read();
    const size = Math.hypot(...w);
    const { line: ends } = cut(p, w, b - level);
    if (size && ends.length) hand.pull({ w, b: b - level }, ends);
    for (const element of [line, grip]) set(element, { d: p.path(ends) });
    const seen = !size || ends.length > 0;
    const from = hand.anchor();
    const to = inside(p, tip());
    const say = `w = (${short(w[0])}, ${short(w[1])}), b = ${short(b)}`;
    if (size && seen) hold.set(from, b, say);
    else hold.hide();
    if (seen) {
      end.set(to, w[0], say);
      vector.set(from, to);
    } else {
      end.hide();
      vector.hide();
    }
    const [right, up] = size ? [30 * w[0] / size, 20 * w[1] / size] : [0, 22];
    const place = { x: p.sx(to[0]) + right, y: p.sy(to[1]) - up + 5 };
    set(name, { ...place, visibility: seen ? null : "hidden" });
  };
}

/** Where the hold and the tip are, and what moving them does. The hold's place is on the line, and
 * the line turns round it.
 * @param {Plane} p @param {Point} start
 * @param {LineOptions["read"]} read @param {LineOptions["change"]} change
 */
function holding(p, start, read, change) {
  let anchor = start;
  const width = () => p.x[1] - p.x[0];

  /** @param {number[]} weights @param {Point} place */
  function through(weights, place) {
    const w = weights.map((value) => round(value));
    anchor = place;
    change({ w, b: round(read().level - netInput(w, place, 0)) });
  }

  return {
    anchor: () => anchor,
    /** @param {Neuron} neuron @param {Point[]} ends */
    pull(neuron, ends) {
      anchor = onLine(p, neuron, anchor, ends);
    },
    /** @param {number} x @param {number} y */
    moveTo: (x, y) => through(read().w, inside(p, [x, y])),
    /** @param {number} x @param {number} y */
    turnTo(x, y) {
      const [dx, dy] = [x - anchor[0], y - anchor[1]];
      const far = Math.hypot(dx, dy);
      const size = sizeOf(far / width());
      if (far) through([size * dx / far, size * dy / far], anchor);
    },
    /** @returns {Point} */
    tip() {
      const { w } = read();
      const size = Math.hypot(...w);
      if (!size) return anchor;
      const length = arrowLength(size) * width() / size;
      return [anchor[0] + length * w[0], anchor[1] + length * w[1]];
    },
  };
}

/** @param {Plane} p @param {Point} place @returns {Point} */
function inside(p, [x, y]) {
  return [clamp(x, ...p.x), clamp(y, ...p.y)];
}
