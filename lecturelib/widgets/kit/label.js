// Maths labels written as in TeX, "w_{ji}^{(l)}", "\\hat y", "\\eta", set as maths in HTML and in
// SVG.

import { html, svg } from "./dom.js";

/** @import { Attributes } from "./dom.js" */

/** @type {Record<string, string>} */
const SYMBOLS = {
  eta: "η",
  gamma: "γ",
  lambda: "λ",
  epsilon: "ε",
  delta: "δ",
  alpha: "α",
  Gamma: "Γ",
  sum: "∑",
  cdot: "·",
  le: "≤",
  ge: "≥",
  gets: "←",
  in: "∈",
  times: "×",
  partial: "∂",
};

/** The parts of a label; level is 0 on the line, -1 below, 1 above.
 * @param {string} source
 * @returns {{ text: string, level: number }[]}
 */
function parseMaths(source) {
  const plain = (/** @type {string} */ text) =>
    text
      .replace(/\\hat ?(\w)/g, "$1\u0302")
      .replace(/\\([A-Za-z]+) ?/g, (_, name) => SYMBOLS[name] ?? name)
      .replace(/-/g, "−")
      .replace(/ *([=<>≤≥←≈]) */g, "\u2005$1\u2005");
  // Between two terms, not a sign.
  const spaced = source.replace(/(?<=[\w})]) *([+-]) */g, "\u2006$1\u2006");
  const pieces = spaced.matchAll(/([_^])(?:\{([^}]*)\}|(.))|([^_^]+)/g);
  return Array.from(pieces, ([, mark, braced, single, run]) => ({
    text: plain(run ?? braced ?? single),
    level: mark === "_" ? -1 : mark === "^" ? 1 : 0,
  }));
}

/** Letters are italic, digits and signs upright.
 * @param {string} text
 * @returns {{ piece: string, italic: boolean }[]}
 */
function runs(text) {
  const pieces = text.split(/(\p{L}\p{M}*)/u).filter(Boolean);
  return pieces.map((piece) => ({ piece, italic: /\p{L}/u.test(piece) }));
}

/** @param {string} source */
export function mathsHtml(source) {
  const box = html("span", { class: "ll-maths" });
  for (const { text, level } of parseMaths(source)) {
    const place = level ? html(level < 0 ? "sub" : "sup") : box;
    for (const { piece, italic } of runs(text)) {
      place.append(italic ? html("i", {}, piece) : piece);
    }
    if (level) box.append(place);
  }
  return box;
}

/** Words with $maths$ in them, as nodes.
 * @param {string} text
 * @returns {Node[]}
 */
export function prose(text) {
  const parts = text.split("$");
  return parts.map((part, k) => (k % 2 ? mathsHtml(part) : document.createTextNode(part)));
}

/** An SVG <text> with tspans.
 * @param {string} source @param {Attributes} attributes
 */
export function mathsSvg(source, attributes = {}) {
  const box = svg("text", { ...attributes, class: `ll-maths ${attributes.class ?? ""}` });
  let shift = 0;
  for (const { text, level } of parseMaths(source)) {
    for (const { piece, italic } of runs(text)) {
      const dy = -0.3 * level - shift;
      shift += dy;
      const look = {
        dy: dy ? `${dy}em` : null,
        "font-style": italic ? "italic" : null,
        class: level ? "ll-small" : null,
      };
      box.append(svg("tspan", look, piece));
    }
  }
  return box;
}
