// A pad to draw on, the image of 8 x 8 that is made of the drawing, and bars of the ten outputs.

import { button, entry, output, tick } from "../kit/controls.js";
import { fill, html, set, svg, write } from "../kit/dom.js";
import { draggable, onArrows } from "../kit/handles.js";
import { forward, softmax } from "../kit/maths.js";
import { clamp, num, round } from "../kit/numbers.js";
import { widget } from "../kit/view.js";
import { networkOf, ranking, telling } from "./derive.js";
import { FINE, imageOf, SIDE } from "./image.js";
import { inside } from "./inside.js";

/** @import { Attributes } from "../kit/dom.js" */
/** @import { Point, View } from "../kit/types.js" */

const NEAR = 0.4; // a stroke grows by steps of at least this

export default widget("digit-pad", (view) => {
  const { words } = view;
  const network = networkOf(view.get("net"));
  const ink = drawing(view);
  const pad = drawingArea(view, ink);
  const grid = imageGrid(view);
  const outputs = bars(view);
  const hint = html("div", { class: "pad-hint" });
  const undo = button(view, words.undo, () => ink.draw(view.get("strokes").slice(0, -1)));
  const clear = button(view, words.clear, () => ink.draw([]));
  const reset = button(view, words.reset, () => view.ask("reset"));
  const within = network.weights.length === 2 ? inside(view, network) : null;
  const below = html("div");
  const look = tick(view, words.look_inside, (on) => view.set({ inside: on }));
  const column = (/** @type {string} */ title, /** @type {Node[]} */ ...parts) =>
    html("div", {}, html("div", { class: "ll-title" }, title), ...parts);

  view.root.append(
    html(
      "div",
      { class: "pad-columns" },
      column(words.draw, pad.element),
      column(words.sees, grid.element, grid.numbers),
      column(words.says, outputs.element, outputs.says),
    ),
    html(
      "div",
      { class: "ll-bar" },
      html("div", { class: "ll-row" }, clear, undo, reset, within && look),
    ),
    below,
    hint,
  );

  return function paint() {
    const image = view.get("image");
    const drawn = ink.live();
    const blank = image.every((/** @type {number} */ value) => value === 0);
    pad.paint(image, drawn);
    grid.paint(image);
    const pass = forward(network, image, { softmax });
    const y = pass.a.at(-1) ?? [];
    const told = telling(words, y, blank);
    outputs.paint(y, told);
    write(hint, drawn ? "" : words.hint);
    undo.disabled = !drawn;
    clear.disabled = blank;
    reset.disabled = !view.alive;
    const open = view.get("inside") ? within : null;
    look.show(Boolean(open));
    if (Boolean(below.firstChild) !== Boolean(open)) {
      below.replaceChildren(...(open ? [open.element] : []));
    }
    view.root.classList.toggle("pad-within", Boolean(open));
    view.announce(open ? `${told.spoken} ${open.paint(image, pass)}` : told.spoken);
  };
});

/** The strokes, and whether the image is still made of them.
 * @param {View} view
 */
function drawing(view) {
  /** @type {number[][]} */
  let strokes = [];
  /** @type {number[]} */
  let made = [];
  function live() {
    if (strokes !== view.get("strokes")) {
      strokes = view.get("strokes");
      made = strokes.length ? imageOf(strokes) : [];
    }
    const image = view.get("image");
    return made.length > 0 && made.every((value, j) => value === image[j]);
  }
  return {
    live,
    /** @returns {number[][]} */
    strokes: () => (live() ? view.get("strokes") : []),
    /** @param {number[][]} all */
    draw(all) {
      const image = all.length ? imageOf(all) : Array(SIDE * SIDE).fill(0);
      view.set({ strokes: all, image });
    },
  };
}

/** @param {number} side @param {Attributes} attributes */
function square(side, attributes) {
  const paper = svg("rect", { class: "pad-paper", width: side, height: side });
  return svg("svg", { viewBox: `0 0 ${side} ${side}`, ...attributes }, paper);
}

/** The 64 cells of an image, row by row.
 * @param {number} size
 */
function cells(size) {
  return Array.from({ length: SIDE * SIDE }, (_, j) =>
    svg("rect", {
      x: (j % SIDE) * size,
      y: Math.floor(j / SIDE) * size,
      width: size * 1.005,
      height: size * 1.005,
    }));
}

/** Where an event is on a square whose side is so long.
 * @param {Element} element @param {number} side
 * @returns {(event: PointerEvent) => Point}
 */
function placeOn(element, side) {
  return (event) => {
    const box = element.getBoundingClientRect();
    const place = (/** @type {number} */ pixels) => round((pixels / box.width) * side, 2);
    return [place(event.clientX - box.left), place(event.clientY - box.top)];
  };
}

/** The pad. A stroke grows from point to point, and the whole drawing is made an image anew.
 * @param {View} view @param {ReturnType<typeof drawing>} ink
 */
