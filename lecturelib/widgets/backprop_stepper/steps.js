// What each step shows: a formula, the lines of code, and what is lit in the graph.

/** code: lines, from 0. lit: names in the graph. delta: the hidden neuron whose error the first three
 * factors make up. slope: the weight it is about.
 *
 * A formula is made of terms "symbol:{number}" or "symbol:meaning:{number}" with signs between them,
 * and ends with the lecture's number; "!" marks what is new in this step, "a/b" is a fraction.
 * @typedef {object} Step
 * @property {number[]} code
 * @property {string[]} lit
 * @property {string} formula
 * @property {number} [delta]
 * @property {number} [slope]
 */

/** fresh: new in this step. symbol: maths; over and under: those of a fraction. meaning: maths.
 * template: its number, unless it is a sign. factor: whether that number is multiplied.
 * @typedef {object} Term
 * @property {boolean} fresh
 * @property {string} symbol
 * @property {string} over
 * @property {string} [under]
 * @property {string} [meaning]
 * @property {string} [template]
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
    const template = rest.at(-1);
    const meaning = rest.length > 1 ? rest[0] : undefined;
    const factor = k > 2 && Boolean(template?.startsWith("{"));
    return { fresh, symbol, over, under, meaning, template, factor };
  });
}

const ERROR = "∂L/∂\\haty:δ:{delta}";

/** The three factors of the error of hidden neuron i. @param {number} i @param {string} fresh */
const back = (i, fresh) => {
  const through = `∂\\haty/∂a_${i}:w_${i + 4}:{w${i + 4}}`;
  return `${ERROR} · ${fresh}${through} · ${fresh}∂a_${i}/∂z_${i}:Γ′(z_${i}):{slope${i}}`;
};

/** @param {number} i @returns {Step} */
function netInputStep(i) {
  const [m, n] = [2 * i - 1, 2 * i];
  const sum = `w_${m}:{w${m}} · x_1:{x1} + w_${n}:{w${n}} · x_2:{x2}`;
  return { code: [0], lit: [`w${m}`, `w${n}`, `a${i}`], formula: `!z_${i}:{z${i}} = ${sum} (4)` };
}

/** @param {number} i @returns {Step} */
const activationStep = (i) => ({
  code: [1],
  lit: [`a${i}`],
  formula: `!a_${i}:{a${i}} = Γ(z_${i}):Γ({z${i}}) (3)`,
});

/** @param {number} i @returns {Step} */
function lateSlopeStep(i) {
  const n = i + 4;
  const formula = `!∂L/∂w_${n}:{g${n}} = ${ERROR} · !∂\\haty/∂w_${n}:a_${i}:{a${i}} (5)`;
  return { code: [5], lit: [`w${n}`], formula, slope: n };
}

/** @param {number} i @returns {Step} */
const errorStep = (i) => ({
  code: [6],
  lit: [`w${i + 4}`, `a${i}`],
  formula: `!∂L/∂z_${i}:δ_${i}:{d${i}} = ${back(i, "!")} (8)`,
});

/** Of w_n, which leads from x_j to hidden neuron i.
 * @param {number} i @param {number} j
 * @returns {Step}
 */
function earlySlopeStep(i, j) {
  const n = 2 * (i - 1) + j;
  const formula = `!∂L/∂w_${n}:{g${n}} = ${back(i, "")} · !∂z_${i}/∂w_${n}:x_${j}:{x${j}} (5)`;
  return { code: [7], lit: [`w${n}`], formula, delta: i, slope: n };
}

/** @type {Step[]} */
export const STEPS = [
  { code: [], lit: [], formula: "" },
  netInputStep(1),
  netInputStep(2),
  activationStep(1),
  activationStep(2),
  {
    code: [2],
    lit: ["w5", "w6", "yHat"],
    formula: "!\\haty:{yHat} = w_5:{w5} · a_1:{a1} + w_6:{w6} · a_2:{a2}",
  },
  { code: [3], lit: ["out", "L"], formula: "!L:{L} = (y−\\haty)^2:({y}−{yHat})²" },
  {
    code: [4],
    lit: ["out", "yHat"],
    formula: "!∂L/∂\\haty:δ:{delta} = −2(y−\\haty):−2·({y}−{yHat})",
  },
  lateSlopeStep(1),
  lateSlopeStep(2),
  errorStep(1),
  errorStep(2),
  earlySlopeStep(1, 1),
  earlySlopeStep(1, 2),
  earlySlopeStep(2, 1),
  earlySlopeStep(2, 2),
  {
    code: [8, 9],
    lit: ["w1", "w2", "w3", "w4", "w5", "w6"],
    formula: "!w_5:{n5} ← w_5:{w5} − s:{s} · !∂L/∂w_5:{g5}",
  },
];

export const FORWARD = 6; // the last step of the forward pass
export const UPDATE = STEPS.length - 1;

/** The part of the algorithm that step k belongs to, which is a word of the table, too.
 * @param {number} k
 */
export const phaseOf = (k) =>
  k === UPDATE ? "update" : k > FORWARD ? "backward" : k ? "forward" : "start";
