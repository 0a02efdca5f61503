// The plane on the left, the numbers and each point's term on the right, the learning rule beneath.

export default widget(view => {
  const { words } = view, MANY = 8, ROWS = 6; // with more than MANY points the table shows the ROWS worst
  const p = plane(view, { x: [-1, 1], y: [-1, 1], xLabel: "x_1", yLabel: "x_2", label: words.plane });
  let points = [], marks = [], rows = [], shownData, shownFinals, shownStatus, path = [], visited = [], waiting = null;

  const pair = ([u, v]) => `(${short(u)}, ${short(v)})`, brace = value => (value < 0 ? `(${short(value)})` : short(value));
  const motion = glide(view);
  const go = (k, options) => {
    const [w1, w2, b] = path[k];
    if (!options.hold) motion.start();
    view.set({ step: k, w: [w1, w2], b }, options);
  };
  // What is recorded leads through what is shown, until a hand or Python moves it.
  const live = () => {
    const { data, eta } = view.get("run"), here = [...view.get("w"), view.get("b")];
    return data === view.get("data") && eta === view.get("eta") && (path[view.get("step")] ?? []).every((value, j) => value === here[j]) && view.get("step") < path.length;
  };

  // ---- what stands on the plane
  const sides = ["pos", "neg"].map(sign => svg("path", { class: `ll-fill-${sign}` }));
  const signs = ["1", "-1"].map(sign => mathsSvg(`\\hat y=${sign}`, { class: "pp-sign", "text-anchor": "middle" }));
  const finals = svg("g", { class: "pp-finals" }), ghost = svg("path", { class: "ll-ghost" });
  const line = svg("path", { class: "ll-line" }), grip = svg("path", { class: "ll-grip" });
  const dots = svg("g"), visit = svg("circle", { class: "pp-visit", r: 17 });
  p.back.append(...sides, ...signs, finals);
  const name = mathsSvg("w", { class: "pp-name", "text-anchor": "middle" });
  p.main.append(ghost, line, grip);
  const before = arrow(p, p.main, { colour: "grey", dashed: true, width: 1.5 });
  const added = arrow(p, p.main, { colour: "purple", dashed: true, width: 2, gap: 8 });
  const vector = arrow(p, p.main, { colour: "green", gap: 8 });
  p.main.append(visit, dots, name);

  // ---- numbers
  const setW = (j, value) => view.set({ w: view.get("w").map((old, k) => (k === j ? value : old)) });
  const w1 = entry(view, { symbol: "w_1", name: words.w1 }, value => setW(0, value));
  const w2 = entry(view, { symbol: "w_2", name: words.w2 }, value => setW(1, value));
  const b = slider(view, { symbol: "b", name: words.b, min: -4, max: 4, step: 0.05, typed: { min: -Infinity, max: Infinity, step: 0.1 } },
    value => view.set({ b: value }));
  const eta = entry(view, { symbol: "\\eta", name: words.eta, min: 0.01, max: 100 }, value => view.set({ eta: value }));
  const data = choice(view, words.data, Object.keys(view.get("sets")).map(key => [key, words[key] ?? key]),
    value => view.set({ data: value, finals: [], best: 0 }));

  const round = value => Number(value.toFixed(3));
  // The largest t of at most 1 for which t w is in the plane. There the arrow ends, and a hand that takes it up moves w
  // in proportion.
  const within = w => Math.min(1, ...w.map((value, j) => [p.x, p.y][j][value > 0 ? 1 : 0] / value).filter(t => t > 0));
  let taken = 1;
  const tip = handle(view, p, {
    label: words.tip, field: w1.input,
    move: (x, y) => view.set({ w: [round(x / taken), round(y / taken)] }),
    nudge: (right, up) => view.set({ w: [round(view.get("w")[0] + 0.05 * right), round(view.get("w")[1] + 0.05 * up)] }),
  });
  view.listen(tip.group, "pointerdown", () => { taken = within(view.get("w")); });
  const throughLine = (x, y) => view.set({ b: round(-netInput(view.get("w"), [x, y], 0)) });
  const hold = handle(view, p, {
    label: words.line, field: b.input, colour: "ink", move: throughLine,
    nudge: (right, up) => view.set({ b: round(view.get("b") + 0.05 * (right + up)) }),
  });
  draggable(view, p, grip, { move: throughLine });

  // ---- each point's term, and the sums
  const body = html("tbody"), table = html("table", { class: "ll-table" }, html("thead", {}, html("tr", {},
    ...["point", "need", "term"].map(column => html("th", { scope: "col" }, ...prose(words[column]))), html("th"))), body);
  const more = html("small"), loss = readout(words.loss), right = readout(words.right);
  const status = html("div", { class: "ll-status pp-status", role: "status", "aria-live": "off" });

  // ---- the rule
  const last = () => (live() ? path.length - 1 : 0);
  const rule = timeline(view, {
    length: last, position: () => (live() ? view.get("step") : 0), go,
    begin(then) {
      waiting = then;
      view.ask("learn");
    },
  });
  view.on("run", () => {
    readRun();
    const then = waiting;
    waiting = null;
    if (then && path.length > 1) requestAnimationFrame(then); // when step, w and b have come, too
  });
  const byHand = (text, click) => button(view, text, () => {
    rule.pause();
    click();
  });
  const another = byHand(words.another, () => view.ask("another"));
  const clear = byHand(words.clear, () => view.set({ finals: [] }));
  const reset = byHand(words.reset, () => view.ask("reset"));

  view.root.append(
    html("div", { class: "ll-cols" }, p.box, html("div", { class: "ll-side" },
      html("div", { class: "ll-row" }, data, eta), html("div", { class: "ll-row" }, w1, w2), b,
      html("div", { class: "pp-terms" }, table, more), html("div", { class: "pp-sums" }, loss, right))),
    html("div", { class: "ll-bar" }, rule.element, html("div", { class: "ll-row" }, another, clear, reset)), status);
  readRun();
  return paint;

  function readRun() {
    const { path: rows, visited: order } = view.get("run"), flat = floats(rows);
    path = Array.from({ length: flat.length / 3 }, (_, k) => [...flat.subarray(3 * k, 3 * k + 3)]);
    visited = floats(order);
  }

  function readData() {
    shownData = view.get("data");
    const { points: data, range } = view.get("sets")[shownData], flat = floats(data);
    points = Array.from({ length: flat.length / 3 }, (_, n) => ({ x: [flat[3 * n], flat[3 * n + 1]], y: flat[3 * n + 2] }));
    p.range(range, range);
    dots.replaceChildren();
    marks = points.map(({ y }) => mark(p, dots, y > 0, points.length > MANY ? 5.5 : 8));
    rows = points.slice(0, points.length > MANY ? ROWS : MANY).map(() => {
      const cells = Array.from({ length: 4 }, () => html("td"));
      return { cells, element: html("tr", {}, ...cells), shows: null };
    });
    body.replaceChildren(...rows.map(row => row.element));
  }

  // What w and b must fulfil for a point to be right: "w_2+b<0" for x = (0, 1) with y = -1.
  function need({ x, y }) {
    const terms = x.map((value, j) => (value === 1 ? `w_${j + 1}+` : "")).join("");
    return (x.every(value => value === 0 || value === 1) ? `${terms}b` : "w\\cdot x+b") + (y > 0 ? ">0" : "<0");
  }

  // The middle of the line, or a little beside it if the tip is there.
  function gripAt([[x1, y1], [x2, y2]], top) {
    const length = Math.hypot(p.sx(x2) - p.sx(x1), p.sy(y2) - p.sy(y1)) || 1;
    const near = Math.hypot(p.sx((x1 + x2) / 2) - p.sx(top[0]), p.sy((y1 + y2) / 2) - p.sy(top[1])) < 30;
    const t = 0.5 + (near ? 44 / length : 0);
    return [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
  }

  // In pixels: before the tip, or beside the arrow if the plane ends there.
  function nameAt([u, v]) {
    const size = Math.hypot(u, v) || 1, [right, down] = [u / size, -v / size], pixel = (p.x[1] - p.x[0]) / p.width;
    const [on, aside] = p.inside([u + 30 * pixel * right, v - 30 * pixel * down]) ? [20, 0] : [-40, 17];
    return [p.sx(u) + on * right + aside * down, p.sy(v) + on * down - aside * right];
  }

  function showTerms(terms, now) {
    const order = points.map((_, n) => n);
    if (points.length > MANY) order.sort((m, n) => terms[m] - terms[n]);
    rows.forEach((row, k) => {
      const n = order[k], { x, y } = points[n], [point, needs, term, sign] = row.cells;
      if (row.shows !== n) {
        row.shows = n;
        point.replaceChildren(html("span", { class: `pp-key ${y > 0 ? "pp-true" : ""}` }), pair(x));
        needs.replaceChildren(mathsHtml(need(points[n])));
      }
      write(term, num(terms[n]));
      write(sign, terms[n] > 0 ? "✓" : "✗");
      set(row.element, { class: [terms[n] > 0 ? "" : "pp-wrong", n === now ? "pp-now" : ""].join(" ") });
    });
    const rest = order.slice(rows.length), wrong = rest.filter(n => terms[n] <= 0).length;
    write(more, rest.length ? fill(words.more, { n: rest.length, wrong }) : "");
  }

  function showFinals() {
    const key = JSON.stringify([view.get("finals"), p.width, p.x]);
    if (key === shownFinals) return;
    shownFinals = key;
    finals.replaceChildren(...view.get("finals").flatMap(([u, v, c], k) => {
      const { line: ends } = cut(p, [u, v], c);
      if (!ends.length) return [];
      const t = 0.06 + 0.05 * (k % 4), [x, y] = [0, 1].map(j => (1 - t) * ends[0][j] + t * ends[1][j]);
      return [svg("path", { d: p.path(ends) }), svg("text", { x: p.sx(x), y: p.sy(y) }, k + 1)];
    }));
  }

  // The step's arithmetic, written with its numbers: lines of words and maths.
  function story(k) {
    if (waiting) return [view.alive ? words.waiting : words.no_kernel];
    if (!live()) return [words.hint];
    if (!k) return [last() ? fill(words.at_start, { n: last() }) : words.all_right];
    const [u, v, c] = path[k - 1], [u1, v1, c1] = path[k], n = visited[k - 1], { x, y } = points[n], N = points.length;
    const passed = (n - (k > 1 ? visited[k - 2] : -1) - 1 + N) % N, z = netInput([u, v], x, c);
    const values = {
      k, x: pair(x), y: short(y), passed, w: pair([u, v]), b: short(c), eta: short(view.get("eta")), z: short(z), term: short(y * z),
      sum: `${short(u)}\\cdot ${brace(x[0])}+${brace(v)}\\cdot ${brace(x[1])}+${brace(c)}`, w_new: pair([u1, v1]), b_new: short(c1),
    };
    const { converged, epochs } = view.get("run"), end = k < last() ? "" : converged ? words.converged : epochs ? words.endless : "";
    return [`${words.visit} ${passed ? words.passed : ""} ${end}`, words.wrong, words.update].map(text => fill(text, { ...values, epochs }));
  }

  function showStory(k) {
    const lines = story(k), key = lines.join("|");
    if (key === shownStatus) return;
    shownStatus = key;
    status.replaceChildren(...lines.map(text => html("div", {}, ...prose(text))));
  }

  function paint() {
    if (shownData !== view.get("data")) readData();
    const w = view.get("w"), c = view.get("b"), k = live() ? view.get("step") : 0;
    const terms = points.map(({ x, y }) => y * netInput(w, x, c)), now = k ? visited[k - 1] : -1;
    const [u, v, d] = motion.at([...w, c]), { positive, negative, line: ends } = cut(p, [u, v], d);
    [positive, negative].forEach((corners, j) => {
      set(sides[j], { d: p.path(corners) });
      set(signs[j], { visibility: corners.length ? null : "hidden" });
      if (!corners.length) return;
      const far = corners.map(corner => Math.abs(netInput([u, v], corner, d)) ** 3 + 1e-9), all = far.reduce((sum, f) => sum + f);
      const [x, y] = [0, 1].map(i => corners.reduce((sum, corner, n) => sum + far[n] * corner[i], 0) / all);
      const inwards = (at, [low, high]) => at + 0.1 * (low + high - 2 * at);
      set(signs[j], { x: p.sx(inwards(x, p.x)), y: p.sy(inwards(y, p.y)) + 6 });
    });
    for (const element of [line, grip]) set(element, { d: p.path(ends) });
    points.forEach(({ x }, n) => {
      const note = points.length > MANY ? (terms[n] > 0 ? "" : "−") : signed(terms[n]);
      marks[n].set(...x, { ringed: terms[n] <= 0, note });
    });
    const t = within([u, v]), top = [t * u, t * v];
    vector.set([0, 0], top);
    tip.set(top, w[0], `w = ${pair(w)}`);
    const [x, y] = nameAt(top);
    set(name, { x, y: y + 6 });
    if (ends.length) hold.set(gripAt(ends, top), c, `b = ${num(c)}`);
    else hold.hide();
    if (k) {
      const [...old] = path[k - 1], oldB = old.pop();
      set(ghost, { d: p.path(cut(p, old, oldB).line) });
      set(visit, { cx: p.sx(points[now].x[0]), cy: p.sy(points[now].x[1]), visibility: null });
      before.set([0, 0], old);
      added.set(old, [u, v]);
    } else {
      set(ghost, { d: "" });
      set(visit, { visibility: "hidden" });
      before.hide();
      added.hide();
    }
    showFinals();

    w1.show(w[0]);
    w2.show(w[1]);
    b.show(c);
    eta.show(view.get("eta"));
    data.show(shownData);
    showTerms(terms, now);
    const count = terms.filter(term => term > 0).length, L = num(terms.reduce((sum, term) => sum + Math.max(0, -term), 0));
    if (count > view.get("best")) view.set({ best: count }, { hold: true });
    loss.show(L);
    right.show(fill(words.count, { right: count, all: points.length, best: view.get("best") }));
    rule.show(`${k} / ${last()}`);
    showStory(k);
    for (const element of [another, reset]) element.disabled = !view.alive;
    clear.disabled = !view.get("finals").length;
    view.announce(fill(words.spoken, { w: pair(w), b: num(c), right: count, all: points.length, L }) + (k ? ` ${status.textContent}` : ""));
  }
});
