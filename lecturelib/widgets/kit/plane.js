// A plane with axes: a canvas for regions under an SVG for everything else, both as wide as their place allows.

import { html, set, svg } from "./dom.js";
import { mathsSvg } from "./label.js";
import { short, tenths } from "./numbers.js";

/** @import { Point, Span, View } from "./types.js" */

/** @typedef {ReturnType<typeof plane>} Plane */

/** x, y: the axes' ranges. label: for screen readers. ratio: height / width.
 * @typedef {object} PlaneOptions
 * @property {Span} x
 * @property {Span} y
 * @property {string} [xLabel]
 * @property {string} [yLabel]
 * @property {string} label
 * @property {number} [ratio]
 */

const MARGIN = { left: 34, right: 10, top: 10, bottom: 34 };
const ACROSS = MARGIN.left + MARGIN.right;
const UPRIGHT = MARGIN.top + MARGIN.bottom;

/** Layers, back to front: "back" and "main" are clipped to the axes, "front" is not.
 * @param {View} view @param {PlaneOptions} options
 */
export function plane(view, { x, y, xLabel = "", yLabel = "", label, ratio = 1 }) {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const picture = svg("svg", { role: "group", "aria-label": label });
  const box = html(
    "div",
    { class: "ll-plane", style: `aspect-ratio: 1 / ${ratio}` },
    canvas,
    picture,
  );
  const clipId = `ll-${Math.random().toString(36).slice(2)}`;
  const clip = svg("rect");
  const clipped = `url(#${clipId})`;
  const axes = svg("g", { class: "ll-axes", "aria-hidden": "true" });
  const p = {
    box,
    canvas,
    svg: picture,
    x,
    y,
    // Until it is laid out, and where its place is narrower than its margins, it cannot be seen.
    width: 100,
    height: 100,
    back: svg("g", { "clip-path": clipped, "aria-hidden": "true" }),
    main: svg("g", { "clip-path": clipped }),
    front: svg("g"),
    /** @param {number} value */
    sx: (value) => MARGIN.left + ((value - p.x[0]) / (p.x[1] - p.x[0])) * p.width,
    /** @param {number} value */
    sy: (value) => MARGIN.top + ((p.y[1] - value) / (p.y[1] - p.y[0])) * p.height,
    /** The data coordinates of a pointer event, at any zoom of the page.
     * @param {PointerEvent} event
     * @returns {Point}
     */
    at(event) {
      const frame = picture.getBoundingClientRect();
      const left = (event.clientX - frame.left) / frame.width * (p.width + ACROSS);
      const top = (event.clientY - frame.top) / frame.height * (p.height + UPRIGHT);
      const right = (left - MARGIN.left) / p.width;
      const down = (top - MARGIN.top) / p.height;
      return [p.x[0] + right * (p.x[1] - p.x[0]), p.y[1] - down * (p.y[1] - p.y[0])];
    },
    /** Shows other ranges.
     * @param {Span} newX @param {Span} newY
     */
    range(newX, newY) {
      if (String([p.x, p.y]) === String([newX, newY])) return;
      [p.x, p.y] = [newX, newY];
      drawAxes();
    },
    /** @param {Point} place */
    inside: ([a, b]) => a >= p.x[0] && a <= p.x[1] && b >= p.y[0] && b <= p.y[1],
    /** An SVG path through data points.
     * @param {Point[]} points
     */
    path: (points) =>
      points.map(([a, b], k) => `${k ? "L" : "M"}${tenths(p.sx(a))} ${tenths(p.sy(b))}`).join(""),
  };
  const frame = svg("defs", {}, svg("clipPath", { id: clipId }, clip));
  picture.append(frame, p.back, axes, p.main, p.front);

  function drawAxes() {
    axes.replaceChildren(...axisElements(p, xLabel, yLabel));
  }

  const resize = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = box;
    const fits = width > ACROSS && height > UPRIGHT;
    box.classList.toggle("ll-laid-out", fits);
    if (!fits) return;
    p.width = width - ACROSS;
    p.height = height - UPRIGHT;
    set(picture, { width, height });
    set(clip, { x: MARGIN.left, y: MARGIN.top, width: p.width, height: p.height });
    const place = `left:${MARGIN.left}px;top:${MARGIN.top}px`;
    set(canvas, { style: `${place};width:${p.width}px;height:${p.height}px` });
    drawAxes();
    view.redraw();
  });
  resize.observe(box);
  view.signal.addEventListener("abort", () => resize.disconnect());
  return p;
}

/** At most `most` round values in the range.
 * @param {Span} range @param {number} most
 */
function niceTicks([low, high], most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5].find((m) => m * power >= rough) ?? 10;
  const step = power * factor;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, k) => (first + k) * step);
}

/** Grid lines, numbers and labels.
 * @param {Plane} p @param {string} xLabel @param {string} yLabel
 */
function axisElements(p, xLabel, yLabel) {
  const right = MARGIN.left + p.width;
  const bottom = MARGIN.top + p.height;
  /** @param {number} value @param {Record<string, number>} ends */
  const line = (value, ends) =>
    svg("line", { ...ends, class: Math.abs(value) < 1e-9 ? "ll-zero" : null });
  const upright = niceTicks(p.x, Math.min(8, p.width / 60)).flatMap((value) => {
    const x = p.sx(value);
    const place = { x, y: bottom + 16, "text-anchor": "middle" };
    return [
      line(value, { x1: x, y1: MARGIN.top, x2: x, y2: bottom }),
      svg("text", place, short(value)),
    ];
  });
  const level = niceTicks(p.y, Math.min(8, p.height / 50)).flatMap((value) => {
    const y = p.sy(value);
    const place = { x: MARGIN.left - 7, y: y + 4, "text-anchor": "end" };
    return [
      line(value, { x1: MARGIN.left, y1: y, x2: right, y2: y }),
      svg("text", place, short(value)),
    ];
  });
  const names = [];
  if (xLabel) names.push(mathsSvg(xLabel, { x: right - 2, y: bottom + 31, "text-anchor": "end" }));
  if (yLabel) names.push(mathsSvg(yLabel, { x: 2, y: MARGIN.top + 10 }));
  return [...upright, ...level, ...names];
}
