// The three methods, in the order of their batches, and the mark of each. In the same colours stand
// the gradients of one observation, of a batch, and of all.

import { svg } from "../kit/dom.js";

/** @import { Attributes } from "../kit/dom.js" */

/** width: of the gradient's arrow. */
export const METHODS = [
  { name: "stochastic", colour: "neg", width: 2.2, shape: "" },
  { name: "mini_batch", colour: "green", width: 3.5, shape: "M0 -9L9 0L0 9L-9 0Z" },
  { name: "batch", colour: "pos", width: 5, shape: "M-7 -7H7V7H-7Z" },
];

/** @param {typeof METHODS[number]} method */
export function ball({ name, shape }) {
  const look = { class: `dp-ball dp-${name}` };
  return shape ? svg("path", { d: shape, ...look }) : svg("circle", { r: 7.5, ...look });
}

/** @param {typeof METHODS[number]} method @param {Attributes} [attributes] */
export const trail = ({ name }, attributes) =>
  svg("path", { class: `dp-path dp-${name}`, ...attributes });
