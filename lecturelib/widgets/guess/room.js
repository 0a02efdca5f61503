// What a room has voted: typed, counted, or given one by one. It is shown after Compare.

import { button, entry } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { votesIn } from "./derive.js";
import { spoken } from "./spoken.js";

/** @import { View } from "../kit/types.js" */
/** @import { Question } from "./derive.js" */

const MOST = 500;

/** given: the answer that stands there, or null.
 * @param {View} view @param {Question} question @param {() => any} given
 */
export function room(view, question, given) {
  const { words } = view;
  const count = html("span");
  const put = (/** @type {any[]} */ votes) => view.set({ votes: votes.slice(0, MOST) });
  const ways = { number: typed, choice: counted, order: added, sketch: added };
  const { elements, paint } = ways[/** @type {keyof typeof ways} */ (question.kind)]();
  const clear = button(view, words.clear, () => put([]));

  function typed() {
    const input = html("input", { type: "text", "aria-label": words.votes, inputmode: "text" });
    view.listen(input, "change", () => put(votesIn(question, input.value)));
    return {
      elements: [html("label", { class: "ll-field" }, html("span", {}, words.votes), input)],
      paint(/** @type {number[]} */ votes) {
        if (!input.matches(":focus")) input.value = votes.join(" ");
      },
    };
  }

  function counted() {
    const fields = question.options.map((/** @type {string} */ option) => {
      const name = question.words.options[option];
      const options = { name: spoken(name), label: name, min: 0, max: MOST };
      return entry(view, { ...options, step: 1, digits: 0 }, (n) => {
        const others = view.get("votes").filter((/** @type {string} */ vote) => vote !== option);
        put([...others, ...Array(Math.round(n)).fill(option)]);
      });
    });
    return {
      elements: fields,
      paint(/** @type {string[]} */ votes) {
        fields.forEach((/** @type {any} */ field, /** @type {number} */ k) =>
          field.show(votes.filter((vote) => vote === question.options[k]).length)
        );
      },
    };
  }

  function added() {
    const add = button(view, words.add, () => put([...view.get("votes"), given()]));
    return {
      elements: [add],
      paint() {
        add.disabled = given() === null || view.get("stage") === "compared";
      },
    };
  }

  const fields = html("div", { class: "gu-votes" }, ...elements, clear);
  const element = html(
    "details",
    { class: "gu-room" },
    html("summary", {}, words.room, count),
    fields,
  );
  return {
    element,
    /** @param {any[]} votes */
    paint(votes) {
      write(count, votes.length ? fill(words.count, { n: votes.length }) : "");
      set(clear, { disabled: !votes.length });
      paint(votes);
    },
  };
}
