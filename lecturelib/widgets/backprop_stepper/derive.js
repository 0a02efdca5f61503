// Equations (3) to (8) for a small network, and its numbers as they are written.

import { ACTIVATIONS, LOSSES, netInput, softmax } from "../kit/maths.js";
import { num, short } from "../kit/numbers.js";
import { parts, wiring } from "./wiring.js";

/** @import { Shape } from "./wiring.js" */

/** What the hand can change; y: as many as there are outputs; s: the learning rate.
 * @typedef {{ w: number[], b: number[], x: number[], y: number[], s: number }} Example
 */

/** Numbers by the names that the formulas give them: w1, x2, a3, g5.
 * @typedef {Record<string, number>} Values
 */

const SHIFT = 0.001; // h of the finite differences

/** @param {Shape} shape @param {number} layer from 1 */
function activationOf({ f, gamma }, layer) {
  const { f: value, slope } = ACTIVATIONS[f[layer - 1]] ?? ACTIVATIONS.identity;
  return {
    f: (/** @type {number} */ z) => value(z, gamma[layer - 1]),
    slope: (/** @type {number} */ z) => slope(z, gamma[layer - 1]),
  };
}

/** Neuron by neuron, z and a; L.
 * @param {Shape} shape @param {Omit<Example, "s">} example
 */
function pass(shape, { w, b, x, y }) {
  /** @type {number[]} */
  const z = [];
  /** @type {number[]} */
  const a = [];
  let inputs = x;
  let k = 0;
  shape.sizes.slice(1).forEach((size, l) => {
    const layer = Array.from({ length: size }, (_, i) => {
      const entering = w.slice(k, k + inputs.length);
      k += inputs.length;
      return netInput(entering, inputs, b[z.length + i] ?? 0);
    });
    z.push(...layer);
    inputs = shape.f[l] === "softmax" ? softmax(layer) : layer.map(activationOf(shape, l + 1).f);
    a.push(...inputs);
  });
  const out = z.slice(-y.length);
  const f = activationOf(shape, shape.f.length);
  const L = shape.loss === "cross_entropy"
    ? ACTIVATIONS.softplus.f(out[y.indexOf(0)] - out[y.indexOf(1)])
    : y.reduce((sum, target, i) => sum + LOSSES[shape.loss].L(target, out[i], f), 0);
  return { z, a, L };
}

/** @param {Shape} shape @param {Omit<Example, "s">} example */
export const lossOf = (shape, example) => pass(shape, example).L;

/** Both passes. f: the slope of f at z. d: the error of each neuron. g, h: the slopes of the loss in
 * w and b. p: what each weight passes on of the error behind it. around: by the names of the slopes,
 * the losses with the weight a little more, and a little less. m, q: the slopes measured by these.
 * @param {Shape} shape @param {Omit<Example, "s">} example
 */
export function backpropagate(shape, example) {
  const { w, b, x, y } = example;
  const { neurons, edges } = wiring(shape.sizes);
  const { z, a, L } = pass(shape, example);
  const f = z.map((value, n) => activationOf(shape, neurons[n].layer).slope(value));
  /** @type {number[]} */
  const d = [];
  /** @type {number[]} */
  const p = [];
  for (let n = z.length - 1; n >= 0; n--) {
    const { layer, i, last } = neurons[n];
    const target = y[i - 1];
    if (!last) {
      let sum = 0;
      edges.forEach(({ from }, k) => {
        if (from === `a${n + 1}`) sum += p[k];
      });
      d[n] = f[n] * sum;
    } else if (shape.loss === "squared") {
      d[n] = LOSSES.squared.delta(target, z[n], activationOf(shape, layer));
    } else d[n] = a[n] - target;
    edges.forEach(({ to }, k) => {
      if (to === n + 1) p[k] = w[k] * d[n];
    });
  }
  const sent = { x, a };
  const g = edges.map(({ from, to }) => {
    const [kind, n] = parts(from);
    return d[to - 1] * sent[/** @type {"x" | "a"} */ (kind)][n - 1];
  });
  /** @type {Record<string, number[]>} */
  const around = {};
  /** @param {"w" | "b"} trait @param {string} slope */
  const measured = (trait, slope) =>
    example[trait].map((value, k) => {
      const [up, down] = [value + SHIFT, value - SHIFT].map((moved) =>
        lossOf(shape, { ...example, [trait]: example[trait].with(k, moved) })
      );
      around[`${slope}${k + 1}`] = [up, down];
      return (up - down) / (2 * SHIFT);
    });
  const m = measured("w", "g");
  const q = measured("b", "h");
  return { z, a, L, f, d, p, g, h: b.map((_, n) => d[n]), m, q, around };
}

