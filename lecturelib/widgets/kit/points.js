// Observations of two classes that a hand adds, moves, removes, while the trait `edit` is on.

import { button, choice, entry, tick } from "./controls.js";
import { fill, html, set, svg } from "./dom.js";
import { draggable, handle } from "./handles.js";
import { clamp, round, short } from "./numbers.js";

/** @import { Plane } from "./plane.js" */
/** @import { View } from "./types.js" */

/** x_1, x_2 and the label. @typedef {number[]} Row */

/** rows: the points now. change shows others. labels: of a disc, of a square. limits: the fewest
 * points and the most.
 * @typedef {object} EditorOptions
 * @property {() => Row[]} rows
 * @property {(rows: Row[]) => void} change
 * @property {number[]} labels
 * @property {number[]} limits
 */

/** on: the switch, bar: what is seen while it is on. Call paint() from paint().
 * @param {View} view @param {Plane} p @param {EditorOptions} options
 */
export function pointEditor(view, p, { rows, change, labels, limits: [least, most] }) {
  const { words } = view;
  /** @type {Row[][]} */
  const past = [];
  /** @type {ReturnType<typeof pointHandle>[]} */
  const holds = [];
  let label = labels[0];
  let chosen = -1; // none: then the fields hold the cross
  /** @type {number[] | undefined} */
  let cross;
  let born = 0; // when the last point was added: the second half of a double click is no other

  /** @param {number} x @param {number} y */
  const inside = (x, y) => [round(clamp(x, ...p.x)), round(clamp(y, ...p.y))];
  const step = () => (p.x[1] - p.x[0]) / 100;

  /** Shows other points; what there is now can be had back. @param {Row[]} next */
  function edit(next) {
    past.push(rows());
    change(next);
  }
  /** @param {number} x @param {number} y */
  function add(x, y) {
    const now = rows();
    if (now.length >= most) return false;
    chosen = now.length;
    born = performance.now();
    edit([...now, [...inside(x, y), label]]);
    fillUp(now.length + 1);
    return true;
  }
  /** @param {number} n @param {number} x @param {number} y @param {(rows: Row[]) => void} [give] */
  function move(n, x, y, give = change) {
    give(rows().with(n, [...inside(x, y), rows()[n][2]]));
  }
  /** @param {number} n */
  function remove(n) {
    const now = rows();
    if (n < 0 || now.length <= least) return;
    edit(now.toSpliced(n, 1));
    chosen = Math.min(n, now.length - 2);
    if (holds[n].group.matches(":focus")) holds[chosen].group.focus();
  }
  /** @param {number} n */
  function flip(n) {
    if (n < 0) return;
    const [x, y, old] = rows()[n];
    edit(rows().with(n, [x, y, labels[labels[0] === old ? 1 : 0]]));
  }
  /** What the fields hold. */
  const place = () => rows()[chosen] ?? nextPlace();
  /** Where the cross stands: at first in the corner. */
  const nextPlace = () => cross ??= inside(p.x[1] - 8 * step(), p.y[0] + 8 * step());
  /** @param {number} x @param {number} y */
  function put(x, y) {
    if (chosen < 0) cross = inside(x, y);
    else move(chosen, x, y, edit);
    view.redraw();
  }

  const signs = [words.disc, words.square];
  /** @param {number} value */
  const named = (value) => fill(signs[labels.indexOf(value)], { y: short(value) });
  const on = tick(view, words.edit, (edit) => view.set({ edit }));
  const kind = choice(view, words.new, labels.map((y) => [String(y), named(y)]), (value) => {
    label = Number(value);
  });
  const x1 = entry(view, { symbol: "x_1", name: words.x1 }, (value) => put(value, place()[1]));
  const x2 = entry(view, { symbol: "x_2", name: words.x2 }, (value) => put(place()[0], value));
  const other = button(view, words.flip, () => flip(chosen));
  const away = button(view, words.remove, () => remove(chosen));
  const undo = button(view, words.undo, () => change(/** @type {Row[]} */ (past.pop())));
  const row = html("div", { class: "ll-row" }, kind, x1, x2, other, away, undo);
  const bar = html("div", { class: "ll-edit" }, row, html("small", {}, words.how));

  const floor = svg("rect", { class: "ll-floor" });
  p.front.append(floor);
  let held = false;
  draggable(view, floor, {
    at: p.at,
    press: (x, y) => held = add(x, y),
    move: (x, y) => held && move(chosen, x, y),
    end: () => holds[chosen]?.group.focus({ preventScroll: true }),
  });
  const next = handle(view, p, {
    label: words.cross,
    colour: "ink",
    field: x1.input,
    move: () => {},
    nudge(right, up) {
      chosen = -1;
      const [x, y] = nextPlace();
      put(x + step() * right, y + step() * up);
    },
  });
  next.group.classList.add("ll-point", "ll-cross");
  next.group.append(svg("path", { d: "M-9 0H9M0-9V9" }));
  onKeys(next.group, { " ": () => add(nextPlace()[0], nextPlace()[1]) });
  view.listen(next.group, "focus", () => choose(-1));

  /** @param {number} n */
  function choose(n) {
    chosen = n;
    view.redraw();
  }
  /** @param {Element} element @param {Record<string, () => void>} keys */
  function onKeys(element, keys) {
    view.listen(element, "keydown", (/** @type {KeyboardEvent} */ event) => {
      if (!keys[event.key]) return;
      keys[event.key]();
      event.preventDefault();
    });
  }
  /** @param {number} n */
  function pointHandle(n) {
    let fresh = false; // pressed, and not moved yet
    const hold = handle(view, p, {
      label: fill(words.nth, { n: n + 1 }),
      colour: "ink",
      field: x1.input,
      press: () => fresh = true,
      move(x, y) {
        move(n, x, y, fresh ? edit : change);
        fresh = false;
      },
      nudge(right, up) {
        const [x, y] = rows()[n];
        move(n, x + step() * right, y + step() * up, edit);
      },
    });
    hold.group.classList.add("ll-point");
    const gone = () => remove(n);
    onKeys(hold.group, { Delete: gone, Backspace: gone, " ": () => flip(n) });
    view.listen(hold.group, "dblclick", () => performance.now() > born + 500 && gone());
    view.listen(hold.group, "focus", () => choose(n));
    return hold;
  }

  /** @param {number} count */
  function fillUp(count) {
    while (holds.length < count) holds.push(pointHandle(holds.length));
  }

  return {
    on,
    bar,
    paint() {
      const edits = view.get("edit");
      const now = edits ? rows() : [];
      on.show(edits);
      bar.style.display = edits ? "" : "none";
      const [x, y] = [p.sx(p.x[0]), p.sy(p.y[1])];
      const size = { x, y, width: p.width, height: p.height };
      set(floor, { ...size, visibility: edits ? null : "hidden" });
      fillUp(now.length);
      chosen = Math.min(chosen, now.length - 1);
      /** @param {number[]} place */
      const said = ([u, v]) => `(${short(u)}, ${short(v)})`;
      holds.forEach((hold, n) => {
        if (n >= now.length) return hold.hide();
        const [u, v, y] = now[n];
        hold.set([u, v], u, fill(words.where, { place: said(now[n]), label: named(y) }));
        hold.group.classList.toggle("ll-chosen", n === chosen);
      });
      const [across, up] = edits ? nextPlace() : [p.x[0], p.y[0]];
      next.set([across, up], across, said([across, up]));
      if (!edits) return next.hide();
      kind.show(String(label));
      x1.show(place()[0]);
      x2.show(place()[1]);
      other.disabled = chosen < 0;
      away.disabled = chosen < 0 || now.length <= least;
      undo.disabled = !past.length;
    },
  };
}
