// The input plane on the left, the hidden plane on the right, and equation (1) with its numbers beneath.

const XN_POINTS = [[0, 0, false], [0, 1, true], [1, 0, true], [1, 1, false]];
const XN_SIDE = [-0.7, 1.7], XN_CELLS = 48, XN_REACH = 0.36, XN_SHORT = 0.25; // the longest arrow in widths of the plane, the shortest in longest ones

const added = value => num(value).replace(/^−?/, sign => (sign ? "-" : "+")); // as a further term of a sum

const xnName = n => `(${XN_POINTS[n].slice(0, 2).join(", ")})`;

// Where g changes between positive and not, as an SVG path: each cell of a grid is crossed by a short line whose ends
// are found by bisection, so that a step's border is where it is and not where the grid is.
function xnEdge(p, g) {
  const at = k => p.x[0] + k / XN_CELLS * (p.x[1] - p.x[0]), rows = [];
  for (let j = 0; j <= XN_CELLS; j++) rows.push(Array.from({ length: XN_CELLS + 1 }, (_, i) => g(at(i), at(j)) > 0));
  const cross = ([x1, y1], [x2, y2], first) => {
    let low = 0, high = 1;
    for (let k = 0; k < 6; k++) {
      const t = (low + high) / 2;
      if (g(x1 + t * (x2 - x1), y1 + t * (y2 - y1)) > 0 === first) low = t;
      else high = t;
    }
    return [x1 + high * (x2 - x1), y1 + high * (y2 - y1)];
  };
  let path = "";
  for (let j = 0; j < XN_CELLS; j++) {
    for (let i = 0; i < XN_CELLS; i++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]], on = corners.map(([a, b]) => rows[b][a]);
      if (on.every(value => value === on[0])) continue;
      const ends = corners.map(([a, b]) => [at(a), at(b)])
        .flatMap((from, k, all) => (on[k] === on[(k + 1) % 4] ? [] : [cross(from, all[(k + 1) % 4], on[k])]));
      for (let k = 0; k < ends.length; k += 2) path += p.path([ends[k], ends[k + 1]]);
    }
  }
  return path;
}

// A neuron's line w.x + b = level in the plane p. Its hold moves it, the tip of its arrow turns and stretches w.
// read() -> {w, b, level}; change(w, b) is called when a hand moves it.
function xnLine(view, p, { colour, name, labels, fields, start, read, change }) {
  const line = svg("path", { class: "xn-line", style: `color: var(--ll-${colour})` }), grip = svg("path", { class: "ll-grip" });
  const vector = arrow(p, p.main, { colour, gap: 8 }), text = set(name, { class: `${name.getAttribute("class") ?? ""} xn-name` });
  p.main.prepend(line, grip);
  p.main.append(text);
  let anchor = start; // a place on the line; where the hold is shown and round which the tip turns
  const inside = values => values.map((value, j) => Math.min([p.x, p.y][j][1], Math.max([p.x, p.y][j][0], value)));
  const round = value => Number(value.toFixed(3));
  const through = (weights, place) => {
    const w = weights.map(round);
    anchor = place;
    change(w, round(read().level - netInput(w, place, 0)));
  };
  const reach = () => XN_REACH * (p.x[1] - p.x[0]);
  const moveTo = (x, y) => through(read().w, inside([x, y]));
  const turnTo = (x, y) => {
    const d = [x - anchor[0], y - anchor[1]], far = Math.hypot(...d), r = Math.min(0.9, Math.max(0.02, (far / reach() - XN_SHORT) / (1 - XN_SHORT)));
    if (far) through(d.map(value => 4 * r / (1 - r) * value / far), anchor);
  };
  const tipAt = () => {
    const { w } = read(), size = Math.hypot(...w), r = reach() * (XN_SHORT + (1 - XN_SHORT) * size / (size + 4));
    return anchor.map((value, j) => value + (size ? r * w[j] / size : 0));
  };
  const nudged = (go, place) => (right, up) => {
    const [x, y] = place(), step = (p.x[1] - p.x[0]) / 44;
    go(x + right * step, y + up * step);
  };
  const hold = handle(view, p, { label: labels[0], field: fields[0], colour, move: moveTo, nudge: nudged(moveTo, () => anchor) });
  const tip = handle(view, p, { label: labels[1], field: fields[1], colour, move: turnTo, nudge: nudged(turnTo, tipAt) });
  draggable(view, p, grip, { move: moveTo });

  return () => {
    const { w, b, level } = read(), size = Math.hypot(...w), { line: ends } = cut(p, w, b - level);
    if (size && ends.length) {
      const off = netInput(w, anchor, b - level) / size ** 2;
      anchor = anchor.map((value, j) => value - off * w[j]);
      if (!p.inside(anchor)) anchor = [0, 1].map(j => (ends[0][j] + ends[1][j]) / 2);
    }
    for (const element of [line, grip]) set(element, { d: p.path(ends) });
    const seen = !size || ends.length > 0, to = inside(tipAt()), say = `w = (${short(w[0])}, ${short(w[1])}), b = ${short(b)}`;
    const put = (what, shown, ...values) => (shown ? what.set(...values) : what.hide());
    put(hold, size && seen, anchor, b, say);
    put(tip, seen, to, w[0], say);
    put(vector, seen, anchor, to);
    const [u, v] = size ? [30 * w[0] / size, 20 * w[1] / size] : [0, 22];
    set(text, { x: p.sx(to[0]) + u, y: p.sy(to[1]) - v + 5, visibility: seen ? null : "hidden" });
  };
}

