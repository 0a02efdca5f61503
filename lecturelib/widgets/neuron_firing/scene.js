// Where the neuron stands, in the scene's own units.

import { set, svg } from "../kit/dom.js";
import { clamp } from "../kit/numbers.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Point, Span } from "../kit/types.js" */

/** @type {Record<"x" | "y", Span>} */
export const SCENE = { x: [0, 24], y: [0, 9] };

/** The dendrites' heights. */
export const HEIGHTS = [7.6, 4.5, 1.4];

/** @type {Point} */
export const BODY = [12.1, 4.5];

const ZERO = 3.2; // the height of a sum of 0
const PER_SUM = 1.3;

/** The height of a sum. @param {number} value */
export const gauge = (value) => ZERO + PER_SUM * clamp(value, -1.4, 3.4);

/** The sum at a height. @param {number} y */
export const sumAt = (y) => (y - ZERO) / PER_SUM;

/** The height at which a signal enters the body. @param {number} y the dendrite's */
export const inner = (y) => BODY[1] + (y - BODY[1]) * 0.3;

/** @param {Element} element @param {boolean} on */
export const light = (element, on) => element.classList.toggle("nf-on", on);

/** @param {Plane} p @param {Element} element @param {number} x @param {number} y */
export const put = (p, element, x, y) => set(element, { x: p.sx(x), y: p.sy(y) });

/** @param {Plane} p @param {Element} element @param {Span} across @param {Span} upright */
export function box(p, element, [left, right], [from, to]) {
  const [x, y] = [p.sx(left), p.sy(Math.max(from, to))];
  const height = Math.abs(p.sy(from) - p.sy(to));
  set(element, { x, width: p.sx(right) - x, y, height });
}

/** A band between two edges of five places each: straight, then bent.
 * @param {string[]} upper @param {string[]} lower
 */
export function band(upper, lower) {
  const [a, b, c, d, e] = upper;
  const [f, g, h, i, j] = lower;
  return `M${a}L${b}C${c} ${d} ${e}L${j}C${i} ${h} ${g}L${f}Z`;
}

/** A signal on its way; nowhere, it is hidden.
 * @param {Plane} p
 */
export function pulse(p) {
  const element = svg("circle", { class: "nf-pulse", r: 9 });
  return {
    element,
    /** @param {Point | null} place */
    set(place) {
      set(element, { visibility: place ? null : "hidden" });
      if (place) set(element, { cx: p.sx(place[0]), cy: p.sy(place[1]) });
    },
  };
}

/** Where an axon ends. @param {Plane} p */
export function bulb(p) {
  const element = svg("ellipse", { class: "nf-bulb" });
  return {
    element,
    /** @param {number} x @param {number} y */
    set(x, y) {
      const unit = p.width / SCENE.x[1];
      set(element, { cx: p.sx(x), cy: p.sy(y), rx: 0.32 * unit, ry: 0.48 * unit });
    },
  };
}
