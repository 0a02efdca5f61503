// The curves over their slopes on the left, the numbers at z on the right, the chain of layers
// beneath.

import { bounds, button, entry, table, tick } from "../kit/controls.js";
import { html, set, svg, write } from "../kit/dom.js";
import { draggable, handle } from "../kit/handles.js";
import { prose } from "../kit/label.js";
import { curve } from "../kit/marks.js";
import { ACTIVATIONS } from "../kit/maths.js";
import { clamp, num, round } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { widget } from "../kit/view.js";
import { chain } from "./chain.js";
import { armAt, atPoint, pieces, seen, small, spoken } from "./derive.js";
import { coloured, LOOKS, NAMES, sample } from "./looks.js";

/** @import { Activation } from "../kit/maths.js" */
/** @import { Plane } from "../kit/plane.js" */
/** @import { Span, View } from "../kit/types.js" */

const POINTS = 161;

export default widget("activation-curves", (view) => {
  const { words } = view;
  const zooms = view.get("zooms");
  const [x, y, slopes] = zooms.all;
  const top = plane(view, { x, y, yLabel: "f", label: words.plane_f, ratio: 0.56 });
  const low = { x, y: slopes, xLabel: "z", yLabel: "f′" };
  const bottom = plane(view, { ...low, label: words.plane_slope, ratio: 0.34 });
  const move = movement(view, top);
  const pictures = [curves(view, top, "f", move), curves(view, bottom, "slope", move)];
  const points = handles(view, top, move);
  const list = numbers(view);
  const layers = chain(view);
  const buttons = Object.keys(zooms).map((zoom) =>
    button(view, words[zoom], () => {
      const [low, high] = zooms[zoom][0];
      view.set({ zoom, z: clamp(view.get("z"), low, high) });
    })
  );
  const reset = button(view, words.reset, () => view.ask("reset"));
  const zoomed = { class: "ac-zoom", role: "group", "aria-label": words.zoom };

  view.root.append(
    html(
      "div",
      { class: "ll-cols" },
      html("div", { class: "ac-planes" }, top.box, bottom.box),
      html(
        "div",
        { class: "ll-side" },
        html("div", { class: "ll-row" }, points.z, points.gamma),
        html("div", { class: "ll-row" }, html("div", zoomed, ...buttons), reset),
        list.element,
        list.hint,
      ),
    ),
    layers.element,
  );

  return function paint() {
    const z = view.get("z");
    const gamma = view.get("gamma");
    const shown = view.get("curves");
    const zoom = view.get("zoom");
    const at = armAt(zoom);
    const [range, , slopeRange] = zooms[zoom];
    const leaky = shown.includes("leaky_relu");
    const armed = leaky && at >= range[0] && at <= range[1];
    if (!move.held()) {
      const ranges = seen(zooms[zoom], z, armed ? gamma * at : null);
      top.range(ranges.x, ranges.y);
      bottom.range(ranges.x, slopeRange);
    }
    for (const picture of pictures) picture.paint(shown, z, gamma);
    points.paint(z, gamma, leaky, armed);
    buttons.forEach((element, k) => {
      set(element, { "aria-pressed": String(Object.keys(zooms)[k] === zoom) });
    });
    reset.disabled = !view.alive;
    list.paint(shown, z, gamma);
    layers.paint(shown, z, gamma, view.get("layers"));
    view.announce(spoken(words, shown, z, gamma, view.get("layers")));
  };
});

/** What hands change. While one holds something, the planes keep their ranges.
 * @param {View} view @param {Plane} top
 */
function movement(view, top) {
  /** @type {Record<string, Span>} */
  const limits = view.get("limits");
  let held = false;
  const setZ = (/** @type {number} */ z) => view.set({ z: round(clamp(z, ...limits.z), 2) });
  const setGamma = (/** @type {number} */ gamma) =>
    view.set({ gamma: round(clamp(gamma, ...limits.gamma)) });
  return {
    setZ,
    setGamma,
    held: () => held,
    /** @param {number} z */
    follow(z) {
      held = true;
      setZ(clamp(z, ...top.x));
    },
    /** @param {number} _ @param {number} y */
    bend(_, y) {
      held = true;
      setGamma(y / armAt(view.get("zoom")));
    },
    release() {
      held = false;
      view.redraw();
    },
  };
}

/** The curves, or their slopes, with a dot on each at z; a hand anywhere on the plane moves z.
 * @param {View} view
 * @param {Plane} p
 * @param {keyof Activation} what
 * @param {ReturnType<typeof movement>} move
 */
