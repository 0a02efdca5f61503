// Which hidden neurons of a network took part in the last step, and a histogram of its weights.

import { output } from "../kit/controls.js";
import { fill, html, set, svg, write } from "../kit/dom.js";
import { prose } from "../kit/label.js";
import { num } from "../kit/numbers.js";
import { BINS, histogram, norm, weightsOf } from "./derive.js";

/** @import { View } from "../kit/types.js" */

const BASE = 50; // where the bars stand, and how high they can be

/** A live text after its name.
 * @param {string} text
 */
function named(text) {
  const value = output();
  const element = html("div", { class: "rt-line" }, html("span", {}, ...prose(text)), value);
  return { value, element };
}

/** @param {View} view @param {number} H how many there are */
export function neuronRow({ words }, H) {
  const dots = Array.from(
    { length: H },
    (_, i) => svg("circle", { cx: 10 * i + 5, cy: 6, r: 3.6 }),
  );
  const look = { class: "rt-neurons", viewBox: `0 0 ${10 * H} 12`, "aria-hidden": "true" };
  const { value, element } = named(words.neurons);
  return {
    elements: [element, svg("svg", look, ...dots)],
    /** @param {number[] | undefined} kept 1 for each that was not dropped; undefined: none was */
    paint(kept) {
      dots.forEach((dot, i) => dot.classList.toggle("rt-off", kept?.[i] === 0));
      const count = kept ? kept.reduce((sum, one) => sum + one) : H;
      write(value, fill(words.kept, { kept: count, n: H }));
    },
  };
}

/** @param {View} view @param {string} label */
export function weightBars({ words }, label) {
  const width = 10 * BINS;
  const bars = Array.from({ length: BINS }, (_, k) => svg("rect", { x: 10 * k + 0.5, width: 9 }));
  const numbers = [-4, -2, 0, 2, 4].map((w) =>
    svg("text", { x: width / 2 + 20 * w, y: 63 }, num(w, 0))
  );
  const most = svg("text", { y: 10 });
  const look = {
    class: "rt-histogram",
    viewBox: `0 0 ${width} 66`,
    role: "img",
    "aria-label": label,
  };
  const axis = svg("path", { d: `M0 ${BASE}H${width}` });
  const { value, element } = named(words.norm);
  return {
    elements: [element, svg("svg", look, ...bars, axis, ...numbers, most)],
    /** @param {number[]} theta */
    paint(theta) {
      const weights = weightsOf(theta);
      const counts = histogram(weights);
      bars.forEach((bar, k) => {
        const height = Math.min(BASE, 2 * counts[k]);
        set(bar, { y: BASE - height, height });
      });
      // At most one bar is too high: there are 48 weights.
      const tallest = Math.max(...counts);
      const k = counts.indexOf(tallest);
      set(most, { x: 10 * k + (k < BINS - 3 ? 24 : -14) });
      write(most, 2 * tallest > BASE ? `↑${tallest}` : "");
      write(value, num(norm(weights), 1));
    },
  };
}
