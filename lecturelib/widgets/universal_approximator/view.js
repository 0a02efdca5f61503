// The target, its band, the bumps and both networks in one plane; numbers and controls beside it,
// training beneath.

import { bounds, button, choice, entry, output, slider, story, tick } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { prose } from "../kit/label.js";
import { num } from "../kit/numbers.js";
import { recording } from "../kit/recording.js";
import { widget } from "../kit/view.js";
import { challengeList } from "./challenges.js";
import { errorChart } from "./chart.js";
import { readRun, summary } from "./derive.js";
import { leftMoved, lifted, rightMoved, shifted } from "./edit.js";
import { picture } from "./picture.js";

/** @import { View } from "../kit/types.js" */
/** @import { Bump, State } from "./derive.js" */
/** @import { Edits, Hand } from "./picture.js" */

export default widget("universal-approximator", (view) => {
  const { words } = view;
  /** @type {Hand} */
  const hand = { chosen: 0, drawing: false };
  const edits = editing(view, hand);
  const bumpFields = chosenBump(view, hand, edits);
  const plot = picture(view, hand, edits, bumpFields.entries);
  const top = topRow(view, () => {
    hand.drawing = !hand.drawing;
    plot.pen.rest();
    view.redraw();
  });
  const sizes = errorTable(view);
  const controls = settings(view);
  const goals = challengeList(view);
  const chart = errorChart(view);
  const training = learning(view);
  const train = training.button("", () => {
    if (training.live()) view.set({ frame: 0 });
    training.play();
  });
  const build = button(view, words.build, () => view.ask("build"));
  const reset = training.button(words.reset, () => {
    Object.assign(hand, { chosen: 0, drawing: false });
    view.ask("reset");
  });
  const told = story("ua-status");
  const pythons = [train, build, reset, ...top.pythons, ...controls.pythons];

  view.root.append(
    html("div", { class: "ll-row ua-top" }, ...top.elements),
    html(
      "div",
      { class: "ll-cols" },
      html("div", { class: "ua-main" }, plot.box, told),
      html(
        "div",
        { class: "ua-side" },
        sizes.element,
        ...controls.shape,
        bumpFields.element,
        controls.noise,
        goals.element,
        chart.element,
      ),
    ),
    html(
      "div",
      { class: "ll-bar" },
      train,
      training.element,
      html("div", { class: "ll-row" }, build, reset),
    ),
  );

  function lines() {
    if (training.waits()) return view.alive ? words.waiting : words.no_kernel;
    return hand.drawing ? words.draw_now : "";
  }

  return function paint() {
    const bumps = view.get("bumps");
    const heights = view.get("heights");
    const noise = view.get("noise");
    const noisy = noise > 0;
    const epsilon = view.get("epsilon");
    const activation = view.get("activation");
    const m = 2 * bumps.length;
    hand.chosen = Math.min(hand.chosen, bumps.length - 1);
    view.root.classList.toggle("ua-drawing", hand.drawing);
    view.root.classList.toggle("ua-many", bumps.length > 12);
    // Soft bumps reach far: their outlines would lie on each other.
    view.root.classList.toggle("ua-soft", activation === "sigmoid");
    const state = training.live() ? training.state(training.step()) : null;
    const { error, at, trained } = plot.paint(state && state.theta);
    const met = goals.paint({ heights, noise, m, activation, epsilon, error, trained });
    top.paint(bumps.length, hand.drawing);
    sizes.paint([error, trained], epsilon);
    controls.paint();
    bumpFields.paint(bumps[hand.chosen]);
    chart.paint(noisy, view.get("tried"));

    write(train, fill(words.train, { m }));
    const epochs = training.live() ? training.state(training.last()).epoch : 0;
    training.show(`${state ? state.epoch : 0} / ${epochs}`);
    for (const element of pythons) element.disabled = !view.alive;
    const learned = state && { state, epochs, error: trained ?? 0, noisy };
    told.show(lines() || summary(words, { error, at, epsilon, trained: learned }));
    const spoken = fill(words.spoken, { m, error: num(error), met });
    view.announce(`${spoken} ${told.textContent}`);
  };
});

/** What moves the bumps; the last one moved is chosen.
 * @param {View} view @param {Hand} hand
 * @returns {Edits}
 */
function editing(view, hand) {
  const limits = view.get("limits");
  const bump = (/** @type {number} */ k) => view.get("bumps")[k];
  /** @param {number} k @param {Bump} changed */
  function change(k, changed) {
    hand.chosen = k;
    view.set({ bumps: view.get("bumps").with(k, changed) });
  }
  return {
    bump,
    choose(k) {
      hand.chosen = k;
      view.redraw();
    },
    lift: (k, y) => change(k, lifted(bump(k), y, limits)),
    left: (k, x) => change(k, leftMoved(bump(k), x, limits)),
    right: (k, x) => change(k, rightMoved(bump(k), x, limits)),
    shift: (k, by, from = bump(k)) => change(k, shifted(from, by, limits)),
  };
}

