// How each activation is drawn: where curves lie on each other both are seen.

import { svg } from "../kit/dom.js";

/** colour: of the palette. shape: of its dot. dashes: of its line.
 * @typedef {{ colour: string, shape: string, dashes: string | null }} Look
 */

/** @type {Record<string, Look>} */
export const LOOKS = {
  sigmoid: {
    colour: "pos",
    shape: "M-5.3 0a5.3 5.3 0 1 0 10.6 0a5.3 5.3 0 1 0 -10.6 0Z",
    dashes: null,
  },
  tanh: { colour: "neg", shape: "M-4.8-4.8h9.6v9.6h-9.6Z", dashes: null },
  relu: { colour: "green", shape: "M0-6.4L6 4.4H-6Z", dashes: null },
  leaky_relu: { colour: "purple", shape: "M0 6.4L6-4.4H-6Z", dashes: "9 4" },
  softplus: { colour: "orange", shape: "M0-6.8L6.2 0L0 6.8L-6.2 0Z", dashes: null },
  identity: { colour: "grey", shape: "M-6-2h4v-4h4v4h4v4h-4v4h-4v-4h-4Z", dashes: "2 3" },
  step: { colour: "ink", shape: "M6.4 0L-4.4 6V-6Z", dashes: null },
  sign: { colour: "sky", shape: "M-6.4 0L4.4 6V-6Z", dashes: "9 4" },
};

export const NAMES = Object.keys(LOOKS);

/** @param {string} name */
export const coloured = (name) => `color: var(--ll-${LOOKS[name].colour})`;

/** A piece of the curve with its dot, for a table.
 * @param {string} name
 */
export function sample(name) {
  const { shape, dashes } = LOOKS[name];
  const box = {
    class: "ac-key",
    viewBox: "0 0 34 16",
    style: coloured(name),
    "aria-hidden": "true",
  };
  const dot = svg("path", { class: "ac-dot", d: shape, transform: "translate(17 8)" });
  return svg("svg", box, svg("path", { d: "M0 8H34", "stroke-dasharray": dashes }), dot);
}
