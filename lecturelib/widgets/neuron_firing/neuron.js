// The neuron: three dendrites with the axons before them, the cell body with its sum, the axon to the
// next neuron.

import { fill, set, svg, write } from "../kit/dom.js";
import { draggable, handle } from "../kit/handles.js";
import { mathsSvg } from "../kit/label.js";
import { clamp, num } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { along, stages, waterfall } from "./derive.js";
import {
  band,
  BODY,
  box,
  bulb,
  gauge,
  HEIGHTS,
  inner,
  light,
  pulse,
  put,
  SCENE,
  sumAt,
} from "./scene.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Entry, Point, View } from "../kit/types.js" */
/** @import { Beat } from "./derive.js" */

/** What the hand moves, and the fields behind it.
 * @typedef {object} Hold
 * @property {Entry[]} strengths
 * @property {Entry} threshold
 * @property {() => number[]} shownW
 * @property {(i: number, value: number) => void} setW
 * @property {(value: number) => void} setThreshold
 */

/** A beat as it is shown. t: the share of it that has passed. thick: the strengths as they are now.
 * @typedef {Beat & { t: number, thick: number[], fires: boolean, threshold: number }} Moment
 */

const PER_W = 0.62;
const KNOB = 5.3;

/** The edge of the next neuron, to the right, from the height of the axon. */
const NEXT = [[21.05, 0.25], [21.9, 0.25], [23, 0.25], [22.9, 2.1], [24, 2.6]];

/** The names of the parts and their places. @type {[string, number, number][]} */
const PARTS = [
  ["terminals", 2, 0.15],
  ["synapses", 3.45, 8.6],
  ["dendrites", 6.8, 0.15],
  ["body", 12.1, 0.35],
  ["axon", 19.2, 3.8],
  ["next", 22.4, 1.2],
];

/** @param {View} view @param {Hold} hold */
export function neuron(view, hold) {
  const { words } = view;
  const p = plane(view, { ...SCENE, label: words.scene, ratio: 0.4 });
  p.box.classList.add("nf-scene");
  const dendrites = HEIGHTS.map((y, i) => dendrite(view, p, i, y, hold));
  const axon = leaving(p);
  const body = summing(view, p, hold);
  const names = PARTS.map(([key]) => svg("text", { class: "nf-label" }, words[key]));
  p.main.append(
    ...dendrites.flatMap(({ under }) => under),
    ...axon.under,
    ...body.under,
    ...dendrites.flatMap(({ over }) => over),
    axon.over,
    ...names,
    ...body.over,
  );
  return {
    box: p.box,
    /** @param {Moment} moment */
    paint(moment) {
      for (const part of [...dendrites, body, axon]) part.paint(moment);
      PARTS.forEach(([, x, y], k) => put(p, names[k], x, y));
    },
  };
}

/** One axon that comes in, its synapse with the handle of its strength, and its dendrite.
 * @param {View} view @param {Plane} p @param {number} i @param {number} y @param {Hold} hold
 */
function dendrite(view, p, i, y, { strengths, shownW, setW }) {
  const sender = svg("path", { class: "nf-axon" });
  const end = bulb(p);
  const flesh = svg("path", { class: "nf-band" });
  const track = svg("path", { class: "nf-track" });
  const signal = pulse(p);
  const name = mathsSvg(`x_${i + 1}`, { class: "nf-value" });
  const strength = mathsSvg(`w_${i + 1}=`, { class: "nf-value" });
  const number = svg("tspan");
  strength.append(number);
  const knob = handle(view, p, {
    label: fill(view.words.strength, { i: i + 1 }),
    field: strengths[i].input,
    colour: "ink",
    move: (_, height) => setW(i, (height - y) / PER_W),
    nudge: (right, up) => setW(i, shownW()[i] + 0.05 * (right + up)),
  });
  const [low, high] = view.get("limits").w;
  set(knob.group, { "aria-valuemin": low, "aria-valuemax": high });

  return {
    under: [sender, end.element, flesh],
    over: [track, signal.element, name, strength],
    /** @param {Moment} moment */
    paint({ x, thick, t }) {
      const on = x[i] > 0;
      const w = thick[i];
      set(sender, { d: p.path([[0.9, y], [2.75, y]]) });
      end.set(3.1, y);
      set(flesh, { d: outline(p, y, 0.05 + 0.3 * Math.abs(w)) });
      flesh.classList.toggle("nf-against", w < 0);
      light(sender, on);
      light(end.element, on);
      light(flesh, on && t > 0.2);
      const scale = p.path([[KNOB, y + low * PER_W], [KNOB, y + high * PER_W]]);
      set(track, { d: scale + p.path([[KNOB - 0.2, y], [KNOB + 0.2, y]]) });
      knob.set([KNOB, y + PER_W * Math.min(high, w)], w, `w ${i + 1} = ${num(w)}`);
      put(p, name, 0.05, y - 0.15);
      put(p, strength, KNOB + 0.55, y + 0.3 * Math.abs(w) + 0.25);
      write(number, num(w));
      const way =
        /** @type {Point[]} */ ([[0.9, y], [3.4, y], [7.6, y], [BODY[0] - 1.5, inner(y)]]);
      signal.set(on ? along(way, stages(t).arrive) : null);
    },
  };
}

