// A number in a frame: dragged, moved by arrow keys, or typed after a click or Enter.

import { entry } from "../kit/controls.js";
import { set, svg, write } from "../kit/dom.js";
import { draggable, onArrows } from "../kit/handles.js";
import { mathsSvg } from "../kit/label.js";
import { clamp, round } from "../kit/numbers.js";
import { brief, given } from "./derive.js";

/** @import { Point, View } from "../kit/types.js" */

const LIMIT = 20; // of what the hand can reach, either way

/** place: the frame's middle in the picture. symbol: maths, or "". label: for screen readers. choose:
 * what the space bar does.
 * @typedef {object} PillOptions
 * @property {Point} place
 * @property {number} wide
 * @property {string} symbol
 * @property {string} label
 * @property {() => number} value
 * @property {(value: number) => void} give
 * @property {() => void} [choose]
 */

/** @param {View} view @param {PillOptions} options */
export function pill(view, { place: [x, y], wide, symbol, label, value, give, choose }) {
  const pull = (/** @type {number} */ number) => give(round(clamp(number, -LIMIT, LIMIT), 2));
  const amount = svg("tspan", { class: "bp-amount" });
  const small = wide < 106;
  const bare = !symbol;
  const text = mathsSvg(symbol && `${symbol}=`, { x, y: y + (small ? 4.5 : 5.5) });
  text.append(amount);
  const role = { role: "slider", tabindex: 0, "aria-label": label };
  const high = small ? 22 : 30;
  const frame = svg("rect", {
    x: x - wide / 2,
    y: y - high / 2,
    width: wide,
    height: high,
    rx: 15,
  });
  const element = svg(
    "g",
    {
      class: `ll-handle bp-pill ${small ? "bp-small" : ""} ${bare ? "bp-bare" : ""}`,
      ...role,
      "aria-valuemin": -LIMIT,
      "aria-valuemax": LIMIT,
    },
    ...bare ? [svg("circle", { class: "bp-dot", cx: x, cy: y, r: 5 })] : [],
    frame,
    text,
  );
  const options = { name: label, min: -LIMIT, max: LIMIT, step: 0.05, digits: 3 };
  const field = entry(view, options, give);
  const { input } = field;
  set(field, { class: "bp-field", hidden: "" });

  function type() {
    field.hidden = false;
    input.focus();
    input.select();
  }
  const start = { x: 0, y: 0, value: 0 };
  let moved = false; // a drag ends with a click, too
  draggable(view, element, {
    at({ clientX, clientY }) {
      const scale = view.root.getBoundingClientRect().width / view.root.offsetWidth;
      return [clientX / scale, clientY / scale];
    },
    press(x, y) {
      Object.assign(start, { x, y, value: value() });
      moved = false;
    },
    move(x, y) {
      const way = x - start.x + start.y - y;
      moved ||= Math.abs(way) > 3;
      if (moved) pull(start.value + 0.01 * way);
    },
  });
  view.listen(element, "click", () => moved || type());
  onArrows(view, element, (right, up) => pull(value() + 0.05 * (right + up)), { focus: type });
  if (choose) onPress(view, element, [" "], choose);
  view.listen(input, "blur", () => {
    field.hidden = true;
  });
  view.listen(input, "keydown", (/** @type {KeyboardEvent} */ { key }) => {
    if (key === "Escape") input.value = "";
    if (key === "Escape" || key === "Enter") element.focus();
  });

  return {
    element,
    field,
    paint() {
      write(amount, brief(value()));
      const spoken = { "aria-valuenow": value().toFixed(2), "aria-valuetext": given(value()) };
      set(element, spoken);
      field.show(value());
    },
  };
}

/** Calls back when one of the keys is pressed on the element.
 * @param {View} view @param {Element} element @param {string[]} keys @param {() => void} callback
 */
export function onPress(view, element, keys, callback) {
  view.listen(element, "keydown", (/** @type {KeyboardEvent} */ event) => {
    if (!keys.includes(event.key)) return;
    event.preventDefault();
    callback();
  });
}
