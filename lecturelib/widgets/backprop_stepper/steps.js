// What each computed number shows: its formula, and what is lit in the graph.

import { LECTURE } from "./lecture.js";
import { parts, symbols, wiring } from "./wiring.js";

/** @import { Shape } from "./wiring.js" */

/** name: of what is computed. kind: its letter, but y, e, k for a, d, g of the output layer. lit:
 * names in the graph. after: the neuron whose error the first three factors make up.
 *
 * A formula is made of terms "symbol:{number}" or "symbol:meaning:{number}" with signs between them,
 * and ends with the lecture's number; "!" marks what is new in this step, "a/b" is a fraction, and
 * "|{number}" at the end is what a product makes.
 * @typedef {object} Item
 * @property {string} name
 * @property {string} kind
 * @property {string[]} lit
 * @property {string} formula
 * @property {string} [after]
 */

/** fresh: new in this step. symbol: maths; over and under: those of a fraction. meaning: maths.
 * template: its number, unless it is a sign. share: what its product makes. factor: whether that
 * number is multiplied.
 * @typedef {object} Term
 * @property {boolean} fresh
 * @property {string} symbol
 * @property {string} over
 * @property {string} [under]
 * @property {string} [meaning]
 * @property {string} [template]
 * @property {string} [share]
 * @property {boolean} factor
 */

/** The terms and signs of a formula, left to right.
 * @param {string} formula
 * @returns {Term[]}
 */
export function termsOf(formula) {
  return formula.split(" ").map((part, k) => {
    const fresh = part.startsWith("!");
    const [symbol, ...rest] = part.replace("!", "").split(":");
    const [over, under] = symbol.split("/");
    const [template, share] = rest.at(-1)?.split("|") ?? [];
    const meaning = rest.length > 1 ? rest[0] : undefined;
    const factor = k > 2 && Boolean(template?.startsWith("{"));
    return { fresh, symbol, over, under, meaning, template, share, factor };
  });
}

/** Functions of a number's name, for one network.
 * @param {Shape} shape
 */
