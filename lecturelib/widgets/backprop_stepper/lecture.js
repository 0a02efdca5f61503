// The lecture's own writing of its example: every slope as a chain of factors.

const ERROR = "∂L/∂\\haty:δ:{d3}";

/** The three factors of the error of hidden neuron i. @param {number} i @param {string} fresh */
function back(i, fresh) {
  const through = `∂\\haty/∂a_${i}:w_${i + 4}:{w${i + 4}}`;
  return `${ERROR} · ${fresh}${through} · ${fresh}∂a_${i}/∂z_${i}:Γ′(z_${i}):{f${i}}`;
}

/** @param {number} i */
function ofNeuron(i) {
  const n = i + 4;
  /** @type {Record<string, string>} */
  const found = {
    [`d${i}`]: `!∂L/∂z_${i}:δ_${i}:{d${i}} = ${back(i, "!")} (8)`,
    [`g${n}`]: `!∂L/∂w_${n}:{g${n}} = ${ERROR} · !∂\\haty/∂w_${n}:a_${i}:{a${i}} (5)`,
  };
  for (const j of [1, 2]) {
    const k = 2 * i - 2 + j;
    const last = `!∂z_${i}/∂w_${k}:x_${j}:{x${j}}`;
    found[`g${k}`] = `!∂L/∂w_${k}:{g${k}} = ${back(i, "")} · ${last} (5)`;
  }
  return found;
}

/** Formulas by what they compute. @type {Record<string, string>} */
export const LECTURE = {
  ...ofNeuron(1),
  ...ofNeuron(2),
  d3: "!∂L/∂\\haty:δ:{d3} = −2(y−\\haty):−2·({y1}−{a3})",
  u: "!w_5:{n5} ← w_5:{w5} − s:{s} · !∂L/∂w_5:{g5}",
};
