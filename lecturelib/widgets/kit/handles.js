// Handles that mouse, touch and keyboard can move.

import { set, svg } from "./dom.js";

/** @import { Plane } from "./plane.js" */
/** @import { Point, View } from "./types.js" */

/** What Enter goes to: an input, or something like one.
 * @typedef {{ focus: () => void, select?: () => void }} Field
 */

/** right, up: -1, 0 or 1, ten times as much with shift.
 * @typedef {(right: number, up: number) => void} Nudge
 */

/** Calls move(x, y) while the element is dragged, then end().
 * @param {View} view
 * @param {HTMLElement | SVGElement} element
 * @param {object} options
 * @param {(event: PointerEvent) => Point} options.at where an event is, in what move() takes
 * @param {(x: number, y: number) => void} options.move
 * @param {() => void} [options.end]
 */
export function draggable(view, element, { at, move, end }) {
  view.listen(element, "pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    element.classList.add("ll-held");
  });
  view.listen(element, "pointermove", (/** @type {PointerEvent} */ event) => {
    if (element.hasPointerCapture(event.pointerId)) move(...at(event));
  });
  view.listen(element, "lostpointercapture", () => {
    element.classList.remove("ll-held");
    end?.();
  });
}

/** @type {Record<string, Point>} */
const WAYS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** @param {View} view @param {Element} element @param {Nudge} nudge @param {Field} [field] */
export function onArrows(view, element, nudge, field) {
  view.listen(element, "keydown", (/** @type {KeyboardEvent} */ event) => {
    const way = WAYS[event.key];
    if (way) {
      const times = event.shiftKey ? 10 : 1;
      nudge(way[0] * times, way[1] * times);
    } else if (event.key === "Enter" && field) {
      field.focus();
      field.select?.(); // what is typed replaces the number
    } else {
      return;
    }
    event.preventDefault();
  });
}

/** A handle on a plane. label names what it moves; move gets data coordinates; field: where Enter goes.
 * @param {View} view
 * @param {Plane} p
 * @param {object} options
 * @param {string} options.label
 * @param {(x: number, y: number) => void} options.move
 * @param {Nudge} options.nudge
 * @param {string} [options.colour]
 * @param {() => void} [options.end]
 * @param {Field} [options.field]
 */
export function handle(view, p, { label, colour = "green", move, nudge, end, field }) {
  const circles = [["ll-hit", 18], ["ll-halo", 13], ["ll-knob", 7]];
  const group = svg("g", {
    class: "ll-handle",
    role: "slider",
    tabindex: 0,
    "aria-label": label,
    style: `color: var(--ll-${colour})`,
  }, ...circles.map(([look, r]) => svg("circle", { class: look, r })));
  p.front.append(group);
  draggable(view, group, { at: p.at, move, end });
  onArrows(view, group, nudge, field);
  return {
    group,
    /** Puts it at a data point; now and text are what a screen reader says.
     * @param {Point} place @param {number} now @param {string} text
     */
    set([x, y], now, text) {
      set(group, {
        transform: `translate(${p.sx(x).toFixed(1)} ${p.sy(y).toFixed(1)})`,
        "aria-valuenow": now.toFixed(2),
        "aria-valuetext": text,
        visibility: null,
      });
    },
    hide: () => set(group, { visibility: "hidden" }),
  };
}