/** Training, which Python records, for these bumps' number of neurons on this target.
 * @param {View} view
 */
function learning(view) {
  return recording(view, {
    ask: "train",
    position: "frame",
    rate: 12,
    /** @returns {State[]} */
    read: readRun,
    leads(_, { of: [heights, m, noise] }) {
      const here = view.get("heights");
      return m === 2 * view.get("bumps").length && noise === view.get("noise") &&
        heights.every((/** @type {number} */ height, /** @type {number} */ k) =>
          height === here[k]
        );
    },
    go: (frame, _, options) => view.set({ frame }, options),
  });
}

/** The target, the button that lets a hand draw it, and the number of bumps.
 * @param {View} view @param {() => void} draws
 */
function topRow(view, draws) {
  const { words } = view;
  const limits = view.get("limits");
  const targets = Object.entries(words.targets);
  const goal = choice(view, words.target, targets, (value) => view.set({ target: value }));
  const draw = button(view, "", draws);
  draw.append(...prose(words.draw));
  const n = slider(
    view,
    { name: words.n, ...bounds(limits.n), step: 1, digits: 0 },
    (value) => view.set({ n: Math.round(value) }),
  );
  const neurons = output();
  let shown = "";
  return {
    elements: [goal, draw, n, neurons],
    pythons: [goal.list, n.range, n.input],
    /** @param {number} count of bumps @param {boolean} drawing */
    paint(count, drawing) {
      goal.show(view.get("target"));
      set(draw, { "aria-pressed": String(drawing) });
      n.show(view.get("n"));
      const text = fill(words.neurons, { n: count, m: 2 * count });
      if (text !== shown) neurons.replaceChildren(...prose(text));
      shown = text;
    },
  };
}

/** The largest errors of both networks, beside epsilon.
 * @param {View} view
 */
function errorTable({ words }) {
  const sizes = [["built", "blue"], ["trained", "green"]].map(([name, colour]) => {
    const value = output();
    const verdict = html("span");
    const key = html("span", { class: `ua-key ua-${colour}` }, ...prose(words[name]));
    return { value, verdict, parts: [key, value, verdict] };
  });
  const head = [html("span", {}, words.error), html("span"), html("span")];
  const cells = [...head, ...sizes.flatMap(({ parts }) => parts)];
  return {
    element: html("div", { class: "ua-errors" }, ...cells),
    /** @param {(number | null)[]} errors @param {number} epsilon */
    paint(errors, epsilon) {
      errors.forEach((error, k) => {
        const { value, verdict } = sizes[k];
        write(value, error === null ? "–" : num(error, 3));
        write(verdict, error === null ? "" : error < epsilon ? "✓ < ε" : "✗");
      });
    },
  };
}

/** The numbers that are set by hand.
 * @param {View} view
 */
function settings(view) {
  const { words } = view;
  const limits = view.get("limits");
  const epsilon = slider(
    view,
    { symbol: "\\epsilon", name: words.name_epsilon, ...bounds(limits.epsilon), step: 0.01 },
    (value) => view.set({ epsilon: value }),
  );
  const w = slider(
    view,
    { symbol: "w", name: words.name_w, ...bounds(limits.w), scale: "log", step: 5, digits: 0 },
    (value) => view.set({ w: Math.round(value), activation: "sigmoid" }),
  );
  const step = tick(view, words.strict, (on) => view.set({ activation: on ? "step" : "sigmoid" }));
  const noise = slider(
    view,
    { label: words.noise, name: words.name_noise, ...bounds(limits.noise), step: 0.05 },
    (value) => view.set({ noise: value }),
  );
  return {
    shape: [epsilon, w, step],
    noise,
    pythons: [noise.range, noise.input],
    paint() {
      epsilon.show(view.get("epsilon"));
      w.show(view.get("w"));
      step.show(view.get("activation") === "step");
      noise.show(view.get("noise"));
    },
  };
}

/** The edges and the height of the chosen bump.
 * @param {View} view @param {Hand} hand @param {Edits} edits
 */
function chosenBump(view, hand, { left, right, lift }) {
  const { words } = view;
  const name = html("span");
  const entries = [
    { part: "left", give: left, step: 0.01 },
    { part: "right", give: right, step: 0.01 },
    { part: "height", give: lift, step: 0.05 },
  ].map(({ part, give, step }) => {
    const options = { label: words[part], name: words[`name_${part}`], step, digits: 3 };
    return entry(view, options, (value) => give(hand.chosen, value));
  });
  return {
    entries,
    element: html("div", { class: "ll-row ua-chosen-bump" }, name, ...entries),
    /** @param {Bump} bump */
    paint(bump) {
      write(name, fill(words.bump, { k: hand.chosen + 1 }));
      entries.forEach((field, i) => field.show(bump[i]));
    },
  };
}
