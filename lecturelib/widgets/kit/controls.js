// Buttons, choices and numbers. Those that show a value have show(value).

import { html, set, svg, write } from "./dom.js";
import { mathsHtml, prose } from "./label.js";
import { clamp, num } from "./numbers.js";

/** @import { Attributes } from "./dom.js" */
/** @import { Entry, Showing, Slider, Span, View } from "./types.js" */

/** @type {Record<string, string>} */
const ICONS = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  rewind: "M3 3h2v10H3zM13 3v10L6 8z",
  back: "M11 3h2v10h-2zM9 3v10L2 8z",
  step: "M3 3h2v10H3zM7 3v10l7-5z",
};

/** @param {string} name */
export function icon(name) {
  const size = { viewBox: "0 0 16 16", width: 16, height: 16 };
  return svg("svg", { ...size, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** Its text alone, or an icon with the text as its name.
 * @param {View} view @param {string} text @param {() => void} click @param {string} [iconName]
 */
export function button(view, text, click, iconName) {
  const name = iconName ? { class: "ll-icon", title: text, "aria-label": text } : {};
  const element = html("button", { type: "button", ...name }, iconName ? icon(iconName) : text);
  view.listen(element, "click", click);
  return element;
}

/** One of several: options are pairs of a value and the text that is shown. label can hold $maths$.
 * @param {View} view
 * @param {string} label
 * @param {string[][]} options
 * @param {(value: string) => void} pick
 * @returns {Showing<string> & { list: HTMLSelectElement }}
 */
export function choice(view, label, options, pick) {
  const items = options.map(([value, text]) => html("option", { value }, text));
  const list = html("select", { "aria-label": label.replaceAll("$", "") }, ...items);
  view.listen(list, "change", () => pick(list.value));
  const element = html("label", { class: "ll-field" }, html("span", {}, ...prose(label)), list);
  const show = (/** @type {string} */ value) => {
    list.value = value;
  };
  return Object.assign(element, { list, show });
}

/**
 * @param {View} view
 * @param {string} label can hold $maths$
 * @param {(on: boolean) => void} pick
 * @param {Node} [sign] stands before the label
 * @returns {Showing<boolean>}
 */
export function tick(view, label, pick, sign) {
  const box = html("input", { type: "checkbox" });
  view.listen(box, "change", () => pick(box.checked));
  const element = html("label", { class: "ll-tick" }, box, sign, ...prose(label));
  const show = (/** @type {boolean} */ on) => {
    box.checked = on;
  };
  return Object.assign(element, { show });
}

/** Limits as the controls below take them. @param {Span} limits */
export const bounds = ([min, max]) => ({ min, max });

/** symbol: maths before the number, or label: words, or else its name. name: what a screen reader
 * says. What is out of [min, max] is pulled in. step: of the arrow keys.
 * @typedef {object} EntryOptions
 * @property {string} name
 * @property {string} [symbol]
 * @property {string} [label]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {number} [digits]
 */

/** A number that is typed.
 * @param {View} view @param {EntryOptions} options @param {(value: number) => void} pick
 * @returns {Entry}
 */
export function entry(view, options, pick) {
  const { symbol, name, label = name, min = -Infinity, max = Infinity } = options;
  const { step = 0.1, digits = 2 } = options;
  const input = html("input", {
    type: "number",
    "aria-label": name,
    step: "any",
    inputmode: "decimal",
    min: isFinite(min) ? min : null,
    max: isFinite(max) ? max : null,
  });
  let shown = 0;
  let typing = false;
  const give = (/** @type {number} */ value) => pick(Number(clamp(value, min, max).toFixed(10)));
  view.listen(input, "input", () => {
    typing = true;
  });
  view.listen(input, "blur", () => {
    typing = false;
  });
  view.listen(input, "change", () => {
    typing = false;
    if (Number.isFinite(input.valueAsNumber)) give(input.valueAsNumber);
    view.redraw();
  });
  view.listen(input, "keydown", (/** @type {KeyboardEvent} */ event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    give(shown + way * step * (event.shiftKey ? 10 : 1));
    event.preventDefault();
  });
  const before = symbol ? mathsHtml(symbol) : html("span", {}, ...prose(label));
  const element = html("label", { class: "ll-field" }, before, input);
  const show = (/** @type {number} */ value) => {
    shown = value;
    const text = value.toFixed(digits).replace(/^-(?=[0.]+$)/, "");
    if (typing || input.value === text) return;
    input.value = text;
    if (input.matches(":focus")) input.select(); // what is typed next still replaces it
  };
  return Object.assign(element, { input, show });
}

/** A range beside an entry of the same number. scale "log": powers of ten; notch: its step in the
 * exponent; typed: what the entry has else.
 * @typedef {object} RangeOptions
 * @property {number} min
 * @property {number} max
 * @property {"log"} [scale]
 * @property {number} [notch]
 * @property {Partial<EntryOptions>} [typed]
 */

/** @typedef {EntryOptions & RangeOptions} SliderOptions */

/**
 * @param {View} view @param {SliderOptions} options @param {(value: number) => void} pick
 * @returns {Slider}
 */
export function slider(view, options, pick) {
  const { name, min, max, step = 0.1, scale, notch = "any" } = options;
  const log = scale === "log";
  const to = (/** @type {number} */ value) => (log ? Math.log10(value) : value);
  const from = (/** @type {number} */ value) => (log ? 10 ** value : value);
  const range = bar({ min: to(min), max: to(max), step: log ? notch : step, "aria-label": name });
  view.listen(range, "input", () => pick(from(range.valueAsNumber)));
  const field = entry(view, { ...options, ...options.typed }, pick);
  const show = (/** @type {number} */ value) => {
    field.show(value);
    range.value = String(to(value));
    set(range, { "aria-valuetext": num(value) });
  };
  const element = html("div", { class: "ll-slider" }, field, range);
  return Object.assign(element, { input: field.input, range, show });
}

/** A range whose arrow keys JupyterLab leaves alone.
 * @param {Attributes} attributes
 */
export function bar(attributes) {
  return html("input", { type: "range", "data-lm-suppress-shortcuts": "true", ...attributes });
}

/** A live number or text: shown to all, and not read out at every frame.
 * @param {Attributes} attributes
 */
export function output(attributes = {}) {
  return html("output", { role: "status", "aria-live": "off", ...attributes });
}

/** The same with its name before it.
 * @param {string} label
 */
export function readout(label) {
  const value = output();
  const element = html("div", { class: "ll-readout" }, html("span", {}, ...prose(label)), value);
  return Object.assign(element, {
    value,
    show: (/** @type {string} */ text) => write(value, text),
  });
}

/** The lines beneath a widget that tell what is seen. They can hold $maths$.
 * @param {string} look
 */
export function story(look = "") {
  const element = html("div", { class: `ll-status ${look}`, role: "status", "aria-live": "off" });
  let shown = "";
  const show = (/** @type {string[]} */ ...lines) => {
    const key = lines.join("|");
    if (key === shown) return;
    shown = key;
    element.replaceChildren(...lines.map((line) => html("div", {}, ...prose(line))));
  };
  return Object.assign(element, { show });
}

/** A table with its headings, which can hold $maths$.
 * @param {string[]} headings @param {HTMLTableRowElement[]} rows
 */
export function table(headings, rows, look = "") {
  const cells = headings.map((heading) =>
    heading ? html("th", { scope: "col" }, ...prose(heading)) : html("td")
  );
  const head = html("thead", {}, html("tr", {}, ...cells));
  return html("table", { class: `ll-table ${look}` }, head, html("tbody", {}, ...rows));
}
