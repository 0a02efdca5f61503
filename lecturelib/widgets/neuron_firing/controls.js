// What is chosen and typed of the neuron.

import { choice, entry, slider } from "../kit/controls.js";
import { fill, html, set } from "../kit/dom.js";
import { clamp, round } from "../kit/numbers.js";

/** @import { View } from "../kit/types.js" */

/** In Hebb's mode a new start begins the training again; learns says whether this is the mode.
 * @param {View} view @param {{ learns: () => boolean }} beats @param {() => void} pause
 */
export function controls(view, { learns }, pause) {
  const { words } = view;
  const limits = view.get("limits");
  /** @param {Record<string, any>} values */
  const change = (values) => view.set(learns() ? { ...values, step: 0 } : values);
  /** @param {number} value @param {[number, number]} range */
  const within = (value, [low, high]) => round(clamp(value, low, high), 2);
  /** @param {number} i @param {number} value */
  const setW = (i, value) => change({ w: view.get("w").with(i, within(value, limits.w)) });
  /** @param {number} value */
  const setThreshold = (value) => change({ threshold: within(value, limits.threshold) });
  /** @param {[number, number]} range */
  const range = ([min, max]) => ({ min, max, step: 0.05 });
  const modes = ["signals", "hebb", "pairing"].map((key) => [key, words[key]]);
  const mode = choice(view, words.mode, modes, (value) => {
    pause();
    view.set({ mode: value });
  });
  const share = { name: words.rate, ...range(limits.rate) };
  const rate = slider(view, share, (value) => view.set({ rate: value }));
  set(rate.range, { "aria-label": words.rate_name });
  const speed = { symbol: "\\eta", name: words.eta, min: 0.01, max: limits.eta[1], step: 0.01 };
  const eta = entry(view, speed, (value) => change({ eta: value }));
  const bound = { name: words.threshold, ...range(limits.threshold) };
  const threshold = entry(view, bound, setThreshold);
  const strengths = [1, 2, 3].map((i) => {
    const options = { symbol: `w_${i}`, name: fill(words.weight, { i }), ...range(limits.w) };
    return entry(view, options, (value) => setW(i - 1, value));
  });
  const fields = html("div", { class: "ll-row" }, ...strengths);

  return {
    element: html("div", { class: "ll-row nf-controls" }, mode, rate, eta, threshold, fields),
    strengths,
    threshold,
    setW,
    setThreshold,
    /** @param {number[]} w */
    paint(w) {
      const shown = view.get("mode");
      mode.show(shown);
      rate.show(view.get("rate"));
      eta.show(view.get("eta"));
      rate.hidden = shown !== "signals";
      eta.hidden = shown !== "hebb";
      threshold.hidden = fields.hidden = shown === "pairing";
      threshold.show(view.get("threshold"));
      strengths.forEach((field, i) => field.show(w[i]));
    },
  };
}
