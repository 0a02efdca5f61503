// The step's formula: under each term's symbol what it is, and its number. Below it, how a slope is
// measured.

import { html, set, write } from "../kit/dom.js";
import { mathsHtml, prose } from "../kit/label.js";
import { quotient, withNumbers } from "./derive.js";
import { phaseOf, termsOf } from "./steps.js";

/** @import { Words } from "../kit/types.js" */
/** @import { Values } from "./derive.js" */
/** @import { Step, Term } from "./steps.js" */

/** @type {Record<string, string>} */
const SIGNS = { "·": "×", "←": "=" };

/** @param {Words} words */
export function formula(words) {
  const said = html("div", { class: "bp-said" });
  const sheet = html("div", { class: "bp-formula" });
  const measured = html("span");
  const check = html("div", { class: "bp-check" }, ...prose(words.measure), measured);
  /** @type {{ element: HTMLElement, template: string, factor: boolean }[]} */
  let numbers = [];

  return {
    elements: [said, sheet, check],
    said,
    /** Sets another step's formula. @param {number} k @param {Step} step */
    place(k, step) {
      const terms = termsOf(step.formula).map((term, n) => typeset(term, n + 1));
      sheet.replaceChildren(...terms.flatMap(({ cells }) => cells));
      if (step.delta) sheet.append(cell(4, "3 / 5 / 8", "bp-brace", mathsHtml(`δ_${step.delta}`)));
      numbers = terms.flatMap(({ number }) => number ?? []);
      said.replaceChildren(html("b", {}, words[phaseOf(k)]), ...prose(words.said[k]));
      set(check, { style: step.slope ? null : "visibility: hidden" });
    },
    /** @param {Step} step @param {Values} values @param {number[][]} around */
    paint(step, values, around) {
      for (const { element, template, factor } of numbers) {
        write(element, withNumbers(template, values, factor));
      }
      if (step.slope) write(measured, quotient(around, values, step.slope));
    },
  };
}

/**
 * @param {number} row @param {number | string} column
 * @param {string} look @param {Node | string} [child]
 */
const cell = (row, column, look, child) =>
  html("span", { class: look, style: `grid-area: ${row} / ${column}` }, child);

/** One term's cells, and the one of them that holds its number.
 * @param {Term} term @param {number} column
 */
function typeset({ fresh, symbol, over, under, meaning, template, factor }, column) {
  if (!template) {
    const equation = symbol.startsWith("("); // its number, which stands above only
    const sign = cell(1, column, "", symbol);
    return { cells: equation ? [sign] : [sign, cell(3, column, "", SIGNS[symbol] ?? symbol)] };
  }
  const look = fresh ? "bp-fresh" : "";
  const maths = under
    ? html("span", { class: "bp-fraction" }, mathsHtml(over), mathsHtml(under))
    : mathsHtml(symbol);
  const cells = [cell(1, column, look, maths)];
  if (meaning) cells.push(cell(2, column, "bp-meaning", mathsHtml(meaning)));
  const element = cell(3, column, `bp-amount ${look}`);
  return { cells: [...cells, element], number: { element, template, factor } };
}
