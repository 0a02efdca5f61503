// The loss surface with the three paths on the left; the settings, the loss against the clock and the counts on the right.

export default widget(view => {
  const { words } = view, surface = view.get("surface"), { N, lengths } = surface;
  const RATES = { observations: 75, epochs: 1.5, iterations: 8 }; // steps a second while playing
  const log = Math.log10, NAMES = ["stochastic", "mini_batch", "batch"], COLOURS = ["neg", "green", "pos"];
  const shape = (k, attributes) => (k === 0 ? svg("circle", { r: 7.5, ...attributes })
    : svg("path", { d: k === 1 ? "M0 -9L9 0L0 9L-9 0Z" : "M-7 -7H7V7H-7Z", ...attributes }));

  const p = plane(view, { x: surface.w, y: surface.b, xLabel: "w", yLabel: "b", label: words.plane });
  const basins = surface.contours.map(data => ({ corners: pairs(floats(data, Float32Array)), path: svg("path", { class: "dp-basin" }) })).reverse();
  const best = svg("path", { class: "dp-best", d: "M-6 -6L6 6M-6 6L6 -6" });
  p.back.append(...basins.map(({ path }) => path));
  const chart = plane(view, { x: [0, 1], y: [log(surface.low), log(surface.high)], yLabel: "L", label: words.chart, ratio: 0.56 });
  p.box.classList.add("dp-plane");
  chart.box.classList.add("dp-chart");
  const grid = svg("g", { class: "dp-grid" }), levels = [1, 2, 5, 10, 20, 50].filter(L => L > surface.low && L < surface.high)
    .map(L => ({ L, line: svg("line"), text: svg("text", {}, L) }));
  grid.append(...levels.flatMap(({ line, text }) => [line, text]));
  const now = svg("line", { class: "dp-now" });
  chart.svg.append(grid);
  chart.main.append(now);

  const runners = NAMES.map((name, k) => ({
    name, points: [], losses: [], one: [], all: [], curve: [],
    path: svg("path", { class: `dp-path dp-${name}` }), dots: svg("path", { class: `dp-dots dp-${name}` }),
    ball: shape(k, { class: `dp-ball dp-${name}` }), line: svg("path", { class: `dp-path dp-${name}` }),
    cells: Array.from({ length: 4 }, () => html("td")),
  }));
  p.main.append(...runners.flatMap(({ path, dots }) => [path, dots]), best);
  chart.main.append(...runners.map(({ line }) => line));
  const gradients = [[2, 5], [1, 3.5], [0, 2.2]].map(([k, width]) => arrow(p, p.main, { colour: COLOURS[k], width })).reverse();
  p.main.append(...runners.map(({ ball }) => ball));

  // ---- settings: any change makes a new run in Python, which comes back as the trait `run`
  const round = value => Number(value.toFixed(3)), SETTINGS = ["B", "s", "start", "seed"];
  const B = slider(view, { symbol: "B", name: words.B, min: 1, max: N, step: 1, digits: 0, scale: "log" }, value => view.set({ B: Math.round(value) }));
  const s = slider(view, { symbol: "s", name: words.s, min: 0.001, max: 1, step: 0.01, digits: 3, scale: "log" }, value => view.set({ s: Math.max(0.001, round(value)) }));
  const place = (j, value) => view.set({ start: view.get("start").map((old, i) => (i === j ? value : old)) });
  const startW = entry(view, { symbol: "w", name: words.w }, value => place(0, value));
  const startB = entry(view, { symbol: "b", name: words.b }, value => place(1, value));
  const within = (value, [low, high]) => round(Math.min(high, Math.max(low, value)));
  const move = (w, b) => view.set({ start: [within(w, surface.w), within(b, surface.b)] });
  const hold = handle(view, p, {
    label: words.handle, field: startW.input, colour: "ink", move,
    nudge: (right, up) => move(view.get("start")[0] + 0.05 * right, view.get("start")[1] + 0.05 * up),
  });
  const clock = choice(view, words.clock, Object.keys(lengths).map(name => [name, words[name]]), value => view.set({ clock: value, step: lengths[value] }));
  const at = choice(view, words.arrows, NAMES.map(name => [name, words[name]]), value => view.set({ arrows: value }));
  const another = button(view, words.another, () => view.set({ seed: view.get("seed") + 1 }));
  const reset = button(view, words.reset, () => {
    race.pause();
    view.ask("reset", []);
  });

  const length = () => lengths[view.get("clock")], step = () => Math.min(view.get("step"), length());
  const race = timeline(view, {
    length, position: step, go: (k, options) => view.set({ step: Math.max(0, k) }, options),
    rate: { valueOf: () => RATES[view.get("clock")] },
  });

  const table = html("table", { class: "ll-table dp-table" }, html("thead", {}, html("tr", {}, html("th"),
    ...["size", "updates", "passes", "loss"].map(column => html("th", { scope: "col" }, ...prose(words[column]))))),
  html("tbody", {}, ...runners.map(({ name, cells }, k) => html("tr", {}, html("td", {},
    svg("svg", { width: 16, height: 16, viewBox: "-10 -10 20 20" }, shape(k, { class: `dp-ball dp-${name}` })), words[name]), ...cells))));
  const keys = ["key_one", "key_some", "key_all"].map((key, k) => {
    const text = html("span");
    const sample = svg("svg", { width: 22, height: 8 }, svg("path", { class: `dp-path dp-${NAMES[k]}`, style: `stroke-width: ${[2.2, 3.5, 5][k]}`, d: "M0 4H22" }));
    return { key, text, element: html("span", {}, sample, text) };
  });
  const status = html("div", { class: "ll-status", role: "status", "aria-live": "off" });
  view.root.append(
    html("div", { class: "ll-cols" }, p.box, html("div", { class: "ll-side dp-side" }, B, s,
      html("div", { class: "ll-row" }, html("span", {}, words.start), startW, startB), chart.box, clock, table)),
    html("div", { class: "ll-bar" }, race.element, html("div", { class: "ll-row" }, another, reset)),
    html("div", { class: "ll-bar" }, at, html("div", { class: "dp-keys" }, ...keys.map(({ element }) => element))), status);

  let shownClock;
  view.on("run", read);
  read();
  return paint;

  function pairs(flat) {
    return Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], flat[2 * k + 1]]);
  }

  function read() {
    const run = view.get("run");
    shownClock = null;
    if (!run.batch) return view.ask("run", []);
    for (const runner of runners) {
      const { B: size, path, loss, one, all } = run[runner.name], numbers = data => floats(data, Float32Array);
      Object.assign(runner, { size, points: pairs(numbers(path)), losses: numbers(loss), one: pairs(numbers(one)), all: pairs(numbers(all)) });
    }
  }

  // Updates an epoch, updates that are made when the clock shows t, and observations that k updates have used.
  function perEpoch({ size }) { return Math.ceil(N / size); }
  function updates(runner, t) {
    const made = { iterations: t, epochs: t * perEpoch(runner), observations: Math.floor(t / N) * perEpoch(runner) + Math.floor(t % N / runner.size) };
    return Math.min(runner.points.length - 1, made[view.get("clock")]);
  }
  function used(runner, k) { return Math.floor(k / perEpoch(runner)) * N + k % perEpoch(runner) * runner.size; }

  function readClock() {
    shownClock = view.get("clock");
    const of = { iterations: (_, k) => k, epochs: (runner, k) => used(runner, k) / N, observations: used }[shownClock];
    for (const runner of runners) {
      runner.curve = Array.from(runner.losses, (L, k) => [of(runner, k), Math.min(9, log(L))]);
    }
    chart.range([0, length()], chart.y);
  }

  function paintSurface() {
    for (const { corners, path } of basins) set(path, { d: `${p.path(corners)}Z` });
    const [w, b] = surface.best;
    set(best, { transform: `translate(${p.sx(w)} ${p.sy(b)})` });
    levels.forEach(({ L, line, text }) => {
      const y = chart.sy(log(L));
      set(line, { x1: chart.sx(0), x2: chart.sx(chart.x[1]), y1: y, y2: y });
      set(text, { x: chart.sx(0) - 7, y: y + 4 });
    });
  }

  function paintRunner(runner, k) {
    const { name, points, losses, path, dots, ball, line, curve, cells, size } = runner, [w, b] = points[k], way = points.slice(0, k + 1);
    set(path, { d: p.path(way) });
    if (size > 1) set(dots, { d: way.map(([u, v]) => `M${p.sx(u).toFixed(1)} ${p.sy(v).toFixed(1)}h0`).join("") });
    else set(dots, { d: "" });
    set(ball, {
      transform: `translate(${p.sx(within(w, p.x))} ${p.sy(within(b, p.y))})`, class: `dp-ball dp-${name} ${p.inside([w, b]) ? "" : "dp-out"}`,
    });
    set(line, { d: chart.path(curve.slice(0, k + 1)) });
    [size, k, num(used(runner, k) / N), lossText(losses[k])].forEach((text, j) => write(cells[j], String(text)));
  }

  function lossText(L) {
    return L < 1000 ? num(L) : words.far;
  }

  // The gradient of one observation, of its batch, and of all, where the chosen method stands; to one scale.
  function paintArrows(runner, k) {
    const { points, one, all, size, losses, name } = runner, [w, b] = points[k], next = points[k + 1], rate = view.get("s");
    const values = { method: words[name], B: size, N, before: lossText(losses[k]), after: lossText(losses[k + 1]) };
    gradients.forEach(gradient => gradient.hide());
    if (!p.inside([w, b])) return fill(losses[k] < 1000 ? words.outside : words.diverged, values);
    const own = [(w - next[0]) / rate, (b - next[1]) / rate], shown = [one[k], own, all[k]];
    const [single, ...means] = shown.map(g => Math.hypot(...g)), span = p.x[1] - p.x[0];
    const scale = Math.min(0.2 * span / (Math.max(...means) || 1), 0.5 * span / (single || 1));
    if (!race.isPlaying()) shown.forEach((g, j) => gradients[j].set([w, b], [w - scale * g[0], b - scale * g[1]]));
    const turn = Math.atan2(own[1], own[0]) - Math.atan2(all[k][1], all[k][0]);
    const angle = Math.round(Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) * 180 / Math.PI);
    const change = values.before === values.after ? words.same : losses[k + 1] > losses[k] ? words.up : words.down;
    return fill(`${words.next} ${change}`, { ...values, angle });
  }

  function paint() {
    if (shownClock !== view.get("clock") && runners[0].points.length) readClock();
    paintSurface();
    const t = step(), start = view.get("start"), ready = runners[0].points.length > 0;
    set(now, { x1: chart.sx(t), x2: chart.sx(t), y1: chart.sy(chart.y[0]), y2: chart.sy(chart.y[1]) });
    hold.set(start.map((value, j) => within(value, [p.x, p.y][j])), start[0], `w = ${num(start[0])}, b = ${num(start[1])}`);
    B.show(view.get("B"));
    s.show(view.get("s"));
    startW.show(start[0]);
    startB.show(start[1]);
    clock.show(view.get("clock"));
    at.show(view.get("arrows"));
    another.disabled = reset.disabled = !view.alive;
    race.show(`${t} / ${length()}`);
    keys.forEach(({ key, text }) => write(text, fill(words[key], { B: view.get("B"), N })));
    // Without Python there are no paths from another start.
    const stale = !view.alive && String(view.get("run").of) !== String(SETTINGS.map(view.get));
    view.root.classList.toggle("dp-stale", stale);
    if (!ready || stale) return write(status, view.alive ? words.waiting : words.no_kernel);
    const made = runners.map(runner => updates(runner, t));
    runners.forEach((runner, k) => paintRunner(runner, made[k]));
    const chosen = NAMES.indexOf(view.get("arrows"));
    write(status, paintArrows(runners[chosen], made[chosen]));
    const places = runners.map(({ name, losses }, k) => fill(words.place, { method: words[name], L: lossText(losses[made[k]]) }));
    view.announce([fill(words.spoken, { clock: words[view.get("clock")], t }), ...places].join(", "));
  }
});
