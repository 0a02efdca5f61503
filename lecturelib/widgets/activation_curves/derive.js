// What is drawn and said of the curves at z, from plain values.

import { fill } from "../kit/dom.js";
import { ACTIVATIONS } from "../kit/maths.js";
import { linspace, num } from "../kit/numbers.js";

/** @import { Span, Words } from "../kit/types.js" */

const JUMP = 1e-9;

/** 0.1966, and 4.5·10⁻⁵ where four digits would show nothing.
 * @param {number} value
 */
export function small(value) {
  if (value === 0) return "0";
  if (Math.abs(value) >= 0.001) return num(value, 4);
  const [digits, power] = value.toExponential(1).split("e");
  const raised = power.replace("-", "⁻").replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)]);
  return `${digits.replace("-", "−")}·10${raised}`;
}

/** Places along a range, in two pieces, so that a jump at 0 stays a jump.
 * @param {Span} range @param {number} count
 */
export function pieces([low, high], count) {
  const ends = [[low, Math.min(-JUMP, high)], [Math.max(JUMP, low), high]];
  return ends.map(([from, to]) => (from < to ? linspace(from, to, count) : []));
}

/** f(z), f'(z), and what a chain of layers that all sit at z leaves of a slope.
 * @param {string} name @param {number} z @param {number} gamma @param {number} layers
 */
export function atPoint(name, z, gamma, layers) {
  const { f, slope } = ACTIVATIONS[name];
  const one = slope(z, gamma);
  return { f: f(z, gamma), slope: one, product: one ** layers };
}

/** Where leaky ReLU's arm is held: farther out where the left tail is looked at.
 * @param {string} zoom
 */
export const armAt = (zoom) => (zoom === "left" ? -9 : -4.5);

/** What is seen of z and of f: the zoom's own ranges, and what z and a visible arm need beyond
 * them.
 * @param {Span[]} ranges of z, f and f' @param {number} z @param {number | null} arm its height
 * @returns {{ x: Span, y: Span }}
 */
export function seen([x, [low, high]], z, arm) {
  const bottom = arm === null ? low : Math.min(low, 1.1 * arm);
  return { x: [Math.min(x[0], z), Math.max(x[1], z)], y: [bottom, high] };
}

/** What a screen reader hears.
 * @param {Words} words @param {string[]} shown
 * @param {number} z @param {number} gamma @param {number} layers
 */
export function spoken(words, shown, z, gamma, layers) {
  const curves = shown.map((name) => {
    const { f, slope, product } = atPoint(name, z, gamma, layers);
    const values = { f: small(f), slope: small(slope), product: small(product) };
    return fill(words.spoken_curve, { name: words[name], layers, ...values });
  });
  return fill(words.spoken, { z: num(z), curves: curves.join(" ") || words.none });
}
