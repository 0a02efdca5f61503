// The plane on the left, the numbers and each point's term on the right, the learning rule beneath.

import { floats, rows } from "../kit/binary.js";
import { choice, entry, readout, slider, story, table } from "../kit/controls.js";
import { fill, html, set, write } from "../kit/dom.js";
import { glide } from "../kit/glide.js";
import { draggable, handle } from "../kit/handles.js";
import { mathsHtml } from "../kit/label.js";
import { netInput } from "../kit/maths.js";
import { num, round } from "../kit/numbers.js";
import { plane } from "../kit/plane.js";
import { pointEditor } from "../kit/points.js";
import { recording } from "../kit/recording.js";
import { widget } from "../kit/view.js";
import { arithmetic, gripShare, loss, MANY, need, pair, reach, rightOf, terms } from "./derive.js";
import { margins } from "./margins.js";
import { drawing, finalLines } from "./picture.js";

/** @import { Plane } from "../kit/plane.js" */
/** @import { Hold, Point, Span, View } from "../kit/types.js" */
/** @import { Observation, State } from "./derive.js" */

const ROWS = 6; // of more than MANY points the table shows the worst
const FAR = 1e9; // w and b go no further

export default widget("perceptron-plane", (view) => {
  const { words } = view;
  const p = plane(view, {
    x: [-1, 1],
    y: [-1, 1],
    xLabel: "x_1",
    yLabel: "x_2",
    label: words.plane,
  });
  const motion = glide(view);
  const rule = learning(view, motion.start);
  const picture = drawing(p);
  const bound = margins(view, p);
  const paintFinals = finalLines(view, p);
  const numbers = fields(view);
  const holds = handles(view, p, picture.grip, numbers);
  const list = termTable(view);
  const sums = { loss: readout(words.loss), right: readout(words.right) };
  const told = story("pp-status");
  const buttons = ways(view, rule);
  const editor = pointEditor(view, p, {
    labels: [1, -1],
    limits: [1, view.get("most")],
    rows: () => pointsOf(view).map(({ x, y }) => [...x, y]),
    change: (points) => show(view, [points, p.x]),
  });
  const ticks = [editor.on, bound.on];
  /** @type {Observation[]} */
  let points = [];
  /** @type {unknown} */
  let shownData;

  view.root.append(
    html(
      "div",
      { class: "ll-cols" },
      p.box,
      html(
        "div",
        { class: "ll-side" },
        html("div", { class: "ll-row" }, numbers.data, numbers.eta),
        html("div", { class: "ll-row" }, numbers.w1, numbers.w2),
        numbers.b,
        list.element,
        html("div", { class: "pp-sums" }, sums.loss, sums.right),
        bound.told,
      ),
    ),
    html(
      "div",
      { class: "ll-bar" },
      rule.element,
      buttons.element,
      html("div", { class: "ll-row" }, ...ticks),
    ),
    editor.bar,
    told,
  );

  function readData() {
    shownData = view.get("data");
    const before = points.map(({ y }) => y);
    points = pointsOf(view);
    const range = rangeOf(view);
    p.range(range, range);
    // While one moves, the marks and the table's rows stay.
    const moved = String(before) === String(points.map(({ y }) => y));
    picture.place(points, moved);
    list.place(points, moved);
  }

  return function paint() {
    if (shownData !== view.get("data")) readData();
    const w = view.get("w");
    const b = view.get("b");
    const k = rule.step();
    const now = k ? rule.state(k).n : -1;
    const all = terms(points, w, b);
    const [u, v, c] = motion.at([...w, b]);
    const { line } = picture.paint([u, v], c, all);
    const top = holds.paint(w, b, [u, v], line, view.get("edit"));
    picture.paintArrow([u, v], top);
    picture.paintStep(k ? rule.state(k - 1).theta : null, [u, v], points[now]);
    paintFinals();
    numbers.paint();
    list.paint(all, now);
    bound.paint(points);
    editor.paint();

    const right = rightOf(all);
    const L = num(loss(all));
    sums.loss.show(L);
    const counted = { right, all: points.length, best: Math.max(right, view.get("best")) };
    sums.right.show(fill(words.count, counted));
    rule.show(`${k} / ${rule.last()}`);
    told.show(...tale(view, rule, points));
    buttons.paint();
    const spoken = fill(words.spoken, { ...counted, w: pair(w), b: num(b), L });
    view.announce(spoken + (k ? ` ${told.textContent}` : ""));
  };
});

/** What the line below says of the present step.
 * @param {View} view @param {ReturnType<typeof learning>} rule @param {Observation[]} points
 */
