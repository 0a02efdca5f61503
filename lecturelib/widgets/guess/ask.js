// A question, the place for an answer, and two buttons: keep it, then compare it with the truth.

import { button, story } from "../kit/controls.js";
import { fill, html, write } from "../kit/dom.js";
import { prose } from "../kit/label.js";
import { widget } from "../kit/view.js";
import { reason } from "./derive.js";
import { room } from "./room.js";
import { spoken } from "./spoken.js";

/** @import { View } from "../kit/types.js" */
/** @import { Question } from "./derive.js" */

/** A kind's part of the widget: given() is the answer that stands there, text(answer) its words.
 * @typedef {object} Kind
 * @property {HTMLElement} element
 * @property {(answer: any) => string} text
 * @property {(answer: any) => boolean} complete
 * @property {() => any} [given]
 * @property {(answer: any, votes: any, compared: boolean, open: boolean) => void} paint
 */

/** The widget of guesses of these kinds.
 * @param {Record<string, (view: View, question: Question) => Kind>} kinds
 */
export const asking = (kinds) =>
  widget("guess", (view) => {
    const { words } = view;
    const question = view.get("question");
    const { truth, words: own } = question;
    const kind = kinds[question.kind](view, question);
    const given = kind.given ?? (() => view.get("answer"));
    const votes = room(view, question, () => kind.complete(given()) ? given() : null);
    const keep = button(view, "", () => {
      const stage = view.get("stage");
      if (stage === "open") view.set({ answer: given(), stage: "kept" });
      else if (stage === "kept") view.set({ stage: "open" });
      else view.set({ answer: null, stage: "open", reason: "" });
    });
    const compare = button(view, words.compare, () => {
      const answer = view.get("answer");
      view.set({ stage: "compared", reason: answer === null ? "" : reason(question, answer) });
    });
    const told = story("gu-told");
    view.root.append(
      html("div", { class: "gu-ask" }, ...prose(own.ask)),
      kind.element,
      html("div", { class: "ll-row gu-buttons" }, keep, compare),
      told,
      votes.element,
    );

    /** What is told, and what is read out: it names guess and truth, which else are seen.
     * @param {any} answer @param {string} stage
     */
    function lines(answer, stage) {
      if (stage === "open") return { seen: [], read: "" };
      if (stage === "kept") return { seen: [words.kept], read: words.kept };
      const shown = { guess: answer === null ? "" : kind.text(answer), truth: kind.text(truth) };
      const both = shown.truth && fill(answer === null ? words.only_truth : words.both, shown);
      const key = answer === null ? "" : reason(question, answer);
      const sentence = key === "right" ? own.right : own.wrong[key] ?? "";
      const seen = (question.kind === "number" ? [both, sentence] : [sentence]).filter(Boolean);
      return { seen, read: `${both} ${sentence}` };
    }

    return function paint() {
      const [answer, stage, voted] = ["answer", "stage", "votes"].map(view.get);
      const [open, compared] = [stage === "open", stage === "compared"];
      kind.paint(answer, voted, compared, open);
      write(keep, words[open ? "keep" : compared ? "again" : "change"]);
      keep.disabled = open && !kind.complete(given());
      compare.disabled = compared || (open && !voted.length);
      votes.paint(voted);
      const { seen, read } = lines(answer, stage);
      told.show(...seen);
      if (read) view.announce(spoken(read));
    };
  });
