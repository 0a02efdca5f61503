// What a page does: its theme, its widgets, its slides.

import { model, parse } from "./model.js";
import { followTheme } from "./theme.js";

/** @type {Map<string, { widget: any, words: Record<string, any> }>} */
const defined = new Map();
/** @type {ReturnType<typeof model>[]} */
const models = [];

/** Called when the body has begun. */
function begin() {
  const other = followTheme();
  document.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("[data-do]");
    if (button instanceof HTMLElement && button.dataset.do === "theme") other();
  });
}

/** Puts the number-th widget before the script that calls this.
 * @param {number} number
 */
function show(number) {
  const el = /** @type {HTMLElement} */ (document.currentScript?.previousElementSibling);
  const told = parse(document.getElementById("widgets")?.textContent ?? "")[number];
  const { widget, words } = /** @type {any} */ (defined.get(told.table));
  models[number] ??= model(told, words);
  el.replaceChildren();
  widget.render({ model: models[number], el, signal: new AbortController().signal });
}

/** @param {string} table @param {any} widget @param {Record<string, any>} words */
function define(table, widget, words) {
  defined.set(table, { widget, words });
}

Object.assign(globalThis, { course: { begin, show, define } });
