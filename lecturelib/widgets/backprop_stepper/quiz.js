// One of the numbers that are shown is hidden and asked for.

import { button, entry } from "../kit/controls.js";
import { html } from "../kit/dom.js";
import { prose } from "../kit/label.js";

/** @import { View } from "../kit/types.js" */
/** @import { Shape } from "./wiring.js" */

const STRIDE = 7919; // as in question.py, and the two limits as well
const NEAR = 0.002;
const SHARE = 0.01;

/** The name of the number that is hidden, if there is one.
 * @param {Shape} shape @param {number} step @param {number} [seed]
 * @returns {string | undefined}
 */
export function hiddenAt({ steps }, step, seed) {
  const names = steps.slice(0, step).flat().filter((name) => name !== "u");
  return seed === undefined ? undefined : names[seed * STRIDE % names.length];
}

/** @param {number} answer @param {number} truth */
export const isRight = (answer, truth) =>
  Math.abs(answer - truth) <= Math.max(NEAR, SHARE * Math.abs(truth));

/** The button that begins, and the row with the field for the answer.
 * @param {View} view
 */
export function quiz(view) {
  const { words } = view;
  const seed = () => view.get("quiz")[0];
  const label = html("span");
  const field = entry(view, { name: words.answer, digits: 3 }, (answer) => {
    view.set({ quiz: [seed(), answer] });
    another.focus();
  });
  /** @param {number} [next] */
  function ask(next) {
    field.input.value = "";
    view.set({ quiz: [next] });
    requestAnimationFrame(() => field.input.focus());
  }
  const begin = button(view, words.hide, () => ask(Math.floor(1e9 * Math.random())));
  const another = button(view, words.another, () => ask((seed() + 1) % 1e9));
  const end = button(view, words.end, () => {
    view.set({ quiz: [] });
    begin.focus();
  });
  const row = html("div", { class: "ll-row bp-quiz" }, label, field, another, end);
  let shown = "";
  return {
    begin,
    row,
    /** @param {boolean} on @param {string} symbol of what is asked for @param {number} [answer] */
    paint(on, symbol, answer) {
      row.hidden = !on;
      if (shown !== symbol) label.replaceChildren(...prose(`$${shown = symbol}=$`));
      if (answer !== undefined) field.show(answer);
      else if (!field.matches(":focus-within")) field.input.value = "";
    },
  };
}
