// Rewind, back, play or pause, step, scrub.

import { bar, button, icon, output } from "./controls.js";
import { html, set, write } from "./dom.js";

/** @import { Hold, View } from "./types.js" */

/** length: how many steps are recorded. position: the present one. go shows step k. begin: called
 * when nothing is recorded yet, calls then() once it is. rate: steps a second while playing.
 * @typedef {object} TimelineOptions
 * @property {() => number} length
 * @property {() => number} position
 * @property {(k: number, options: Hold) => void} go
 * @property {(then: () => void) => void} [begin]
 * @property {number | (() => number)} [rate]
 */

/** @typedef {ReturnType<typeof timeline>} Timeline */

/** @param {View} view @param {TimelineOptions} options */
export function timeline(view, { length, position, go, begin = (then) => then(), rate = 2 }) {
  const { words } = view;
  const speed = typeof rate === "function" ? rate : () => rate;
  const clock = ticking(view, speed, (steps) => {
    if (steps) go(Math.min(length(), position() + steps), {});
    if (position() >= length()) pause();
  });

  function play() {
    if (!length()) return begin(play);
    if (position() >= length()) go(0, {});
    clock.start();
    view.redraw();
  }
  function pause() {
    if (!clock.runs()) return;
    clock.stop();
    view.save();
    view.redraw();
  }
  /** Shows step k, by hand. @param {number} k @param {Hold} options */
  function jump(k, options = {}) {
    pause();
    go(k, options);
  }
  function step() {
    pause();
    if (!length()) begin(() => go(1, {}));
    else go(Math.min(length(), position() + 1), {});
  }

  const rewind = button(view, words.rewind, () => jump(0), "rewind");
  const back = button(view, words.back, () => jump(Math.max(0, position() - 1)), "back");
  const start = button(view, words.play, () => (clock.runs() ? pause() : play()), "play");
  const on = button(view, words.step, step, "step");
  const scrub = bar({ min: 0, step: 1, "aria-label": words.scrub });
  const count = output({ class: "ll-count" });
  start.classList.add("ll-main");
  view.listen(scrub, "input", () => jump(scrub.valueAsNumber, { hold: true }));
  view.listen(scrub, "change", () => view.save());

  let shownIcon = "play";
  return {
    element: html(
      "div",
      { class: "ll-timeline", role: "group", "aria-label": words.timeline },
      rewind,
      back,
      start,
      on,
      scrub,
      count,
    ),
    play,
    pause,
    isPlaying: clock.runs,
    /** A button that pauses first.
     * @param {string} text @param {() => void} click
     */
    button: (text, click) =>
      button(view, text, () => {
        pause();
        click();
      }),
    /** Call it from paint(); text says where we are.
     * @param {string} text
     */
    show(text) {
      const all = length();
      const now = position();
      const name = clock.runs() ? "pause" : "play";
      if (shownIcon !== name) {
        shownIcon = name;
        start.replaceChildren(icon(name));
        set(start, { title: words[name], "aria-label": words[name] });
      }
      rewind.disabled = back.disabled = !now;
      on.disabled = all > 0 && now >= all;
      scrub.disabled = !all;
      scrub.max = String(Math.max(1, all));
      scrub.value = String(now);
      set(scrub, { "aria-valuetext": text });
      write(count, text);
    },
  };
}

/** Calls advance(steps) in every frame from start() to stop().
 * @param {View} view
 * @param {() => number} rate steps a second
 * @param {(steps: number) => void} advance
 */
export function ticking(view, rate, advance) {
  let running = false;
  let last = 0;
  let due = 0;
  let frame = 0;

  /** @param {number} now */
  function tick(now) {
    // A frame's clock can stand a little before ours.
    due += Math.min(0.25, Math.max(0, now - last) / 1000) * rate();
    last = now;
    const steps = Math.floor(due);
    due -= steps;
    advance(steps);
    if (running) frame = requestAnimationFrame(tick);
  }
  function stop() {
    running = false;
    cancelAnimationFrame(frame);
  }
  view.signal.addEventListener("abort", stop);
  return {
    runs: () => running,
    start() {
      stop();
      running = true;
      last = performance.now();
      due = 0.6;
      frame = requestAnimationFrame(tick);
    },
    stop,
  };
}
