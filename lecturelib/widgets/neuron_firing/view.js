// The neuron on top, with what is dragged; the beats beneath.

import { floats, rows } from "../kit/binary.js";
import { choice, entry, readout, slider, story } from "../kit/controls.js";
import { fill, html, set } from "../kit/dom.js";
import { clamp, num, round } from "../kit/numbers.js";
import { timeline } from "../kit/timeline.js";
import { widget } from "../kit/view.js";
import { signalsAt, spikes, told } from "./derive.js";
import { neuron } from "./neuron.js";
import { strip } from "./strip.js";

/** @import { View } from "../kit/types.js" */

const LAST = 900; // of a beat's motion, in ms

export default widget("neuron-firing", (view) => {
  const { words } = view;
  const beats = allBeats(view);
  const motion = arrivals(view);
  const play = timeline(view, {
    length: () => (beats.ready() ? beats.count : 0),
    position: beats.now,
    rate: 1,
    go(k, options) {
      motion.still(Boolean(options.hold));
      view.set({ step: k }, options);
    },
  });
  const settings = controls(view, beats, play.pause);
  const scene = neuron(view, { ...settings, shownW: () => beats.weights(beats.now()) });
  const row = strip(view, beats.count);
  const fired = readout(words.fired);
  const status = story("nf-status");
  const reset = play.button(words.reset, () => view.ask("reset"));

  view.root.append(
    settings.element,
    scene.box,
    ...row.elements,
    html("div", { class: "ll-bar" }, play.element, html("div", { class: "ll-row" }, fired, reset)),
    status,
  );

  return function paint() {
    const learns = beats.learns();
    const threshold = view.get("threshold");
    const k = beats.now();
    const x = k ? beats.signals(k - 1) : [0, 0, 0];
    const w = beats.weights(Math.max(0, k - 1));
    const after = beats.weights(k);
    const t = motion.at(k);
    const beat = { k, x, w, after };
    const fires = k > 0 && spikes(w, x, threshold);
    scene.paint({ ...beat, t, thick: t < 1 ? w : after, fires, threshold });

    const shown = beats.fires();
    row.paint({ k, learns, fires: shown, threshold, ...beats.all() });
    const last = learns ? k : beats.count;
    fired.show(fill(words.count, { fired: shown.filter(Boolean).length, all: last }));
    settings.paint(after);
    play.show(`${k} / ${beats.count}`);
    reset.disabled = !view.alive;
    if (!beats.ready()) status.show(view.alive ? words.waiting : words.no_kernel);
    else status.show(...told(words, beat, threshold, learns ? view.get("eta") : undefined));
    const strengths = after.map((value) => num(value)).join(", ");
    const spoken = { w: strengths, threshold: num(threshold), status: status.textContent };
    view.announce(fill(words.spoken, spoken));
  };
});

/** The model's values, beat by beat. Python's training counts as long as it fits what is set.
 * @param {View} view
 */
function allBeats(view) {
  const { chance, training } = view.get("inputs");
  const chances = rows(floats(chance), 3);
  const trained = rows(floats(training), 3);
  const count = chances.length;
  /** @type {unknown} */
  let runSeen;
  /** @type {number[][]} */
  let path = [];
  const learns = () => view.get("mode") === "hebb";

  function ready() {
    if (!learns()) return true;
    const run = view.get("run");
    const same = run.threshold === view.get("threshold") && run.eta === view.get("eta");
    const w = view.get("w");
    return same &&
      run.w.every((/** @type {number} */ value, /** @type {number} */ i) => value === w[i]);
  }
  /** Before beat n, counted from 0. @param {number} n @returns {number[]} */
  function weights(n) {
    if (!learns() || !ready()) return view.get("w");
    if (runSeen !== view.get("run")) {
      runSeen = view.get("run");
      path = rows(floats(view.get("run").path), 3);
    }
    return path[n];
  }
  /** @param {number} n */
  const signals = (n) => (learns() ? trained[n] : signalsAt(chances[n], view.get("rate")));
  const now = () => (ready() ? view.get("step") : 0);
  const all = () => ({
    weights: Array.from({ length: count + 1 }, (_, n) => weights(n)),
    signals: chances.map((_, n) => signals(n)),
  });

  return {
    count,
    learns,
    ready,
    weights,
    signals,
    now,
    all,
    /** What has not come yet is a question, and not told. */
    fires() {
      const last = learns() ? now() : count;
      return chances.map((_, n) =>
        n < last && spikes(weights(n), signals(n), view.get("threshold"))
      );
    },
  };
}

/** How far the shown beat has come, from 0 to 1. One that follows the beat before takes its time.
 * @param {View} view
 */
function arrivals(view) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let began = -Infinity;
  let scrubbing = false;
  /** @type {number | null} */
  let shown = null;
  return {
    /** @param {boolean} on while a hand scrubs, nothing moves by itself */
    still(on) {
      scrubbing = on;
    },
    /** @param {number} k */
    at(k) {
      if (k !== shown) {
        const follows = shown !== null && k === shown + 1;
        began = follows && !scrubbing && !still.matches ? performance.now() : -Infinity;
        shown = k;
      }
      const t = clamp((performance.now() - began) / LAST, 0, 1);
      if (t < 1) view.redraw();
      return t;
    },
  };
}

/** What is chosen and typed; in Hebb's mode a new start begins the training again.
 * @param {View} view @param {ReturnType<typeof allBeats>} beats @param {() => void} pause
 */
function controls(view, { learns }, pause) {
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
  const modes = ["signals", "hebb"].map((key) => [key, words[key]]);
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
      mode.show(view.get("mode"));
      rate.show(view.get("rate"));
      eta.show(view.get("eta"));
      rate.hidden = learns();
      eta.hidden = !learns();
      threshold.show(view.get("threshold"));
      strengths.forEach((field, i) => field.show(w[i]));
    },
  };
}