function drawingArea(view, ink) {
  const element = square(FINE, { class: "pad-area", role: "img", "aria-label": view.words.pad });
  const large = cells(FINE / SIDE);
  const block = svg("g", { class: "pad-cells pad-faint" }, ...large);
  const line = svg("path", { class: "pad-ink" });
  element.append(block, line);
  const at = placeOn(element, FINE);
  /** @type {number | null} */
  let pen = null;

  view.listen(element, "pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button || pen !== null) return;
    event.preventDefault();
    pen = event.pointerId;
    element.setPointerCapture(pen);
    ink.draw([...ink.strokes(), at(event)]);
  });
  view.listen(element, "pointermove", (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== pen || !view.get("strokes").length) return;
    const before = view.get("strokes").slice(0, -1);
    const old = view.get("strokes").at(-1);
    const stroke = [...old];
    // Absent from a page that is served by plain http under a name, and from older browsers.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const [x, y] of [...events, event].map(at)) {
      const [u, v] = stroke.slice(-2);
      if (Math.hypot(x - u, y - v) >= NEAR) stroke.push(x, y);
    }
    if (stroke.length > old.length) ink.draw([...before, stroke]);
  });
  view.listen(element, "lostpointercapture", () => {
    pen = null;
  });

  return {
    element,
    /** @param {number[]} image @param {boolean} drawn */
    paint(image, drawn) {
      const strokes = drawn ? view.get("strokes") : [];
      const paths = strokes.map((/** @type {number[]} */ [u, v, ...rest]) =>
        `M${u} ${v}L${[u, v, ...rest].join(" ")}`
      );
      set(line, { d: paths.join("") });
      set(block, { visibility: drawn ? "hidden" : null });
      image.forEach((value, j) => set(large[j], { "fill-opacity": value }));
    },
  };
}

/** The image, with a cursor for the keyboard and the numbers of its pixel.
 * @param {View} view
 */
function imageGrid(view) {
  const { words } = view;
  const element = square(SIDE, { class: "pad-grid", role: "group", "aria-label": words.image });
  const small = cells(1);
  const lines = Array.from(
    { length: SIDE - 1 },
    (_, k) => `M${k + 1} 0V${SIDE}M0 ${k + 1}H${SIDE}`,
  );
  const last = SIDE * SIDE - 1;
  const cursor = svg("rect", {
    class: "pad-cursor",
    role: "slider",
    tabindex: 0,
    "aria-label": words.cursor,
    "aria-valuemin": 0,
    "aria-valuemax": last,
    width: 1,
    height: 1,
  });
  const rules = svg("path", { class: "pad-lines", d: lines.join("") });
  element.append(svg("g", { class: "pad-cells" }, ...small), rules, cursor);

  const inside = (/** @type {number} */ value) => clamp(Math.floor(value), 0, SIDE - 1);
  const goTo = (/** @type {number} */ column, /** @type {number} */ row) =>
    view.set({ pixel: inside(row) * SIDE + inside(column) });
  const place = () => ({
    row: Math.floor(view.get("pixel") / SIDE),
    column: view.get("pixel") % SIDE,
  });
  const fillIn = (/** @type {number} */ value) =>
    view.set({ image: view.get("image").with(view.get("pixel"), value) });
  const which = {
    name: words.pixel_name,
    label: words.pixel,
    min: 0,
    max: last,
    step: 1,
    digits: 0,
  };
  const pixel = entry(view, which, (value) => view.set({ pixel: Math.round(value) }));
  const much = { name: words.x_name, label: words.x, min: 0, max: 1, step: 1 / 16 };
  const x = entry(view, much, fillIn);
  draggable(view, cursor, { at: placeOn(element, SIDE), move: goTo });
  const nudge = (/** @type {number} */ right, /** @type {number} */ up) =>
    goTo(place().column + right, place().row - up);
  onArrows(view, cursor, nudge, pixel.input);
  view.listen(cursor, "keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    fillIn(view.get("image")[view.get("pixel")] > 0.5 ? 0 : 1);
  });

  return {
    element,
    numbers: html("div", { class: "ll-row pad-cell" }, pixel, x),
    /** @param {number[]} image */
    paint(image) {
      const now = view.get("pixel");
      const { row, column } = place();
      const said = { row: row + 1, column: column + 1, ink: num(image[now]) };
      image.forEach((value, j) => set(small[j], { "fill-opacity": value }));
      set(cursor, { x: column, y: row });
      set(cursor, { "aria-valuenow": now, "aria-valuetext": fill(words.cursor_at, said) });
      pixel.show(now);
      x.show(image[now]);
    },
  };
}

/** The ten outputs as bars, and what they say.
 * @param {View} view
 */
function bars({ words }) {
  const all = Array.from({ length: 10 }, (_, digit) => {
    const bar = html("div", { class: "pad-fill" });
    const track = html("div", { class: "pad-track", "aria-hidden": "true" }, bar);
    const value = output();
    return { bar, value, parts: [html("span", {}, digit), track, value] };
  });
  const group = { class: "pad-bars", role: "group", "aria-label": words.outputs };
  const status = html("div", { class: "pad-status", role: "status", "aria-live": "off" });
  const answer = output({ class: "pad-answer" });

  return {
    element: html("div", group, ...all.flatMap(({ parts }) => parts)),
    says: html("div", { class: "pad-says" }, answer, status),
    /** @param {number[]} y @param {ReturnType<typeof telling>} told */
    paint(y, told) {
      const [first] = ranking(y);
      all.forEach(({ bar, value, parts }, digit) => {
        set(bar, { style: `transform: scaleX(${clamp(y[digit], 0, 1).toFixed(4)})` });
        write(value, num(y[digit]));
        for (const part of parts) part.classList.toggle("pad-first", digit === first);
      });
      write(answer, told.answer);
      write(status, told.line);
    },
  };
}
