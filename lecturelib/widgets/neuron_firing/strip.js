// The beats from left to right: the sum at each, or each strength so far; and which of them fire.

import { html, set, svg, write } from "../kit/dom.js";
import { mathsSvg } from "../kit/label.js";
import { netInput } from "../kit/maths.js";
import { curve } from "../kit/marks.js";
import { plane } from "../kit/plane.js";
import { extent, staircase } from "./derive.js";
import { box, light } from "./scene.js";

/** @import { View } from "../kit/types.js" */

const COLOURS = ["pos", "green", "purple"];

/** What is shown of all beats. k: the present one. fires: of those that count. weights: before each,
 * and after the last. signals: of each.
 * @typedef {object} Beats
 * @property {number} k
 * @property {boolean} learns
 * @property {boolean[]} fires
 * @property {number[][]} weights
 * @property {number[][]} signals
 * @property {number} threshold
 */

/** @param {View} view @param {number} count how many beats there are */
export function strip(view, count) {
  const { words } = view;
  const p = plane(view, { x: [0, count + 1], y: [-0.6, 3], label: words.strip, ratio: 0.19 });
  const caption = html("div", { class: "nf-caption" });
  const now = svg("rect", { class: "nf-now" });
  const all = Array.from({ length: count });
  const bars = all.map(() => svg("rect", { class: "nf-beat" }));
  const dots = all.map(() => svg("circle", { class: "nf-dot", r: 5 }));
  const line = svg("path", { class: "nf-threshold" });
  p.back.append(now);
  p.main.append(...bars);
  const curves = COLOURS.map((colour) => curve(p, p.main, { colour, width: 3 }));
  const ends = COLOURS.map((colour, i) =>
    mathsSvg(`w_${i + 1}`, { class: "nf-value", style: `fill: var(--ll-${colour}-text)` })
  );
  p.main.append(...dots, line);
  p.front.append(...ends);

  return {
    elements: [caption, p.box],
    /** @param {Beats} beats */
    paint({ k, learns, fires, weights, signals, threshold }) {
      const sums = signals.map((x, n) => netInput(weights[n], x, 0));
      const [low, high] = extent(learns ? weights.slice(0, k + 1).flat() : sums);
      p.range(p.x, [low, high]);
      bars.forEach((bar, n) => {
        set(bar, { visibility: learns ? "hidden" : null });
        if (!learns) box(p, bar, [n + 0.6, n + 1.4], [0, sums[n]]);
        light(bar, fires[n]);
        const cy = p.sy(high) + 7;
        set(dots[n], { visibility: fires[n] ? null : "hidden", cx: p.sx(n + 1), cy });
      });
      curves.forEach((path, i) => {
        const strengths = weights.slice(0, k + 1).map((w) => w[i]);
        path.set(learns ? staircase(strengths) : []);
        const below = i === 2 ? 14 : 0; // under the second, where both start
        const y = p.sy(strengths[k]) + below;
        set(ends[i], { visibility: learns ? null : "hidden", x: p.sx(k + 0.5) + 4, y });
      });
      set(line, { d: p.path([[0, threshold], [count + 1, threshold]]) });
      box(p, now, [k - 0.5, k - 0.5 + (k ? 1 : 0)], [low, high]);
      write(caption, learns ? words.strip_hebb : words.strip_signals);
    },
  };
}
