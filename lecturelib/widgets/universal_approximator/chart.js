// The errors of all networks that were trained with noise, against their size.

import { html, set, svg } from "../kit/dom.js";
import { curve } from "../kit/marks.js";
import { plane } from "../kit/plane.js";
import { highest } from "./derive.js";

/** @import { Span, View } from "../kit/types.js" */

/** @param {View} view */
export function errorChart(view) {
  const { words } = view;
  /** @type {Span} */
  const sizes = [0, 50];
  const p = plane(view, { x: sizes, y: [0, 0.4], xLabel: "m", label: words.chart, ratio: 0.6 });
  const shapes = ["a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "v-4h8v8h-8Z"];
  const series = ["green", "neg"].map((colour, j) => {
    const style = `var(--ll-${colour})`;
    const dots = svg("path", { style: `fill: ${style}` });
    p.main.append(dots);
    const text = j ? `■ ${words.on_test}` : `● ${words.on_training}`;
    return {
      line: curve(p, p.back, { colour, width: 1.5 }),
      dots,
      key: html("span", { style: `color: var(--ll-${colour}-text)` }, text),
    };
  });
  const keys = html("p", {}, ...series.map(({ key }) => key));
  const element = html(
    "div",
    { class: "ua-chart" },
    html("div", { class: "ll-title" }, words.errors),
    p.box,
    keys,
  );
  let drawn = "";

  return {
    element,
    /** @param {boolean} shown @param {number[][]} tried rows m, training error, test error */
    paint(shown, tried) {
      set(element, { style: shown ? null : "display: none" });
      const key = JSON.stringify([tried, p.width]);
      if (!shown || key === drawn) return;
      drawn = key;
      p.range(sizes, [0, highest(tried)]);
      series.forEach(({ line, dots }, j) => {
        line.set(tried.map((row) => [row[0], row[j + 1]]));
        const places = tried.map((row) => `M${p.sx(row[0]) - 4} ${p.sy(row[j + 1])}${shapes[j]}`);
        set(dots, { d: places.join("") });
      });
    },
  };
}
