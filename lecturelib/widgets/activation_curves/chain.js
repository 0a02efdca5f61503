// The chain of layers: a disc a layer, whose area is what is left of the slope there.

import { bounds, output, slider } from "../kit/controls.js";
import { fill, html, set, svg, write } from "../kit/dom.js";
import { mathsHtml, prose } from "../kit/label.js";
import { atPoint, small } from "./derive.js";
import { coloured, sample } from "./looks.js";

/** @import { View } from "../kit/types.js" */

const RADIUS = 9;

/** @param {View} view */
export function chain(view) {
  const { words } = view;
  const name = words.layers;
  const limits = view.get("limits");
  const pick = (/** @type {number} */ value) => view.set({ layers: Math.round(value) });
  const layers = slider(view, { name, ...bounds(limits.layers), step: 1, digits: 0 }, pick);
  const body = html("div");
  const head = html("div", { class: "ll-row" }, html("span", {}, ...prose(words.chain)), layers);
  /** @type {ReturnType<typeof link>[]} */
  let links = [];
  let shown = "";

  return {
    element: html("div", { class: "ac-chain" }, head, body),
    /** @param {string[]} curves @param {number} z @param {number} gamma @param {number} count */
    paint(curves, z, gamma, count) {
      layers.show(count);
      const key = String([curves, count]);
      if (key !== shown) {
        shown = key;
        links = curves.map((curve) => link(words[curve], curve, count));
        body.replaceChildren(ends(count), ...links.map(({ element }) => element));
      }
      for (const { paint } of links) paint(z, gamma);
    },
  };

  /** @param {number} count */
  function ends(count) {
    const last = html("span", {}, fill(words.last, { layers: count }));
    const power = html("div", {}, mathsHtml(`f′(z)^{${count}}`));
    const layersOf = html("span", {}, html("span", {}, words.first), last);
    return html("div", { class: "ac-row ac-ends" }, html("span"), power, layersOf);
  }
}

/** One curve's chain.
 * @param {string} title @param {string} curve @param {number} count
 */
function link(title, curve, count) {
  const places = Array.from({ length: count }, (_, k) => `${(100 * (k + 0.5)) / count}%`);
  const rings = places.map((cx) => svg("circle", { class: "ac-ring", cx, cy: 12, r: RADIUS }));
  const discs = places.map((cx) => svg("circle", { cx, cy: 12 }));
  const left = output();
  const look = { style: coloured(curve), "aria-hidden": "true" };
  const picture = svg("svg", look, ...rings, ...discs);
  return {
    element: html(
      "div",
      { class: "ac-row" },
      html("span", {}, sample(curve), title),
      left,
      picture,
    ),
    /** @param {number} z @param {number} gamma */
    paint(z, gamma) {
      const { slope, product } = atPoint(curve, z, gamma, count);
      discs.forEach((disc, k) => {
        set(disc, { r: (RADIUS * Math.sqrt(slope ** (count - k))).toFixed(2) });
      });
      write(left, small(product));
    },
  };
}
