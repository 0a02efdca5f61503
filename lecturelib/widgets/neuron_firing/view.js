// The neuron on top, with what is dragged; the beats beneath. Or a pairing to design, in their place.

import { floats, rows } from "../kit/binary.js";
import { readout, story } from "../kit/controls.js";
import { fill, html } from "../kit/dom.js";
import { clamp, num } from "../kit/numbers.js";
import { timeline } from "../kit/timeline.js";
import { widget } from "../kit/view.js";
import { controls } from "./controls.js";
import { signalsAt, spikes, told } from "./derive.js";
import { neuron } from "./neuron.js";
import { pairing } from "./pairing.js";
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
  const pair = pairing(view);
  const neurons = html(
    "div",
    { class: "nf-beats" },
    scene.box,
    ...row.elements,
    html("div", { class: "ll-bar" }, play.element, html("div", { class: "ll-row" }, fired, reset)),
    status,
  );
  const place = html("div", {}, neurons);
  view.root.append(settings.element, place);

  return function paint() {
    const pairs = view.get("mode") === "pairing";
    const shown = pairs ? pair.element : neurons;
    if (place.firstChild !== shown) place.replaceChildren(shown);
    settings.paint(beats.weights(beats.now()));
    if (pairs) return pair.paint();
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

    const spiked = beats.fires();
    row.paint({ k, learns, fires: spiked, threshold, ...beats.all() });
    const last = learns ? k : beats.count;
    fired.show(fill(words.count, { fired: spiked.filter(Boolean).length, all: last }));
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
