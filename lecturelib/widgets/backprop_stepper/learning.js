// The updates that Python has taken, and the loss after each.

import { floats, rows } from "../kit/binary.js";
import { button, readout } from "../kit/controls.js";
import { fill, html, write } from "../kit/dom.js";
import { handle } from "../kit/handles.js";
import { curve } from "../kit/marks.js";
import { clamp } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { ticking } from "../kit/timeline.js";
import { ceiling, lossOf } from "./derive.js";

/** @import { Point, View } from "../kit/types.js" */

const PACE = 20; // updates a second while the fifty are played

/** The buttons that ask for updates, and what leads through them.
 * @param {View} view
 */
export function learning(view) {
  const { words } = view;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {{ w: number[], b: number[] }[]} */
  let path = [];
  /** @type {number[]} */
  let losses = [];
  let waiting = false;
  const last = () => Math.max(0, path.length - 1);
  const go = (/** @type {number} */ k) => view.set({ updates: k, ...path[k] });
  const clock = ticking(view, () => PACE, (passed) => {
    if (passed) go(Math.min(last(), view.get("updates") + passed));
    if (view.get("updates") >= last()) clock.stop();
  });

  function read() {
    const { w, b } = { w: view.get("w"), b: view.get("b") };
    path = rows(floats(view.get("run").path), w.length + b.length).map((row) => ({
      w: row.slice(0, w.length),
      b: row.slice(w.length),
    }));
    const example = { x: view.get("x"), y: [view.get("y")].flat() };
    losses = path.map((row) => lossOf(view.get("shape"), { ...row, ...example }));
  }
  function play() {
    if (still.matches) go(last());
    else clock.start();
  }
  /** @param {string} what */
  function ask(what) {
    clock.stop();
    waiting = what === "fifty";
    view.ask(what);
  }
  view.on("run", () => {
    clock.stop();
    read();
    if (waiting && last()) play();
    waiting = false;
  });
  read();
  return {
    ask,
    update: button(view, words.update, () => ask("update")),
    fifty: button(view, words.fifty, () => ask("fifty")),
    last,
    losses: () => losses,
    /** Shows the weights after k updates, by hand. @param {number} k */
    pick(k) {
      clock.stop();
      if (path.length) go(clamp(Math.round(k), 0, last()));
    },
  };
}

/** The loss after each update, and a dot that goes along it.
 * @param {View} view @param {ReturnType<typeof learning>} run
 */
export function lossChart(view, { last, losses, pick }) {
  const { words } = view;
  const loss = readout("$L=$");
  const after = html("span", { class: "bp-after" });
  loss.append(after);
  const p = plane(view, { x: [0, 10], y: [0, 10], label: words.curve, ratio: 0.52 });
  const fall = curve(p, p.main, { colour: "pos" });
  const dot = handle(view, p, {
    label: words.updates,
    colour: "pos",
    move: pick,
    nudge: (right, up) => pick(view.get("updates") + right + up),
  });
  return {
    element: html("div", {}, loss, p.box),
    /** @param {number} L @param {string} text the same as it is written */
    paint(L, text) {
      const updates = Math.min(view.get("updates"), last());
      const seen = losses().length ? losses() : [L];
      const far = Math.max(10, last());
      const told = fill(words[`after_${updates}`] ?? words.after, { updates });
      p.range([-far / 25, far], [0, ceiling(seen)]);
      fall.set(seen.map((value, n) => /** @type {Point} */ ([n, value])));
      dot.set([updates, Math.min(L, p.y[1])], updates, told);
      write(after, told);
      loss.show(text);
    },
  };
}
