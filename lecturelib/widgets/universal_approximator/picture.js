// The plane: the target in its band, the bumps, both networks, and all that a hand can take there.

import { floats } from "../kit/binary.js";
import { fill, set, svg, write } from "../kit/dom.js";
import { draggable, handle } from "../kit/handles.js";
import { curve } from "../kit/marks.js";
import { clamp, num } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import {
  beyondBand,
  builtNetwork,
  outline,
  samples,
  targetAt,
  trainedNetwork,
  worst,
} from "./derive.js";
import { penAt, stroked } from "./edit.js";

/** @import { Field } from "../kit/handles.js" */
/** @import { Plane } from "../kit/plane.js" */
/** @import { Point, View } from "../kit/types.js" */
/** @import { Bump } from "./derive.js" */

/** What only this view knows: the chosen bump, and whether the hand draws.
 * @typedef {{ chosen: number, drawing: boolean }} Hand
 */

/** What moves bump k: choose it, lift its top to y, bring an edge to x, shift it by so much.
 * @typedef {object} Edits
 * @property {(k: number) => void} choose
 * @property {(k: number) => Bump} bump
 * @property {(k: number, y: number) => void} lift
 * @property {(k: number, x: number) => void} left
 * @property {(k: number, x: number) => void} right
 * @property {(k: number, by: number, from?: Bump) => void} shift
 */

/**
 * @param {View} view @param {Hand} hand @param {Edits} edits
 * @param {{ input: Field }[]} fields where the numbers of the chosen bump are typed
 */
export function picture(view, hand, edits, fields) {
  const { x } = view.get("limits");
  const p = plane(view, { x, y: [-1.62, 1.62], xLabel: "x", label: view.words.plane, ratio: 0.68 });
  const band = svg("path", { class: "ua-band" });
  const outside = [0, 1].map(() => svg("rect", { class: "ua-outside" }));
  p.back.append(...outside, band);
  const bodies = bumpBodies(view, p, hand, edits);
  const target = svg("path", { class: "ua-target" });
  p.main.append(target);
  const beyond = svg("path", { class: "ua-beyond" });
  p.main.append(beyond);
  const built = curve(p, p.main, { colour: "pos", width: 2.5 });
  const learned = curve(p, p.main, { colour: "green", width: 3 });
  const points = svg("path", { class: "ua-point" });
  p.main.append(points);
  const gap = gapMark(p);
  const holds = bumpHandles(view, p, hand, edits, fields);
  p.front.append(gap.text);
  const pen = drawingPen(view, p);

  function paintTarget() {
    /** @type {Point[]} */
    const g = view.get("heights").map((
      /** @type {number} */ y,
      /** @type {number} */ k,
    ) => [k / 100, y]);
    const epsilon = view.get("epsilon");
    const edge = (/** @type {number} */ by) =>
      g.map(([x, y]) => /** @type {Point} */ ([x, y + by]));
    set(target, { d: p.path(g) });
    set(band, { d: `${p.path([...edge(epsilon), ...edge(-epsilon).reverse()])}Z` });
    const width = p.sx(0) - p.sx(p.x[0]);
    outside.forEach((rect, j) =>
      set(rect, { x: p.sx(j ? 1 : p.x[0]), y: p.sy(p.y[1]), width, height: p.height })
    );
  }

  function paintPoints() {
    const { x, y } = view.get("sample");
    const answers = floats(y);
    const squares = Array.from(
      floats(x),
      (a, k) => `M${p.sx(a) - 4} ${p.sy(answers[k]) - 4}h8v8h-8Z`,
    );
    set(points, { d: squares.join("") });
  }

  return {
    box: p.box,
    pen,
    /** Returns the largest errors: of what is built, `at` x, and of what is trained to theta.
     * @param {Float32Array | null} theta
     */
    paint(theta) {
      const bumps = view.get("bumps");
      const heights = view.get("heights");
      const xs = samples(bumps, p.x);
      const G = xs.map(builtNetwork(bumps, view.get("w"), view.get("activation")));
      built.set(xs.map((x, k) => [x, G[k]]));
      set(beyond, { d: p.path(beyondBand(xs, G, heights, view.get("epsilon"))) });
      paintTarget();
      paintPoints();
      bodies.paint(bumps, xs);
      holds.paint(bumps);
      pen.paint(hand.drawing);
      const { error, at, value } = worst(xs, G, heights);
      gap.set(at, value, targetAt(heights, at), error);
      if (!theta) {
        learned.set([]);
        return { error, at, trained: null };
      }
      const some = xs.filter((x, k) => x >= 0 && x <= 1 && k % 2 === 0);
      const values = some.map(trainedNetwork(theta));
      learned.set(some.map((x, k) => [x, values[k]]));
      return { error, at, trained: worst(some, values, heights).error };
    },
  };
}

/** The bumps as areas that can be shifted.
 * @param {View} view @param {Plane} p @param {Hand} hand @param {Edits} edits
 */
