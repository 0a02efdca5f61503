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

/** Calls press(x, y) where a hand comes down, move(x, y) while it drags the element, then end().
 * @param {View} view
 * @param {HTMLElement | SVGElement} element
 * @param {object} options
 * @param {(event: PointerEvent) => Point} options.at where an event is, in what the others take
 * @param {(x: number, y: number) => void} options.move
 * @param {(x: number, y: number) => void} [options.press]
 * @param {() => void} [options.end]
 * @param {"none" | "pan-y"} [options.touch] pan-y, for what moves sideways only and is large: a
 *   finger that goes up or down scrolls the page, and neither presses nor moves
 */
export function draggable(view, element, { at, move, press, end, touch = "none" }) {
  /** @type {PointerEvent | null} */
  let down = null;
  function pressed() {
    if (down) press?.(...at(down));
    down = null;
  }
  // Chromium has no touch-action for what is inline, as a part of a picture is unless told otherwise.
  Object.assign(element.style, { display: "block", touchAction: touch });
  // Where it has none all the same, this keeps the page still.
  if (touch === "none") view.listen(element, "touchmove", (event) => event.preventDefault());
  view.listen(element, "pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    element.classList.add("ll-held");
    down = event;
    if (event.pointerType !== "touch" || touch === "none") pressed();
  });
  view.listen(element, "pointermove", (/** @type {PointerEvent} */ event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    pressed();
    move(...at(event));
  });
  view.listen(element, "pointerup", pressed);
  view.listen(element, "lostpointercapture", () => {
    down = null;
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
 * @param {() => void} [options.press]
 * @param {Nudge} options.nudge
 * @param {string} [options.colour]
 * @param {() => void} [options.end]
 * @param {Field} [options.field]
 */
export function handle(view, p, { label, colour = "green", move, press, nudge, end, field }) {
  const circles = [["ll-hit", 18], ["ll-halo", 13], ["ll-knob", 7]];
  const group = svg("g", {
    class: "ll-handle",
    role: "slider",
    tabindex: 0,
    "aria-label": label,
    style: `color: var(--ll-${colour})`,
  }, ...circles.map(([look, r]) => svg("circle", { class: look, r })));
  p.front.append(group);
  draggable(view, group, { at: p.at, move, press, end });
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