function curves(view, p, what, { follow, release }) {
  const area = svg("rect", { class: "ac-area" });
  const line = svg("line", { class: "ac-line" });
  p.back.append(area);
  p.main.append(line);
  const all = NAMES.map((name) => {
    const { colour, dashes } = LOOKS[name];
    return {
      name,
      rule: ACTIVATIONS[name][what],
      path: set(curve(p, p.main, { colour }).path, { "stroke-dasharray": dashes }),
    };
  });
  const dots = NAMES.map((name) =>
    svg("path", { class: "ac-dot", d: LOOKS[name].shape, style: coloured(name) })
  );
  p.main.append(...dots);
  draggable(view, area, { at: p.at, press: follow, move: follow, end: release, touch: "pan-y" });
  let drawn = "";

  /** @param {string[]} shown @param {number} gamma */
  function draw(shown, gamma) {
    const key = JSON.stringify([shown, gamma, p.x, p.y, p.width, p.height]);
    if (key === drawn) return;
    drawn = key;
    set(area, { x: p.sx(p.x[0]), y: p.sy(p.y[1]), width: p.width, height: p.height });
    const sides = pieces(p.x, POINTS);
    for (const { name, rule, path } of all) {
      const lines = shown.includes(name) ? sides : [];
      set(path, { d: lines.map((xs) => p.path(xs.map((x) => [x, rule(x, gamma)]))).join("") });
    }
  }

  return {
    /** @param {string[]} shown @param {number} z @param {number} gamma */
    paint(shown, z, gamma) {
      draw(shown, gamma);
      set(line, { x1: p.sx(z), x2: p.sx(z), y1: p.sy(p.y[0]), y2: p.sy(p.y[1]) });
      const margin = (8 * (p.y[1] - p.y[0])) / (p.height || 8);
      all.forEach(({ name, rule }, k) => {
        const value = rule(z, gamma);
        const y = clamp(value, p.y[0] + margin, p.y[1] - margin);
        dots[k].classList.toggle("ac-off", value !== clamp(value, ...p.y));
        set(dots[k], { visibility: shown.includes(name) ? null : "hidden" });
        set(dots[k], { transform: `translate(${p.sx(z).toFixed(1)} ${p.sy(y).toFixed(1)})` });
      });
    },
  };
}

/** The point on the axis, leaky ReLU's arm, and their numbers.
 * @param {View} view @param {Plane} top @param {ReturnType<typeof movement>} move
 */
function handles(view, top, { setZ, setGamma, follow, bend, release }) {
  const { words } = view;
  /** @type {Record<string, Span>} */
  const limits = view.get("limits");
  const z = entry(view, { symbol: "z", name: words.z, ...bounds(limits.z) }, setZ);
  const fine = { ...bounds(limits.gamma), step: 0.01, digits: 3 };
  const gamma = entry(view, { symbol: "\\gamma", name: words.gamma, ...fine }, setGamma);
  const point = handle(view, top, {
    label: words.point,
    colour: "ink",
    field: z.input,
    move: follow,
    end: release,
    nudge: (right, up) => setZ(view.get("z") + 0.05 * (right + up)),
  });
  const arm = handle(view, top, {
    label: words.arm,
    colour: "purple",
    field: gamma.input,
    move: bend,
    end: release,
    nudge: (right, up) => setGamma(view.get("gamma") - 0.01 * (right + up)),
  });
  for (const [{ group }, name] of /** @type {const} */ ([[point, "z"], [arm, "gamma"]])) {
    set(group, { "aria-valuemin": limits[name][0], "aria-valuemax": limits[name][1] });
  }

  return {
    z,
    gamma,
    /** @param {number} now @param {number} slope @param {boolean} leaky @param {boolean} armed */
    paint(now, slope, leaky, armed) {
      const at = armAt(view.get("zoom"));
      const foot = top.y[0] + (7 * (top.y[1] - top.y[0])) / (top.height || 7);
      point.set([now, foot], now, `z = ${num(now)}`);
      arm.set([at, clamp(slope * at, ...top.y)], slope, `γ = ${num(slope, 3)}`);
      if (!armed) arm.hide();
      z.show(now);
      gamma.show(slope);
      set(gamma, { style: leaky ? null : "visibility: hidden" });
    },
  };
}

/** f and f' at z for each curve, with the ticks that choose the curves.
 * @param {View} view
 */
function numbers(view) {
  const { words } = view;
  const rows = NAMES.map((name) => {
    const pick = (/** @type {boolean} */ on) => {
      const shown = view.get("curves");
      const wanted = (/** @type {string} */ other) => (other === name ? on : shown.includes(other));
      view.set({ curves: NAMES.filter(wanted) });
    };
    const box = tick(view, words[name], pick, sample(name));
    const cells = [html("td"), html("td")];
    return {
      name,
      box,
      cells,
      element: html("tr", {}, html("th", { scope: "row" }, box), ...cells),
    };
  });
  const headings = ["", words.value, words.slope];
  const element = table(headings, rows.map((row) => row.element), "ac-numbers");
  set(element, { "aria-label": words.show });
  const hint = html("div", { class: "ac-hint" });
  let hinted = "";

  return {
    element,
    hint,
    /** @param {string[]} shown @param {number} z @param {number} gamma */
    paint(shown, z, gamma) {
      for (const { name, box, cells } of rows) {
        const on = shown.includes(name);
        const { f, slope } = atPoint(name, z, gamma, 1);
        box.show(on);
        [f, slope].forEach((value, k) => write(cells[k], on ? small(value) : ""));
      }
      const text = shown.includes("leaky_relu") ? words.hint_gamma : words.hint;
      if (text === hinted) return;
      hinted = text;
      hint.replaceChildren(...prose(text));
    },
  };
}
