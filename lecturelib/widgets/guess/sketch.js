// A sketch: curves that a pen draws on given axes; the keys walk along a curve and lift it.

import { button } from "../kit/controls.js";
import { html, set, svg } from "../kit/dom.js";
import { draggable, handle } from "../kit/handles.js";
import { prose } from "../kit/label.js";
import { curve } from "../kit/marks.js";
import { clamp, num } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { knotsOf, stroked } from "./derive.js";
import { spoken } from "./spoken.js";

/** @import { Point, View } from "../kit/types.js" */
/** @import { Heights, Question } from "./derive.js" */

const COLOURS = ["pos", "neg", "green"];

/** @param {View} view @param {Question} question */
export function sketchGuess(view, question) {
  const { words } = view;
  const { curves, start, truth, x: ends, y: [low, high], knots: many, words: own } = question;
  const xs = knotsOf(question);
  const p = plane(view, {
    x: ends,
    y: [low, high],
    xLabel: own.x,
    yLabel: own.y,
    label: spoken(own.ask),
    ratio: 0.6,
  });
  const sheet = svg("rect", { class: "gu-sheet" });
  p.main.append(sheet);
  const rooms = svg("path", { class: "ll-curve gu-rooms" });
  p.main.append(rooms);
  const lines = curves.map((/** @type {string} */ _, /** @type {number} */ k) => ({
    mine: curve(p, p.main, { colour: COLOURS[k], width: 3 }),
    right: curve(p, p.main, { colour: COLOURS[k], width: 3 }),
  }));
  const hand = { curve: 0, knot: Math.floor(many / 2) };
  /** @type {Point | null} */
  let pen = null;

  /** @returns {Heights[]} */
  const drawn = () => view.get("answer") ?? curves.map(() => null);
  const heights = (/** @type {number} */ k) => drawn()[k] ?? Array(many).fill(start);
  const open = () => view.get("stage") === "open";

  /** @param {Point} from @param {Point} to */
  function stroke(from, to) {
    if (!open()) return;
    view.set({
      answer: drawn().with(hand.curve, stroked(heights(hand.curve), question, from, to)),
    });
    const place = (to[0] - ends[0]) / (ends[1] - ends[0]) * (many - 1);
    hand.knot = clamp(Math.round(place), 0, many - 1);
  }

  const drawing = {
    move(/** @type {number} */ x, /** @type {number} */ y) {
      stroke(pen ?? [x, y], [x, y]);
      pen = [x, y];
    },
    end() {
      pen = null;
    },
  };
  draggable(view, sheet, { at: p.at, press: drawing.move, ...drawing });
  const grip = handle(view, p, {
    label: words.pen,
    colour: "ink",
    ...drawing,
    nudge(right, up) {
      hand.knot = clamp(hand.knot + Math.sign(right), 0, many - 1);
      const at = xs[hand.knot];
      const height = heights(hand.curve)[hand.knot] + up * (high - low) / 40;
      if (up) stroke([at, height], [at, height]);
      view.redraw();
    },
  });
  const names = curves.map((/** @type {string} */ name, /** @type {number} */ k) => {
    const choose = button(view, "", () => {
      hand.curve = k;
      view.redraw();
    });
    const key = html("i", { class: "gu-key", style: `color: var(--ll-${COLOURS[k]})` });
    choose.append(key, ...prose(own.curves?.[name] ?? ""));
    return choose;
  });
  const several = curves.length > 1;
  const legend = html(
    "div",
    { class: "gu-legend" },
    html("span", {}, html("i", { class: "gu-key gu-dashed" }), words.mine),
    html("span", {}, html("i", { class: "gu-key" }), words.truth),
  );
  return {
    element: html(
      "div",
      {},
      several ? html("div", { class: "ll-row" }, ...names) : null,
      p.box,
      legend,
    ),
    text: () => "",
    complete: (/** @type {Heights[] | null} */ answer) => answer?.every(Boolean) ?? false,
    /** @param {Heights[] | null} answer @param {Heights[][]} votes @param {boolean} compared
     * @param {boolean} free
     */
    paint(answer, votes, compared, free) {
      set(sheet, { x: p.sx(ends[0]), y: p.sy(high), width: p.width, height: p.height });
      const points = (/** @type {number[]} */ row) =>
        row.map((height, k) => /** @type {Point} */ ([xs[k], height]));
      lines.forEach((/** @type {any} */ { mine, right }, /** @type {number} */ k) => {
        mine.set(points(heights(k)));
        mine.path.classList.toggle("ll-dashed", compared);
        const waits = !answer?.[k];
        mine.path.classList.toggle("gu-waits", waits);
        set(mine.path, { hidden: compared && waits });
        right.set(compared ? truth[k] : []);
      });
      names.forEach((/** @type {HTMLElement} */ name, /** @type {number} */ k) =>
        set(name, { "aria-pressed": String(k === hand.curve) })
      );
      const shown = compared ? votes.flat().filter((row) => row !== null) : [];
      set(rooms, { d: shown.map((row) => p.path(points(row))).join("") });
      set(legend, { hidden: !compared });
      if (!free) return grip.hide();
      const [at, height] = [xs[hand.knot], heights(hand.curve)[hand.knot]];
      grip.set([at, height], height, `${num(at)}: ${num(height)}`);
    },
  };
}