function tale(view, rule, points) {
  const { words } = view;
  if (rule.waits()) return [view.alive ? words.waiting : words.no_kernel];
  if (!rule.live()) return view.get("edit") ? [] : [words.hint];
  const k = rule.step();
  if (!k) return [rule.last() ? fill(words.at_start, { n: rule.last() }) : words.all_right];
  const { converged, epochs } = view.get("run");
  const end = converged ? words.converged : epochs ? fill(words.endless, { epochs }) : "";
  return arithmetic(words, {
    k,
    before: rule.state(k - 1),
    after: rule.state(k),
    points,
    eta: view.get("eta"),
    end: k < rule.last() ? "" : end,
  });
}

/** The data as they are chosen, or a hand has put them.
 * @param {View} view
 * @returns {Observation[]}
 */
function pointsOf(view) {
  const data = view.get("data");
  if (!isName(data)) return data[0].map((/** @type {number[]} */ [u, v, y]) => ({ x: [u, v], y }));
  const { X, y } = view.get("sets")[data];
  const signs = floats(y, Uint8Array);
  return rows(floats(X), 2).map(([u, v], n) => ({ x: [u, v], y: 2 * signs[n] - 1 }));
}

/** The ends of both axes. @param {View} view @returns {Span} */
function rangeOf(view) {
  const data = view.get("data");
  return isName(data) ? view.get("sets")[data].range : data[1];
}

/** Whether the data are no hand's. @param {unknown} data */
const isName = (data) => typeof data === "string";

/** Shows other data, a name or [rows x1 x2 y, range]: what is told of lines begins anew.
 * @param {View} view @param {unknown} data
 */
const show = (view, data) => view.set({ data, finals: [], best: 0 });

/** Moves the line; the most points that were right at once go with it.
 * @param {View} view @param {{ w?: number[], b?: number, step?: number }} changes @param {Hold} [options]
 */
function moveLine(view, changes, options) {
  const { w, b } = { w: view.get("w"), b: view.get("b"), ...changes };
  const right = rightOf(terms(pointsOf(view), w, b));
  view.set({ ...changes, best: Math.max(right, view.get("best")) }, options);
}

/** The rule's run: it leads through what is shown until a hand or Python moves that.
 * @param {View} view @param {() => void} glides
 */
function learning(view, glides) {
  return recording(view, {
    ask: "learn",
    position: "step",
    /** @returns {State[]} */
    read({ path, visited }) {
      const order = floats(visited);
      return rows(floats(path), 3).map((theta, k) => ({ theta, n: k ? order[k - 1] : -1 }));
    },
    leads(states, { data, eta }) {
      const here = [...view.get("w"), view.get("b")];
      const theta = states[view.get("step")]?.theta;
      return String(data) === String(view.get("data")) && eta === view.get("eta") &&
        theta?.every((value, j) => value === here[j]);
    },
    go(step, { theta: [w1, w2, b] }, options) {
      if (!options.hold) glides();
      moveLine(view, { step, w: [w1, w2], b }, options);
    },
  });
}

/** Where to begin again, and what becomes of the lines that were found.
 * @param {View} view @param {ReturnType<typeof learning>} rule
 */
function ways(view, rule) {
  const { words } = view;
  const another = rule.button(words.another, () => {
    if (rule.last() && view.get("run").converged) {
      view.set({ finals: [...view.get("finals"), rule.state(rule.last()).theta] });
    }
    view.ask("another");
  });
  const clear = rule.button(words.clear, () => view.set({ finals: [] }));
  const reset = rule.button(words.reset, () => view.ask("reset"));
  return {
    element: html("div", { class: "ll-row" }, another, clear, reset),
    paint() {
      another.disabled = reset.disabled = !view.alive;
      clear.disabled = !view.get("finals").length;
    },
  };
}

/** The numbers that are typed.
 * @param {View} view
 */
function fields(view) {
  const { words } = view;
  /** @param {number} j @param {number} value */
  const setW = (j, value) => moveLine(view, { w: view.get("w").with(j, value) });
  const free = { min: -FAR, max: FAR };
  const w1 = entry(view, { ...free, symbol: "w_1", name: words.w1 }, (value) => setW(0, value));
  const w2 = entry(view, { ...free, symbol: "w_2", name: words.w2 }, (value) => setW(1, value));
  const range = {
    symbol: "b",
    name: words.b,
    min: -4,
    max: 4,
    step: 0.05,
    typed: { ...free, step: 0.1 },
  };
  const b = slider(view, range, (value) => moveLine(view, { b: value }));
  const rate = { symbol: "\\eta", name: words.eta, min: 0.01, max: 100 };
  const eta = entry(view, rate, (value) => view.set({ eta: value }));
  const sets = [...Object.keys(view.get("sets")), "own"].map((key) => [key, words[key] ?? key]);
  const data = choice(view, words.data, sets, (name) => {
    if (name !== "own") return show(view, name);
    const points = pointsOf(view).map(({ x, y }) => [...x, y]);
    show(view, [points, rangeOf(view)]);
    view.set({ edit: true });
  });
  return {
    w1,
    w2,
    b,
    eta,
    data,
    paint() {
      w1.show(view.get("w")[0]);
      w2.show(view.get("w")[1]);
      b.show(view.get("b"));
      eta.show(view.get("eta"));
      data.show(isName(view.get("data")) ? view.get("data") : "own");
    },
  };
}

