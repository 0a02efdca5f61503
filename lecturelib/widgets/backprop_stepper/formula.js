// A number's formula: under each term's symbol what it is, and its number. Below it, how a slope is
// measured.

import { html, set, write } from "../kit/dom.js";
import { mathsHtml, prose } from "../kit/label.js";
import { quotient, withNumbers } from "./derive.js";
import { termsOf } from "./steps.js";

/** @import { Words } from "../kit/types.js" */
/** @import { Values } from "./derive.js" */
/** @import { Explained, Item, Term } from "./steps.js" */

/** @type {Record<string, string>} */
const SIGNS = { "·": "×", "←": "=" };

/** @param {Words} words @param {Explained["symbol"]} symbol */
export function formula(words, symbol) {
  const said = html("div", { class: "bp-said" });
  const sheet = html("div", { class: "bp-formula" });
  const measured = html("span");
  const check = html("div", { class: "bp-check" }, ...prose(words.measure), measured);
  /** @type {Amount[]} */
  let numbers = [];

  return {
    elements: [sheet, check],
    said,
    /** Sets another formula, and what is said of it. @param {Item | null} item @param {string} phase @param {string} text */
    place(item, phase, text) {
      const terms = termsOf(item?.formula ?? "").map((term, n) => typeset(term, n + 1));
      sheet.replaceChildren(...terms.flatMap(({ cells }) => cells));
      if (item?.after) {
        sheet.append(cell(4, "3 / 5 / 8", "bp-brace", mathsHtml(symbol(item.after))));
      }
      numbers = terms.flatMap(({ amounts }) => amounts);
      said.replaceChildren(html("b", {}, words[phase]), ...prose(text));
    },
    /** @param {Item | null} item @param {Values} values @param {Record<string, number[]>} around */
    paint(item, values, around) {
      for (const { element, template, factor } of numbers) {
        write(element, withNumbers(template, values, factor));
      }
      const slope = item && around[item.name] ? item.name : "";
      set(check, { style: slope ? null : "visibility: hidden" });
      if (slope) write(measured, quotient(around, values, slope));
    },
  };
}

/** @typedef {{ element: HTMLElement, template: string, factor: boolean }} Amount */

/**
 * @param {number} row @param {number | string} column
 * @param {string} look @param {Node | string} [child]
 */
const cell = (row, column, look, child) =>
  html("span", { class: look, style: `grid-area: ${row} / ${column}` }, child);

/** One term's cells, and those of them that hold numbers.
 * @param {Term} term @param {number} column
 * @returns {{ cells: HTMLElement[], amounts: Amount[] }}
 */
function typeset({ fresh, symbol, over, under, meaning, template, share, factor }, column) {
  if (!template) {
    const equation = /^\(\d/.test(symbol); // its number, which stands above only
    const sign = cell(1, column, "", symbol);
    const cells = equation ? [sign] : [sign, cell(3, column, "", SIGNS[symbol] ?? symbol)];
    return { cells, amounts: [] };
  }
  const look = fresh ? "bp-fresh" : "";
  const maths = under
    ? html("span", { class: "bp-fraction" }, mathsHtml(over), mathsHtml(under))
    : mathsHtml(symbol);
  const cells = [cell(1, column, look, maths)];
  if (meaning) cells.push(cell(2, column, "bp-meaning", mathsHtml(meaning)));
  const amounts = [{ element: cell(3, column, `bp-amount ${look}`), template, factor }];
  if (share) {
    amounts.push({
      element: cell(4, column, "bp-amount bp-share"),
      template: share,
      factor: false,
    });
  }
  return { cells: [...cells, ...amounts.map(({ element }) => element)], amounts };
}
