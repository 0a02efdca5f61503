// A number: a slider to guess with, and a scale that shows guess, truth and votes.

import { slider } from "../kit/controls.js";
import { fill, html, set } from "../kit/dom.js";
import { num, round } from "../kit/numbers.js";
import { histogram, share } from "./derive.js";
import { spoken } from "./spoken.js";

/** @import { View } from "../kit/types.js" */
/** @import { Question } from "./derive.js" */

const PARTS = 20;

/** @param {View} view @param {Question} question */
export function numberGuess(view, question) {
  const { digits, log, limits: [min, max], words: own } = question;
  const options = { name: spoken(own.ask), label: view.words.mine, min, max, digits };
  const step = 10 ** -digits;
  const field = slider(
    view,
    { ...options, step, ...(log && { scale: "log" }) },
    (value) => view.set({ answer: round(value, digits) }),
  );
  const bars = Array.from({ length: PARTS }, () => html("i"));
  const marks = ["mine", "true"].map((name) => html("span", { class: `gu-mark gu-${name}` }));
  const scale = html(
    "div",
    { class: "gu-scale", "aria-hidden": "true" },
    html("div", { class: "gu-bars" }, ...bars),
    ...marks,
  );
  const show = (/** @type {number} */ value) => num(value, digits);
  function rest() {
    if (!field.input.matches(":focus")) field.input.value = "";
    field.range.value = String((Number(field.range.min) + Number(field.range.max)) / 2);
  }
  return {
    element: html("div", { class: "gu-number" }, field, scale),
    text: (/** @type {number} */ value) => fill(own.show ?? "{n}", { n: show(value) }),
    complete: (/** @type {number | null} */ answer) => answer !== null,
    /** @param {number | null} answer @param {number[]} votes @param {boolean} compared
     * @param {boolean} open
     */
    paint(answer, votes, compared, open) {
      field.input.disabled = field.range.disabled = !open;
      if (answer !== null) field.show(answer);
      else rest();
      field.classList.toggle("gu-empty", answer === null);
      set(scale, { hidden: !compared });
      if (!compared) return;
      [answer, question.truth].forEach((value, k) => {
        set(marks[k], { hidden: value === null });
        if (value === null) return;
        marks[k].textContent = show(value);
        set(marks[k], { style: `left: ${100 * share(question, value)}%` });
      });
      const parts = histogram(question, votes, PARTS);
      const most = Math.max(1, ...parts);
      parts.forEach((count, k) => set(bars[k], { style: `height: ${100 * count / most}%` }));
    },
  };
}