export default widget(view => {
  const { words } = view;
  const left = plane(view, { x: XN_SIDE, y: XN_SIDE, xLabel: "x_1", yLabel: "x_2", label: words.input_plane });
  const right = plane(view, { x: [0, 1], y: [0, 1], xLabel: "f(z_1)", yLabel: "f(z_2)", label: words.hidden_plane });
  const rule = () => view.get("rules")[view.get("activation")];
  const neuron = (theta, i) => (i < 2 ? { w: [theta[i], theta[2 + i]], b: theta[4 + i] } : { w: [theta[6], theta[7]], b: theta[8] });
  let path = [], loss = [], waiting = null, shownStatus;

  // What is recorded leads through what is shown, until a hand or Python moves it.
  const live = () => {
    const here = view.get("theta"), row = path[view.get("step")];
    return view.get("run").activation === view.get("activation") && row?.every((value, j) => value === here[j]);
  };
  const put = (index, value) => view.set({ theta: view.get("theta").map((old, k) => (k === index ? value : old)) });
  const go = (wanted, options) => {
    const k = Math.max(0, wanted); // a first frame can lie before the click
    view.set({ step: k, theta: path[k] }, options);
  };

  // ---- what stands on the planes
  const grids = ["", "xn-bent"].map(kind => svg("path", { class: `xn-grid ${kind}` })), edge = svg("path", { class: "xn-edge" });
  const sides = ["pos", "neg"].map(sign => svg("path", { class: `ll-fill-${sign}` }));
  left.back.append(grids[0], edge);
  right.back.append(...sides, grids[1]);
  const entries = [["z_1 = ", 0], ["x_1 + ", 2], ["x_2 + ", 4], ["z_2 = ", 1], ["x_1 + ", 3], ["x_2 + ", 5], ["\\hat y = f( ", 6], ["f(z_1) + ", 7], ["f(z_2) + ", 8]]
    .map(([symbol, index]) => [index, entry(view, { symbol, name: words.numbers[index], step: 0.1 }, value => put(index, value))]);
  const NEURONS = [
    { colour: "green", name: mathsSvg("z_1>0"), start: [0.1, 0.4] }, { colour: "purple", name: mathsSvg("z_2>0"), start: [0.9, 0.6] },
    { colour: "ink", name: svg("text", {}, words.true), start: [1.05, 0.45] }];
  const lines = NEURONS.map((look, i) => xnLine(view, i < 2 ? left : right, {
    ...look, labels: [words[`line${i + 1}`], words[`tip${i + 1}`]], fields: [entries[3 * i + 2][1].input, entries[3 * i][1].input],
    read: () => ({ ...neuron(view.get("theta"), i), level: i < 2 ? 0 : rule().z }),
    change(w, b) {
      const theta = [...view.get("theta")];
      [theta[i < 2 ? i : 6], theta[i < 2 ? 2 + i : 7], theta[i < 2 ? 4 + i : 8]] = [...w, b];
      view.set({ theta });
    },
  }));
  const marks = [left, right].map(p => XN_POINTS.map(([, , yes]) => mark(p, p.main, yes, 9)));
  const names = [left, right].map(p => XN_POINTS.map(() => p.main.appendChild(svg("text", { class: "xn-point" }))));

  // ---- f, ready-made weights, equation (1), and the four points
  const f = choice(view, words.activation, Object.keys(view.get("rules")).map(name => [name, words.functions[name]]), value => {
    const drawn = live(); // learned weights are no start for another f, but a hand's own stay
    learning.pause();
    view.set({ activation: value });
    if (drawn) view.ask("draw");
  });
  const byHand = (text, click) => button(view, text, () => {
    learning.pause();
    click();
  });
  const gates = byHand(words.gates, () => view.set({ theta: rule().gates })), zero = byHand(words.zero, () => view.set({ theta: Array(9).fill(0) }));
  const learned = byHand(words.learned, () => view.ask("learned"));
  const count = html("output", { class: "xn-right", role: "status", "aria-live": "off" });
  const equations = NEURONS.map(({ colour }, i) => html("div", { class: "ll-row", style: `color: var(--ll-${colour})` },
    ...entries.slice(3 * i, 3 * i + 3).map(([, field]) => field), i === 2 ? mathsHtml(")") : null));
  const rows = XN_POINTS.map(([, , yes], n) => {
    const cells = Array.from({ length: 3 }, () => html("td")), verdict = html("td");
    const key = html("span", { class: `xn-key ${yes ? "xn-true" : ""}` });
    return { cells, verdict, element: html("tr", {}, html("td", {}, key, xnName(n)), ...cells, html("td", {}, yes ? words.true : words.false), verdict) };
  });
  const table = html("table", { class: "ll-table" }, html("thead", {}, html("tr", {},
    ...["point", "first", "second", "output", "wanted"].map(column => html("th", { scope: "col" }, ...prose(words[column]))), html("th"))),
  html("tbody", {}, ...rows.map(row => row.element)));
  const status = html("div", { class: "ll-status xn-status", role: "status", "aria-live": "off" });

  // ---- learning
  const last = () => (live() ? path.length - 1 : 0);
  const learning = timeline(view, {
    length: last, position: () => (live() ? view.get("step") : 0), go, rate: 40,
    begin(then) {
      waiting = then;
      view.ask("learn");
    },
  });
  view.on("run", () => {
    readRun();
    const then = waiting;
    waiting = null;
    if (then && path.length > 1) requestAnimationFrame(then); // when step and theta have come, too
  });
  const draw = value => {
    learning.pause();
    view.set({ seed: Math.round(value) });
    view.ask("draw");
  };
  const seed = entry(view, { symbol: "", name: words.seed, min: 0, max: 1e6, step: 1, digits: 0 }, draw);
  view.listen(seed.input, "keydown", event => { // the same number is no change, yet it is asked for
    if (event.key === "Enter" && seed.input.valueAsNumber === view.get("seed")) draw(view.get("seed"));
  });
  const another = byHand(words.another, () => view.ask("another"));
  const reset = byHand(words.reset, () => view.ask("reset"));

  const half = (title, p) => html("div", { class: "xn-half" }, html("h4", {}, title), p.box);
  view.root.append(
    html("div", { class: "ll-row" }, f, gates, zero, learned, count),
    html("div", { class: "ll-cols" }, half(words.input, left), half(words.hidden, right)),
    html("div", { class: "ll-bar" }, learning.element, html("div", { class: "ll-row" }, seed, another, reset)), status,
    html("div", { class: "ll-cols" }, html("div", { class: "xn-half xn-equations" }, ...equations), html("div", { class: "xn-half" }, table)));
  readRun();
  return paint;

  function readRun() {
    const { path: rows, loss: values } = view.get("run"), flat = floats(rows);
    path = Array.from({ length: flat.length / 9 }, (_, k) => [...flat.subarray(9 * k, 9 * k + 9)]);
    loss = floats(values);
  }

  // The range of the hidden plane: fixed for a bounded f, else it grows in powers of 2.
  function hiddenRange(hidden) {
    const name = view.get("activation"), far = 2 ** Math.ceil(Math.log2(Math.max(2, ...hidden.flat().map(Math.abs))));
    return { relu: [-far / 4, 1.25 * far], identity: [-1.25 * far, 1.25 * far], tanh: [-1.5, 1.5] }[name] ?? [-0.35, 1.35];
  }

  // Marks of points that fall on one place stand side by side, with their names beneath. Returns the groups.
  function showPoints(j, places, wrong) {
    const p = [left, right][j], groups = [], aside = 20 * (p.x[1] - p.x[0]) / (p.width || 1);
    const near = (m, n) => Math.hypot(p.sx(places[m][0]) - p.sx(places[n][0]), p.sy(places[m][1]) - p.sy(places[n][1])) < 12;
    places.forEach((_, n) => {
      const group = groups.find(([m]) => near(m, n));
      if (group) group.push(n);
      else groups.push([n]);
    });
    names[j].forEach((name, g) => write(name, (groups[g] ?? []).map(xnName).join("  ")));
    groups.forEach((group, g) => {
      const [x, y] = places[group[0]];
      set(names[j][g], { x: p.sx(x), y: p.sy(y) + 25 });
      group.forEach((n, k) => marks[j][n].set(x + (k - (group.length - 1) / 2) * aside, y, { ringed: wrong[n] }));
    });
    return groups;
  }

  function story(k, y, wrong, groups) {
    const name = view.get("activation"), mixed = groups.find(group => new Set(group.map(n => XN_POINTS[n][2])).size > 1);
    if (waiting) return view.alive ? words.waiting : words.no_kernel;
    const lines = [], away = live() && view.get("run").away;
    if (last()) {
      const every = view.get("run").every;
      lines.push(fill(words.iteration, { k: k * every, n: last() * every, L: num(loss[k], 4) }));
    }
    if (last() && name === "step") lines.push(words.flat);
    else if (name === "identity") {
      const c = y(0, 0);
      lines.push(fill(words.straight, { a: num(y(1, 0) - c), b: added(y(0, 1) - c), c: added(c) }));
    } else if (mixed) lines.push(fill(words.together, { points: mixed.map(xnName).join(", ") }));
    else if (!wrong) lines.push(words.solved);
    else if (!last() && !away) lines.push(words.hint);
    if (away ? k === last() : wrong && last() && k === last() && name !== "step") {
      lines.push(away ? words.away : fill(words.stuck, { wrong }), name === "identity" ? words.at_best : words.elsewhere);
    }
    return lines.join(" ");
  }

  function paint() {
    const theta = view.get("theta"), name = view.get("activation"), { low, high } = rule(), { f: act } = ACTIVATIONS[name];
    const [one, two, out] = [0, 1, 2].map(i => neuron(theta, i)), middle = (low + high) / 2;
    const network = { weights: [[theta.slice(0, 2), theta.slice(2, 4)], [[theta[6]], [theta[7]]]], biases: [theta.slice(4, 6), [theta[8]]], activations: [name, name] };
    const passes = XN_POINTS.map(([a, b]) => forward(network, [a, b]).a), hidden = passes.map(a => a[1]), outputs = passes.map(a => a[2][0]);
    const wrong = XN_POINTS.map(([, , yes], n) => outputs[n] > middle !== yes), k = live() ? view.get("step") : 0;
    // forward() once more, without its lists: this runs for every pixel
    const x = [0, 0], h = [0, 0];
    const y = (a, b) => {
      [x[0], x[1]] = [a, b];
      [h[0], h[1]] = [act(netInput(one.w, x, one.b)), act(netInput(two.w, x, two.b))];
      return act(netInput(out.w, h, out.b));
    };
    paintRegions(left, (a, b) => (y(a, b) - middle) / (high - middle), 3);
    set(edge, { d: xnEdge(left, (a, b) => y(a, b) - middle) });

    const range = hiddenRange(hidden);
    right.range(range, range);
    const { positive, negative } = cut(right, out.w, out.b - rule().z);
    [positive, negative].forEach((corners, j) => set(sides[j], { d: Math.hypot(...out.w) ? right.path(corners) : "" }));
    const net = [-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5], fine = Array.from({ length: 49 }, (_, j) => XN_SIDE[0] + j * 0.05);
    const threads = [...net.map(a => fine.map(b => [a, b])), ...net.map(b => fine.map(a => [a, b]))];
    set(grids[0], { d: threads.map(thread => left.path([thread[0], thread[48]])).join("") });
    set(grids[1], { d: name === "step" ? "" : threads.map(thread => right.path(thread.map(place => {
      y(...place);
      return [...h];
    }))).join("") });
    for (const show of lines) show();
    showPoints(0, XN_POINTS, wrong);
    const groups = showPoints(1, hidden, wrong);

    for (const [index, field] of entries) field.show(theta[index]);
    f.show(name);
    write(gates, name === "relu" ? words.by_hand : words.gates);
    seed.show(view.get("seed"));
    rows.forEach(({ cells, verdict, element }, n) => {
      [...hidden[n], outputs[n]].forEach((value, j) => write(cells[j], num(value)));
      write(verdict, wrong[n] ? "✗" : "✓");
      set(element, { class: wrong[n] ? "xn-wrong" : null });
    });
    const bad = wrong.filter(Boolean).length, text = story(k, y, bad, groups);
    write(count, fill(words.right, { right: 4 - bad }));
    if (text !== shownStatus) status.replaceChildren(...prose(shownStatus = text));
    const every = view.get("run").every ?? 0;
    learning.show(`${k * every} / ${last() * every}`);
    for (const element of [learned, another, reset]) element.disabled = !view.alive;
    if (name === "step") learned.disabled = true;
    view.announce(fill(words.spoken, { right: 4 - bad, outputs: outputs.map(value => num(value)).join(", ") }) + (last() ? ` ${status.textContent}` : ""));
  }
});
