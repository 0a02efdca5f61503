// A choice: one of several answers; behind each the share of the votes.

import { html, set, write } from "../kit/dom.js";
import { prose } from "../kit/label.js";
import { spoken } from "./spoken.js";

/** @import { View } from "../kit/types.js" */
/** @import { Question } from "./derive.js" */

/** @param {View} view @param {Question} question */
export function choiceGuess(view, question) {
  const { words } = view;
  const { options, truth, words: own } = question;
  const group = `gu-${Math.random().toString(36).slice(2)}`;
  const rows = options.map((/** @type {string} */ value) => {
    const input = html("input", {
      type: "radio",
      name: group,
      "data-lm-suppress-shortcuts": "true",
    });
    const bar = html("i", { class: "gu-bar", "aria-hidden": "true" });
    const note = html("b");
    view.listen(input, "change", () => view.set({ answer: value }));
    const text = html("span", {}, ...prose(own.options[value]));
    const element = html("label", { class: "gu-option" }, bar, input, text, note);
    return { value, input, bar, note, element };
  });
  const elements = rows.map((/** @type {any} */ { element }) => element);
  return {
    element: html("div", { role: "radiogroup", "aria-label": spoken(own.ask) }, ...elements),
    text: (/** @type {string} */ value) => own.options[value],
    complete: (/** @type {string | null} */ answer) => answer !== null,
    /** @param {string | null} answer @param {string[]} votes @param {boolean} compared
     * @param {boolean} open
     */
    paint(answer, votes, compared, open) {
      for (const { value, input, bar, note, element } of rows) {
        input.checked = value === answer;
        input.disabled = !open;
        const count = votes.filter((vote) => vote === value).length;
        const share = compared && votes.length ? 100 * count / votes.length : 0;
        set(bar, { style: `width: ${share}%` });
        const said = [
          compared && value === truth && `✓ ${words.truth}`,
          compared && value === answer && value !== truth && words.mine,
          compared && votes.length && count,
        ];
        write(note, said.filter((part) => part !== false && part !== 0).join(" · "));
        element.classList.toggle("gu-is-true", compared && value === truth);
      }
    },
  };
}
