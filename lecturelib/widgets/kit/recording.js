// A run that Python records when it is asked, and the browser plays.

import { timeline } from "./timeline.js";

/** @import { Hold, View } from "./types.js" */

/**
 * @template State what is recorded of one step
 * @typedef {object} RecordingOptions
 * @property {string} ask what Python is asked for, which then sets the trait `run`
 * @property {string} position the trait that holds the present step
 * @property {(run: any) => State[]} read the states of a run, its start included
 * @property {(states: State[], run: any) => boolean} leads whether the run leads through what is
 *   shown
 * @property {(k: number, state: State, options: Hold) => void} go shows step k
 * @property {number} [rate] steps a second while playing
 */

/** Until a hand or Python moves what is shown, the run leads through it; from then on it counts as
 * none.
 * @template State
 * @param {View} view @param {RecordingOptions<State>} options
 */
export function recording(view, { ask, position, read, leads, go, rate }) {
  let states = read(view.get("run"));
  /** @type {(() => void) | null} */
  let waiting = null;
  const live = () => states.length > 0 && leads(states, view.get("run"));
  const last = () => (live() ? states.length - 1 : 0);
  const step = () => (live() ? view.get(position) : 0);
  const line = timeline(view, {
    length: last,
    position: step,
    rate,
    // A first frame can lie before the click.
    go: (k, options) => go(Math.max(0, k), states[Math.max(0, k)], options),
    begin(then) {
      view.ask(ask);
      waiting = then;
      view.redraw();
    },
  });
  view.unanswered(() => {
    waiting = null;
    view.redraw();
  });
  // Python takes it back if it broke off; or something else was asked for.
  view.on("asked", () => {
    waiting = null;
  });
  view.on("run", () => {
    states = read(view.get("run"));
    const then = waiting;
    waiting = null;
    // When what it leads through has come, too.
    if (then && states.length > 1) requestAnimationFrame(then);
  });
  return {
    ...line,
    live,
    last,
    step,
    state: (/** @type {number} */ k) => states[k],
    waits: () => waiting !== null,
  };
}