/** The tip of w, which ends where the plane ends, and the line's hold.
 * @param {View} view @param {Plane} p @param {SVGElement} grip
 * @param {ReturnType<typeof fields>} numbers
 */
function handles(view, p, grip, { w1, b }) {
  const { words } = view;
  let taken = 1; // a hand that takes up a long w at the plane's edge moves it in proportion
  const tip = handle(view, p, {
    label: words.tip,
    field: w1.input,
    press() {
      taken = reach(p, view.get("w"));
    },
    move: (x, y) => moveLine(view, { w: [round(x / taken), round(y / taken)] }),
    nudge(right, up) {
      const [u, v] = view.get("w");
      moveLine(view, { w: [round(u + 0.05 * right), round(v + 0.05 * up)] });
    },
  });
  /** @param {number} x @param {number} y */
  const throughLine = (x, y) => moveLine(view, { b: round(-netInput(view.get("w"), [x, y], 0)) });
  const hold = handle(view, p, {
    label: words.line,
    field: b.input,
    colour: "ink",
    move: throughLine,
    nudge: (right, up) => moveLine(view, { b: round(view.get("b") + 0.05 * (right + up)) }),
  });
  draggable(view, grip, { at: p.at, move: throughLine });

  return {
    /** Puts them where [u, v] and the line are, or away; returns where the arrow of w ends.
     * @param {number[]} w @param {number} b @param {number[]} shown @param {Point[]} line
     * @param {boolean} away
     * @returns {Point}
     */
    paint(w, b, [u, v], [from, to], away) {
      const t = reach(p, [u, v]);
      /** @type {Point} */
      const top = [t * u, t * v];
      if (away) tip.hide();
      else tip.set(top, w[0], `w = ${pair(w)}`);
      if (from && !away) {
        const pixels = [from, to, top].map(([x, y]) => /** @type {Point} */ ([p.sx(x), p.sy(y)]));
        const share = gripShare(pixels[0], pixels[1], pixels[2]);
        const at = [0, 1].map((j) => from[j] + share * (to[j] - from[j]));
        hold.set([at[0], at[1]], b, `b = ${num(b)}`);
      } else hold.hide();
      return top;
    },
  };
}

/** Each point's term y (w.x + b), the worst first if there are many.
 * @param {View} view
 */
function termTable({ words }) {
  const headings = [words.point, words.need, words.term, ""];
  const grid = table(headings, []);
  const body = grid.tBodies[0];
  const more = html("small");
  /** @type {Observation[]} */
  let points = [];
  /** @type {{ cells: HTMLTableCellElement[], element: HTMLTableRowElement, shows: string }[]} */
  let lines = [];

  return {
    element: html("div", { class: "pp-terms" }, grid, more),
    /** @param {Observation[]} observations @param {boolean} moved */
    place(observations, moved) {
      points = observations;
      if (moved) return;
      lines = points.slice(0, points.length > MANY ? ROWS : MANY).map(() => {
        const cells = headings.map(() => html("td"));
        return { cells, element: html("tr", {}, ...cells), shows: "" };
      });
      body.replaceChildren(...lines.map(({ element }) => element));
    },
    /** @param {number[]} terms @param {number} now the point that this step visited */
    paint(terms, now) {
      const order = points.map((_, n) => n);
      if (points.length > MANY) order.sort((m, n) => terms[m] - terms[n]);
      lines.forEach((line, k) => {
        const n = order[k];
        const [point, needs, term, sign] = line.cells;
        const shows = String([n, ...points[n].x]);
        if (line.shows !== shows) {
          line.shows = shows;
          const key = html("span", { class: `ll-key ${points[n].y > 0 ? "ll-true" : ""}` });
          point.replaceChildren(key, pair(points[n].x));
          needs.replaceChildren(mathsHtml(need(points[n])));
        }
        const right = terms[n] > 0;
        write(term, num(terms[n]));
        write(sign, right ? "✓" : "✗");
        set(line.element, { class: `${right ? "" : "pp-wrong"} ${n === now ? "pp-now" : ""}` });
      });
      const rest = order.slice(lines.length);
      const wrong = rest.filter((n) => terms[n] <= 0).length;
      write(more, rest.length ? fill(words.more, { n: rest.length, wrong }) : "");
    },
  };
}
