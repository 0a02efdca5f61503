// What the network makes of an image, and what is told of it.

import { floats } from "../kit/binary.js";
import { fill } from "../kit/dom.js";
import { num } from "../kit/numbers.js";

/** @import { Network } from "../kit/maths.js" */
/** @import { Binary, Words } from "../kit/types.js" */

/** A network as Python sends it.
 * @typedef {object} Sent
 * @property {number[]} sizes
 * @property {boolean} bias
 * @property {string[]} activations
 * @property {number} gamma
 * @property {Binary} theta
 */

/** The same with its parameters as lists, which `forward` takes.
 * @param {Sent} net
 * @returns {Network}
 */
export function networkOf({ sizes, bias, activations, gamma, theta }) {
  const all = floats(theta);
  let from = 0;
  const take = (/** @type {number} */ count) => {
    from += count;
    return Array.from(all.subarray(from - count, from));
  };
  /** @type {number[][][]} */
  const weights = [];
  /** @type {number[][]} */
  const biases = [];
  sizes.slice(1).forEach((n, l) => {
    weights.push(Array.from({ length: sizes[l] }, () => take(n)));
    biases.push(bias ? take(n) : Array(n).fill(0));
  });
  return { weights, biases, activations, gamma };
}

/** The digits of the two largest outputs.
 * @param {number[]} outputs
 */
export function ranking(outputs) {
  return outputs.map((_, digit) => digit).sort((a, b) => outputs[b] - outputs[a]).slice(0, 2);
}

/** The answer, a line that explains it, and what a screen reader hears.
 * @param {Words} words @param {number[]} outputs @param {boolean} blank whether the image is empty
 */
export function telling(words, outputs, blank) {
  const [first, second] = ranking(outputs);
  const values = { first, second, y_first: num(outputs[first]), y_second: num(outputs[second]) };
  const doubt = outputs[first] < 0.5;
  const clear = outputs[second] >= 0.5 ? words.several : words.sure;
  return {
    answer: `${first}${blank || doubt ? "?" : ""}`,
    line: fill(blank ? words.blank : doubt ? words.doubt : clear, values),
    spoken: fill(words.spoken, values),
  };
}