/** A dendrite, which bends into the body.
 * @param {Plane} p @param {number} y @param {number} wide half its width
 */
function outline(p, y, wide) {
  const middle = [[3.75, y], [6.9, y], [8, y], [8.2, inner(y)], [BODY[0] - 2, inner(y)]];
  const [upper, lower] = [wide, -wide].map((aside) =>
    middle.map(([x, height]) => `${p.sx(x).toFixed(1)} ${p.sy(height + aside).toFixed(1)}`)
  );
  return band(upper, lower);
}

/** The cell body: what arrives is summed there, and held against the threshold.
 * @param {View} view @param {Plane} p @param {Hold} hold
 */
function summing(view, p, { threshold: field, setThreshold }) {
  const { words } = view;
  const circle = svg("circle", { class: "nf-body" });
  const bars = HEIGHTS.map(() => svg("rect", { class: "nf-bar" }));
  const total = svg("rect", { class: "nf-bar nf-total" });
  const zero = svg("path", { class: "nf-zero" });
  const line = svg("path", { class: "nf-threshold" });
  const grip = svg("path", { class: "nf-grip" });
  const limit = svg("text", { class: "nf-value nf-limit" }, words.threshold);
  const amount = svg("text", { class: "nf-value nf-middle" });
  const move = (/** @type {number} */ _, /** @type {number} */ y) => setThreshold(sumAt(y));
  const bound = handle(view, p, {
    label: words.threshold_handle,
    field: field.input,
    colour: "ink",
    move,
    nudge: (right, up) => setThreshold(view.get("threshold") + 0.05 * (right + up)),
  });
  draggable(view, grip, { at: p.at, move });
  const [low, high] = view.get("limits").threshold;
  set(bound.group, { "aria-valuemin": low, "aria-valuemax": high });

  return {
    under: [circle, ...bars, total, zero, line, grip],
    over: [limit, amount],
    /** @param {Moment} moment */
    paint({ k, x, w, t, fires, threshold }) {
      const lit = fires && t > 0.6;
      const unit = p.width / SCENE.x[1];
      set(circle, { cx: p.sx(BODY[0]), cy: p.sy(BODY[1]), r: 3.5 * unit });
      light(circle, lit);
      const steps = waterfall(w, x, stages(t).sum);
      steps.forEach(({ from, to }, i) => {
        const left = 9.5 + 0.95 * i;
        box(p, bars[i], [left, left + 0.8], [gauge(from), gauge(to)]);
        bars[i].classList.toggle("nf-against", to < from);
      });
      const sum = steps[2].to;
      box(p, total, [12.6, 13.8], [gauge(0), gauge(sum)]);
      light(total, lit);
      put(p, amount, 13.2, gauge(clamp(sum, 0, 2.9)) + 0.15);
      write(amount, k ? num(sum) : "");
      const y = gauge(threshold);
      set(zero, { d: p.path([[9.3, gauge(0)], [14.1, gauge(0)]]) });
      for (const element of [line, grip]) set(element, { d: p.path([[9.2, y], [14.6, y]]) });
      bound.set([14.6, y], threshold, `${words.threshold} ${num(threshold)}`);
      put(p, limit, 9.35, y + 0.15);
    },
  };
}

/** The axon that takes a spike to the next neuron.
 * @param {Plane} p
 */
function leaving(p) {
  const [, y] = BODY;
  const axon = svg("path", { class: "nf-axon" });
  const end = bulb(p);
  const next = svg("path", { class: "nf-next" });
  const spike = pulse(p);
  return {
    under: [axon, end.element, next],
    over: spike.element,
    /** @param {Moment} moment */
    paint({ fires, t }) {
      const { leave } = stages(t);
      set(axon, { d: p.path([[15.6, y], [20.2, y]]) });
      end.set(20.4, y);
      const [upper, lower] = [1, -1].map((way) =>
        NEXT.map(([x, aside]) => `${p.sx(x)} ${p.sy(y + way * aside)}`)
      );
      set(next, { d: band(upper, lower) });
      light(axon, fires && leave > 0);
      light(end.element, fires && leave > 0.6);
      light(next, fires && leave >= 1);
      spike.set(fires ? along([[15.6, y], [20.7, y], [22.6, y]], leave) : null);
    },
  };
}