function bumpBodies(view, p, hand, edits) {
  const bodies = Array.from({ length: view.get("limits").n[1] }, (_, k) => {
    const body = svg("path", { class: "ua-bump" });
    let from = 0;
    /** @type {Bump} */
    let start = [];
    draggable(view, body, {
      at: p.at,
      press(x) {
        from = x;
        start = edits.bump(k);
        edits.choose(k);
      },
      move: (x) => edits.shift(k, x - from, start),
      touch: "pan-y",
    });
    return body;
  });
  p.main.append(...bodies);
  return {
    /** @param {Bump[]} bumps @param {number[]} xs */
    paint(bumps, xs) {
      const w = view.get("w");
      const activation = view.get("activation");
      const some = xs.filter((_, k) => k % 4 === 0);
      bodies.forEach((body, k) => {
        if (!bumps[k]) return set(body, { d: "" });
        set(body, { d: `${p.path(outline(bumps[k], w, activation, some))}Z` });
        body.classList.toggle("ua-down", bumps[k][2] < 0);
        body.classList.toggle("ua-chosen", k === hand.chosen && !hand.drawing);
      });
    },
  };
}

/** The largest distance from the target, as a line with its number.
 * @param {Plane} p
 */
function gapMark(p) {
  const line = svg("line", { class: "ua-gap" });
  const text = svg("text", { class: "ll-name", "text-anchor": "middle" });
  p.main.append(line);
  return {
    text,
    /** @param {number} x @param {number} G @param {number} g @param {number} error */
    set(x, G, g, error) {
      set(line, { x1: p.sx(x), x2: p.sx(x), y1: p.sy(G), y2: p.sy(g) });
      set(text, { x: p.sx(x) + (x > 0.5 ? -24 : 24), y: p.sy((G + g) / 2) + 5 });
      write(text, num(error));
    },
  };
}

/** The tops of all bumps, and the edges of the chosen one.
 * @param {View} view @param {Plane} p @param {Hand} hand @param {Edits} edits
 * @param {{ input: Field }[]} fields
 */
function bumpHandles(view, p, hand, edits, fields) {
  const { words } = view;
  const tops = Array.from({ length: view.get("limits").n[1] }, (_, k) => {
    const top = handle(view, p, {
      label: fill(words.top_of, { k: k + 1 }),
      colour: "pos",
      field: fields[2].input,
      move: (_, y) => edits.lift(k, y),
      nudge(right, up) {
        if (up) edits.lift(k, edits.bump(k)[2] + 0.05 * up);
        else edits.shift(k, 0.01 * right);
      },
    });
    set(top.group, { "aria-valuetext": "" });
    view.listen(top.group, "focus", () => edits.choose(k));
    return top;
  });
  const edges = [edits.left, edits.right].map((give, i) =>
    handle(view, p, {
      label: "",
      colour: "purple",
      field: fields[i].input,
      move: (x) => give(hand.chosen, x),
      nudge: (right, up) => give(hand.chosen, edits.bump(hand.chosen)[i] + 0.01 * (right + up)),
    })
  );
  return {
    /** @param {Bump[]} bumps */
    paint(bumps) {
      tops.forEach((top, k) => {
        if (!bumps[k]) return top.hide();
        const [left, right, height] = bumps[k];
        top.set([clamp((left + right) / 2, p.x[0], p.x[1]), height], height, num(height));
      });
      const chosen = bumps[hand.chosen];
      edges.forEach((edge, i) => {
        const name = i ? words.right_of : words.left_of;
        set(edge.group, { "aria-label": fill(name, { k: hand.chosen + 1 }) });
        edge.set([chosen[i], chosen[2] / 2], chosen[i], num(chosen[i]));
      });
    },
  };
}

/** What a hand draws the target with: a sheet over the plane, and a pen for the keys.
 * @param {View} view @param {Plane} p
 */
function drawingPen(view, p) {
  const { words } = view;
  const limits = view.get("limits");
  const sheet = svg("rect", { class: "ua-sheet" });
  /** @type {Point} */
  let pen = [0.5, 0];
  let down = false;

  /** @param {number} x @param {number} y */
  function drawTo(x, y) {
    const before = pen;
    pen = penAt(x, y, limits);
    const heights = stroked(view.get("heights"), down ? before : pen, pen);
    down = true;
    view.set({ heights, target: "own" });
  }
  function lift() {
    down = false;
  }
  p.front.append(sheet);
  draggable(view, sheet, { at: p.at, press: drawTo, move: drawTo, end: lift });
  const tip = handle(view, p, {
    label: words.pen,
    colour: "ink",
    move: drawTo,
    end: lift,
    nudge(right, up) {
      down = true;
      drawTo(pen[0] + 0.01 * right, pen[1] + 0.05 * up);
    },
  });
  tip.group.classList.add("ua-pen");
  return {
    /** Puts the pen on the middle of the target. */
    rest() {
      pen = [0.5, targetAt(view.get("heights"), 0.5)];
    },
    /** @param {boolean} shown */
    paint(shown) {
      const size = { width: p.sx(1) - p.sx(0), height: p.height };
      set(sheet, { x: p.sx(0), y: p.sy(p.y[1]), ...size, visibility: shown ? null : "hidden" });
      tip.set(pen, pen[1], fill(words.pen_at, { x: num(pen[0]), y: num(pen[1]) }));
      if (!shown) tip.hide();
    },
  };
}