export function explained(shape) {
  const { lecture, sizes, bias, loss } = shape;
  const { neurons, edges } = wiring(sizes);
  const symbol = symbols(shape);
  const term = (/** @type {string} */ name) => `${symbol(name)}:{${name}}`;
  /** @param {string} one @param {string} other */
  const product = (one, other) =>
    lecture
      ? `${term(one)} · ${term(other)}`
      : `${symbol(one)}${symbol(other)}:{${one}}·{${other}}`;
  /** The numbers of the edges that a test picks. @param {(edge: typeof edges[0]) => boolean} test */
  const picked = (test) => edges.flatMap((edge, k) => (test(edge) ? [k + 1] : []));
  const into = (/** @type {number} */ n) => picked(({ to }) => to === n);
  const outOf = (/** @type {number} */ n) => picked(({ from }) => from === `a${n}`);
  const outputs = neurons.flatMap(({ last }, n) => (last ? [n + 1] : []));
  const targetOf = (/** @type {number} */ n) => `y${neurons[n - 1].i}`;

  /** @param {number} n */
  function sum(n) {
    const products = into(n).map((k) => product(`w${k}`, edges[k - 1].from));
    return [...products, ...(bias ? [term(`b${n}`)] : [])].join(" + ");
  }
  /** One output's part of the loss. @param {number} n */
  function cost(n) {
    const [y, Y, a, A] = [symbol(targetOf(n)), `{${targetOf(n)}}`, symbol(`a${n}`), `{a${n}}`];
    if (loss === "squared") return `(${y}−${a})^2:(${Y}−${A})²`;
    const one = [`−${y} ln ${a}`, `−${Y}·ln${A}`];
    const other = loss === "cross_entropy"
      ? ["", ""]
      : [`−(1−${y}) ln(1−${a})`, `−(1−${Y})·ln(1−${A})`];
    return `${one[0]}${other[0]}:${one[1]}${other[1]}`;
  }
  /** @param {number} n */
  function error(n) {
    const { last, layer } = neurons[n - 1];
    const slope = `f′(${symbol(`z${n}`)}):{f${n}}`;
    if (!last) {
      const shares = outOf(n).map((k) => `${product(`d${edges[k - 1].to}`, `w${k}`)}|= {p${k}}`);
      return `${slope} · ( ${shares.join(" + ")} ) (8)`;
    }
    const [y, a] = [targetOf(n), `a${n}`];
    if (loss !== "squared") return `${symbol(a)}−${symbol(y)}:{${a}}−{${y}}`;
    const outer = `−2(${symbol(y)}−${symbol(a)}):−2·({${y}}−{${a}})`;
    return shape.f[layer - 1] === "identity" ? outer : `${outer} · ${slope}`;
  }
  /** The right side of what computes a number. @param {string} kind @param {number} n */
  function right(kind, n) {
    if (kind === "z") return `${sum(n)} (4)`;
    if (kind === "y" && shape.f.at(-1) === "identity") return sum(n);
    if (kind === "y" && shape.f.at(-1) === "softmax") {
      const z = outputs.map((other) => `z${other}`);
      return `f(${z.map(symbol)})_${neurons[n - 1].i}:f(${z.map((name) => `{${name}}`).join(";")})`;
    }
    const f = lecture ? "Γ" : "f";
    if (kind === "a" || kind === "y") return `${f}(${symbol(`z${n}`)}):${f}({z${n}}) (3)`;
    if (kind === "L") return outputs.map(cost).join(" + ");
    if (kind === "d" || kind === "e") return error(n);
    if (kind === "h") return `${term(`d${n}`)} (5)`;
    const { to, from } = edges[n - 1];
    return `${term(`d${to}`)} · ${term(from)} (5)`;
  }
  /** @param {string} kind @param {number} n */
  function lit(kind, n) {
    const weights = (/** @type {number[]} */ all) => all.map((k) => `w${k}`);
    if (kind === "L") return [...outputs.map((output) => `out${output}`), "L"];
    if (kind === "u") return weights(picked(() => true));
    if (kind === "g" || kind === "k") return [`w${n}`];
    if (kind === "d") return [...weights(outOf(n)), `n${n}`];
    if (kind === "e") return [`out${n}`, `n${n}`];
    const summed = kind === "z" || (kind === "y" && shape.f.at(-1) === "identity");
    return [...(summed ? weights(into(n)) : []), `n${n}`];
  }
  /** @param {string} name */
  function kindOf(name) {
    const [kind, n] = parts(name);
    const last = kind === "g" ? edges[n - 1].layer === sizes.length - 1 : neurons[n - 1]?.last;
    return (last && { a: "y", d: "e", g: "k" }[kind]) || kind;
  }

  return {
    /** @param {string} name @returns {Item} */
    item(name) {
      const [letter, n] = parts(name);
      const kind = kindOf(name);
      const general = name === "u"
        ? `!${symbol("w1")}:{n1} ← ${term("w1")} − ${term("s")} · !${term("g1")}`
        : `!${term(name)} = ${right(kind, n)}`;
      const formula = lecture && LECTURE[name] || general;
      const after = lecture && letter === "g" && kind !== "k" ? `d${edges[n - 1].to}` : undefined;
      return { name, kind, formula, lit: lit(kind, n), after };
    },
    symbol,
    neurons,
    edges,
  };
}

/** @typedef {ReturnType<typeof explained>} Explained */

/** The part of the algorithm that computes a number, which is a word of the table, too.
 * @param {string} [name]
 */
export function phaseOf(name) {
  if (!name) return "start";
  if (name === "u") return "update";
  return "dgh".includes(name[0]) ? "backward" : "forward";
}

/** The step, from 1, that computes a number. @param {Shape} shape @param {string} name */
export const stepOf = ({ steps }, name) => steps.findIndex((names) => names.includes(name)) + 1;

/** The number whose formula stands beneath the graph: that of what is chosen ("w3", "b1", "n2"), or of
 * the step. step: the first from here on at which it is computed.
 * @param {Shape} shape @param {number} step @param {string} chosen
 */
export function spotlight(shape, step, chosen) {
  const here = shape.steps[step - 1] ?? [];
  const letters = { w: "g", b: "h", n: "zad" }[chosen[0]] ?? "";
  const n = chosen.slice(1);
  const own = here.find((name) => letters.includes(name[0]) && name.slice(1) === n);
  const late = letters.at(-1) + n;
  const from = stepOf(shape, late);
  const name = own ?? (from && from <= step ? late : here[0]);
  return { name, step: own ? step : Math.max(step, from) };
}
