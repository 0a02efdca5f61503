// Inside the network: its hidden neurons as pictures of their weights, and one of them open.

import { entry, output } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { onArrows } from "../kit/handles.js";
import { prose } from "../kit/label.js";
import { clamp, num, signed } from "../kit/numbers.js";
import { digitsThatAdd, largest, opened, shade } from "./hidden.js";
import { SIDE } from "./image.js";

/** @import { Network } from "../kit/maths.js" */
/** @import { View } from "../kit/types.js" */
/** @import { Opened } from "./hidden.js" */

const THICK = 5; // of the frame at the largest activation, in pixels

/** @param {View} view @param {Network} network with one hidden layer */
export function inside(view, network) {
  const { words } = view;
  const [W, V] = network.weights;
  // Most weights are far smaller than the largest: beyond half of it the colour is full.
  const scale = { w: largest(W) / 2, vote: largest(V) };
  const all = neurons(view, W, scale.w);
  const one = open(view, scale);

  return {
    element: html("div", { class: "pad-inside" }, ...all.elements, one.element),
    /** @param {number[]} image @param {{ z: number[][], a: number[][] }} pass */
    paint(image, pass) {
      const j = view.get("neuron");
      const neuron = opened(network, j, pass);
      all.paint(pass.a[1], j);
      one.paint(image, neuron);
      const says = { j, a: num(neuron.a), z: num(neuron.z) };
      return fill(words.spoken_inside, says);
    },
  };
}

/** A picture of 8 x 8 numbers. */
function map() {
  const canvas = html("canvas", { class: "pad-map", width: SIDE, height: SIDE });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const data = context.createImageData(SIDE, SIDE);
  return {
    canvas,
    /** @param {number[]} values @param {(value: number) => number[]} colour */
    paint(values, colour) {
      values.forEach((value, pixel) => data.data.set(colour(value), 4 * pixel));
      context.putImageData(data, 0, 0);
    },
  };
}

/** All neurons: one stop of the Tab key, in which the arrows choose.
 * @param {View} view @param {number[][]} W @param {number} most
 */
function neurons(view, W, most) {
  const { words } = view;
  const count = W[0].length;
  const choose = (/** @type {number} */ j) =>
    view.set({ neuron: clamp(Math.round(j), 0, count - 1) });
  const cells = W[0].map((_, j) => {
    const { canvas, paint } = map();
    paint(W.map((row) => row[j]), (value) => shade(value, most));
    const frame = html("div", { class: "pad-frame" }, canvas);
    const value = html("span");
    const cell = html("div", { class: "pad-neuron" }, frame, value);
    view.listen(cell, "click", () => choose(j));
    return { cell, frame, value };
  });
  const name = { role: "slider", tabindex: 0, "aria-label": words.neurons };
  const limits = { "aria-valuemin": 0, "aria-valuemax": count - 1 };
  const grid = html("div", { class: "pad-neurons", ...name, ...limits });
  grid.append(...cells.map(({ cell }) => cell));
  const which = { label: words.neuron, name: words.neuron_name, min: 0, max: count - 1 };
  const field = entry(view, { ...which, step: 1, digits: 0 }, choose);
  const columns = () => getComputedStyle(grid).gridTemplateColumns.split(" ").length;
  const nudge = (/** @type {number} */ right, /** @type {number} */ up) =>
    choose(view.get("neuron") + right - up * columns());
  onArrows(view, grid, nudge, field.input);
  const ends = [`≤ ${num(-most, 1)}`, "0", `≥ ${num(most, 1)}`].map((end) => html("span", {}, end));
  const legend = html("div", { class: "pad-legend" }, html("div", { class: "pad-scale" }), ...ends);
  const title = html("div", { class: "ll-title" }, words.inside_title);
  const head = html("div", { class: "ll-row pad-head" }, title, field, legend);

  return {
    elements: [head, grid],
    /** @param {number[]} a @param {number} now */
    paint(a, now) {
      const strongest = Math.max(1, largest([a]));
      cells.forEach(({ cell, frame, value }, j) => {
        cell.classList.toggle("pad-open", j === now);
        const width = (THICK * Math.abs(a[j]) / strongest).toFixed(1);
        set(frame, { style: `--pad-thick: ${width}px` });
        write(value, num(a[j]));
      });
      field.show(now);
      const text = fill(words.neuron_at, { j: now, last: count - 1, a: num(a[now]) });
      set(grid, { "aria-valuenow": now, "aria-valuetext": text });
    },
  };
}

/** The open neuron, pixel by pixel, and its votes.
 * @param {View} view @param {{ w: number, vote: number }} scale
 */
function open(view, scale) {
  const { words } = view;
  const maps = ["weights", "input", "product"].map((key) => {
    const { canvas, paint } = map();
    const mark = html("div", { class: "pad-mark" });
    const name = html("div", {}, ...prose(words[key]));
    const element = html("div", { class: "pad-large" }, name, html("div", {}, canvas, mark));
    return { element, paint, mark };
  });
  const pixel = output();
  const sum = output();
  const told = html("div", { class: "pad-sums" }, pixel, sum);
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const bar = html("div", { class: "pad-vote" });
    const value = output();
    const track = html("div", { class: "pad-track", "aria-hidden": "true" }, bar);
    return { bar, value, parts: [html("span", {}, digit), track, value] };
  });
  const group = { class: "pad-votes", role: "group", "aria-label": words.votes_name };
  const votes = html("div", group, ...bars.flatMap(({ parts }) => parts));
  const vote = html("div", {}, html("div", { class: "ll-title" }, ...prose(words.votes)), votes);
  const factors = html("div", { class: "pad-factors" }, ...maps.map(({ element }) => element));

  return {
    element: html("div", { class: "pad-opened" }, html("div", {}, factors, told), vote),
    /** @param {number[]} image @param {Opened} neuron */
    paint(image, { w, wx, sum: total, b, z, a, votes: given }) {
      const ink = view.dark ? 238 : 17;
      const weight = (/** @type {number} */ value) => shade(value, scale.w);
      maps[0].paint(w, weight);
      maps[1].paint(image, (value) => [ink, ink, ink, Math.round(255 * value)]);
      maps[2].paint(wx, weight);
      const k = view.get("pixel");
      const place = `left: ${12.5 * (k % SIDE)}%; top: ${12.5 * Math.floor(k / SIDE)}%`;
      for (const { mark } of maps) set(mark, { style: place });
      const here = { k, w: num(w[k]), x: num(image[k]), wx: num(wx[k]) };
      show(pixel, fill(words.at_pixel, here));
      const digits = digitsThatAdd([total, b], z);
      const bias = `${b < 0 ? "-" : "+"}${num(Math.abs(b), digits)}`;
      const parts = { sum: num(total, digits), bias, z: num(z, digits), a: num(a) };
      show(sum, fill(words.adds_up, parts));
      const most = scale.vote * Math.max(1, Math.abs(a));
      bars.forEach(({ bar, value }, digit) => {
        set(bar, { style: `transform: scaleX(${(given[digit] / most).toFixed(4)})` });
        bar.classList.toggle("pad-against", given[digit] < 0);
        write(value, signed(given[digit]));
      });
    },
  };
}

/** Words with maths, set anew only where they differ.
 * @param {HTMLElement} element @param {string} text
 */
function show(element, text) {
  if (element.dataset.shown === text) return;
  element.dataset.shown = text;
  element.replaceChildren(...prose(text));
}