/** Everything that the graph and the formulas show; n and o are w and b after an update.
 * @param {Shape} shape @param {Example} example
 */
export function computed(shape, { s, ...example }) {
  const { L, around, ...lists } = backpropagate(shape, example);
  const { g, h } = lists;
  const n = example.w.map((weight, k) => weight - s * g[k]);
  const o = example.b.map((bias, k) => bias - s * h[k]);
  /** @type {Values} */
  const values = { s, L };
  for (const [name, list] of Object.entries({ ...lists, ...example, n, o })) {
    list.forEach((value, k) => {
      values[`${name}${k + 1}`] = value;
    });
  }
  return { values, around };
}

/** The values without one, and without those that tell it at once: a slope also as measured, and the
 * parameter after the update.
 * @param {Values} values @param {string} name
 */
export function veiled(values, name) {
  const n = name.slice(1);
  const telling = { g: [`m${n}`, `n${n}`], h: [`q${n}`, `o${n}`] }[name[0]] ?? [];
  return Object.fromEntries(
    Object.entries(values).map((
      [key, value],
    ) => [key, key === name || telling.includes(key) ? NaN : value]),
  );
}

/** Three decimals, as in the lecture. @param {number} value */
const decimals = (value) =>
  Math.abs(value) < 1000 ? num(value, 3) : value.toExponential(1).replace("-", "−");

/** What was given and not computed: without trailing zeros. @param {number} value */
export function given(value) {
  const size = Math.abs(value);
  return size < 1000 ? short(value, size < 10 ? 3 : 2) : decimals(value);
}

/** At most five signs, which is what a frame holds. @param {number} value */
export function brief(value) {
  const size = Math.abs(value);
  const minus = Number(value < 0);
  if (size < 1000) return short(value, 3 - minus - Number(size >= 10) - Number(size >= 100));
  return value.toExponential(1 - minus).replace("+", "").replace("-", "−");
}

/** @param {Values} values @param {string} name */
export function written(values, name) {
  const value = values[name];
  if (Number.isNaN(value)) return "?";
  return (/^[wbxysno]\d*$/.test(name) ? given : decimals)(value);
}

/** "−2·({y}−{yHat})" with its numbers: a negative one stands in brackets after a minus sign, and as
 * a factor.
 * @param {string} template @param {Values} values @param {boolean} factor
 */
export function withNumbers(template, values, factor = false) {
  return template.replace(/([−·]?)\{(\w+)\}/g, (_, sign, name) => {
    const text = written(values, name);
    return sign + ((sign || factor) && text.startsWith("−") ? `(${text})` : text);
  });
}

/** How a slope, g3 or h1, is measured.
 * @param {Record<string, number[]>} around @param {Values} values @param {string} slope
 */
export function quotient(around, values, slope) {
  const losses = around[slope].map((value) => num(value, 6)).join(" − ");
  const measured = (slope[0] === "g" ? "m" : "q") + slope.slice(1);
  return `(${losses}) / ${2 * SHIFT} = ${written(values, measured)}`;
}

/** The top of the loss's axis: a power of two, so that it rarely changes; it holds losses up to 1000.
 * @param {number[]} losses
 */
export const ceiling = (losses) =>
  2 ** Math.ceil(Math.log2(Math.max(1, Math.min(1000, Math.max(...losses)))));
