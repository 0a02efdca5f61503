// An order: rows that are moved up and down; beside them the true order and the votes.

import { button } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { prose } from "../kit/label.js";
import { tally } from "./derive.js";
import { spoken } from "./spoken.js";

/** @import { View } from "../kit/types.js" */
/** @import { Question } from "./derive.js" */

/** @param {View} view @param {Question} question */
export function orderGuess(view, question) {
  const { words } = view;
  const { options, truth, words: own } = question;
  /** @returns {string[]} */
  const now = () => view.get("answer") ?? options;
  const rows = options.map((/** @type {string} */ _, /** @type {number} */ k) => {
    const text = html("span");
    const [up, down] = [-1, 1].map((way) => button(view, way < 0 ? "↑" : "↓", () => move(k, way)));
    const sign = html("b");
    const moves = html("span", { class: "gu-moves" }, up, down);
    return { text, up, down, sign, element: html("li", {}, moves, text, sign) };
  });

  /** The focus goes with what is moved.
   * @param {number} k @param {number} way
   */
  function move(k, way) {
    const names = [...now()];
    [names[k], names[k + way]] = [names[k + way], names[k]];
    view.set({ answer: names });
    const { up, down } = rows[k + way];
    const last = k + way === (way < 0 ? 0 : rows.length - 1);
    const next = (way < 0) !== last ? up : down;
    next.disabled = false;
    next.focus();
  }

  const list = (/** @type {string[]} */ names) =>
    names.map((name) => html("li", {}, ...prose(own.options[name])));
  const right = html("div", { class: "gu-answer" });
  const elements = rows.map((/** @type {any} */ { element }) => element);
  return {
    element: html(
      "div",
      { class: "gu-orders" },
      html("ol", { "aria-label": spoken(own.ask) }, ...elements),
      right,
    ),
    text: (/** @type {string[]} */ names) => names.map((name) => own.options[name]).join(", "),
    complete: () => true,
    given: now,
    /** @param {string[] | null} _ @param {string[][]} votes @param {boolean} compared
     * @param {boolean} open
     */
    paint(_, votes, compared, open) {
      const names = now();
      rows.forEach((/** @type {any} */ { text, up, down, sign }, /** @type {number} */ k) => {
        text.replaceChildren(...prose(own.options[names[k]]));
        const name = { name: spoken(own.options[names[k]]) };
        set(up, { "aria-label": fill(words.up, name), hidden: compared });
        set(down, { "aria-label": fill(words.down, name), hidden: compared });
        up.disabled = !open || k === 0;
        down.disabled = !open || k === rows.length - 1;
        write(sign, compared ? (names[k] === truth[k] ? "✓" : "✗") : "");
      });
      set(right, { hidden: !compared });
      if (!compared) return;
      const voted = tally(votes).map(([vote, count]) => {
        const line = vote.map((name) => own.options[name]).join(" › ");
        return html("div", {}, html("b", {}, count), " ", ...prose(line));
      });
      right.replaceChildren(html("div", {}, words.truth), html("ol", {}, ...list(truth)), ...voted);
    },
  };
}
