// Four columns, one a method: setting, boundary, errors now, error curves, neurons of this step, weights. One timeline below.

export default widget(view => {
  const { words } = view, data = view.get("data"), { epochs: E, hidden: H } = data;
  const NAMES = ["none", "early", "dropout", "penalty"], TRAITS = { none: "none", early: "early", dropout: "dropped", penalty: "shrunk" };
  const SETTING = { early: "patience", dropout: "dropout", penalty: "lambda_" }, PARTS = ["training", "validation", "test"];
  const BINS = 21, WIDEST = 5.25; // of the histogram: half a unit each, the outermost take what lies beyond
  const KEPT = "m0-7l5.5 7l-5.5 7l-5.5-7z", OWN = 4.4, OTHER = 2.1; // a rhomb, and the sizes of points
  const shape = (label, r) => (label ? `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0` : `m${-0.88 * r} ${-0.88 * r}h${1.76 * r}v${1.76 * r}h${-1.76 * r}z`);
  const training = points(data.training), validation = points(data.validation);

  const patience = slider(view, { name: words.patience, min: 1, max: 100, step: 1, digits: 0, typed: { max: E } },
    value => view.set({ patience: Math.round(value) }));
  const dropout = slider(view, { symbol: "p", name: words.dropout, min: 0, max: 0.9, step: 0.05 }, value => view.set({ dropout: Number(value.toFixed(2)) }));
  const lambda = slider(view, { symbol: "\\lambda", name: words.lambda_, min: 0.0001, max: 0.3, step: 0.001, digits: 4, scale: "log", typed: { min: 0 } },
    value => view.set({ lambda_: Number(value.toPrecision(2)) }));
  const settings = { none: html("div", { class: "rt-nothing" }, fill(words.nothing, { n: H, N: training.length })), early: patience, dropout, penalty: lambda };

  const columns = NAMES.map(makeColumn), byName = Object.fromEntries(columns.map(column => [column.name, column]));
  const go = (epoch, options) => view.set({ epoch: Math.min(E, Math.max(0, Math.round(epoch))) }, options);
  for (const { chart, hit } of columns) draggable(view, chart, hit, { move: go });
  const epoch = entry(view, { name: words.entry, min: 0, max: E, step: 1, digits: 0 }, value => go(value));
  const hold = handle(view, byName.none.chart, {
    label: words.handle, field: epoch.input, colour: "purple", move: go, nudge: (right, up) => go(view.get("epoch") + right + up),
  });

  const test = tick(view, words.test_set, on => view.set({ test_set: on }));
  const another = button(view, words.another, () => view.set({ seed: view.get("seed") + 1 }));
  const reset = button(view, words.reset, () => {
    race.pause();
    view.ask("reset");
  });
  const race = timeline(view, { length: () => E, position: () => view.get("epoch"), go, rate: 24 });
  const sample = paths => svg("svg", { width: 24, height: 14, viewBox: "0 -7 24 14", "aria-hidden": "true" }, ...paths);
  const key = (name, ...paths) => html("span", {}, sample(paths.map(([look, d = "M0 0H24"]) => svg("path", { class: look, d }))), words[`key_${name}`]);
  const pair = (look, size) => [1, 0].map(label => [`${look} rt-class${label}`, `M${label ? 5 : 18} 0${shape(label, size)}`]);
  const keys = [key("learn", ...pair("rt-point", OWN)), key("check", ...pair("rt-other", OTHER)), key("training", ["rt-curve rt-training"]),
    key("validation", ["rt-curve rt-validation"]), key("plain", ["rt-curve rt-plain"]), key("thinned", ["rt-thinned"]), key("kept", ["rt-best", `M12 0${KEPT}`])];
  const status = html("div", { class: "ll-status", role: "status", "aria-live": "off" });
  view.root.append(
    html("div", { class: "rt-columns" }, ...columns.map(({ element }) => element)),
    html("div", { class: "ll-bar" }, epoch, race.element, html("div", { class: "ll-row" }, test, another, reset)),
    html("div", { class: "rt-keys" }, ...keys), status);

  for (const name of NAMES) view.on(TRAITS[name], read);
  read();
  return paint;

  function points(bytes) {
    const flat = floats(bytes, Float32Array);
    return Array.from({ length: flat.length / 3 }, (_, k) => flat.slice(3 * k, 3 * k + 3));
  }

  function makeColumn(name) {
    const title = words[`title_${name}`], method = title.replaceAll("$", "");
    const p = plane(view, { x: data.x, y: data.y, label: fill(words.plane, { method }), ratio: 0.78 });
    const path = look => svg("path", { class: look }), [others, own] = ["rt-other", "rt-point"].map(look => [path(`${look} rt-class0`), path(`${look} rt-class1`)]);
    const thinned = path("rt-thinned"), boundary = path("ll-line");
    p.box.classList.add("rt-plane");
    p.main.append(...others, thinned, boundary, ...own);

    const chart = plane(view, { x: [0, E], y: [0, 0.8], label: fill(words.chart, { method }), ratio: 0.72 });
    const [plain, ahead, ...curves] = ["plain", "validation rt-ahead", "training", "validation"].map(look => path(`rt-curve rt-${look}`));
    const now = svg("line", { class: "rt-now" }), stop = svg("line", { class: "rt-stop" }), best = svg("path", { class: "rt-best", d: `M0 0${KEPT}` });
    const hit = svg("rect", { class: "rt-hit" });
    chart.box.classList.add("rt-chart");
    chart.main.append(plain, ahead, ...curves, stop, now, best, hit);

    const output = () => html("output", { role: "status", "aria-live": "off" }), values = PARTS.map(output);
    const errors = html("div", { class: "rt-errors" }, ...PARTS.map((part, k) => html("div", { class: `rt-${part}` }, html("span", {}, words[part]), values[k])));
    const dots = Array.from({ length: H }, (_, i) => svg("circle", { cx: 10 * i + 5, cy: 6, r: 3.6 }));
    const neurons = svg("svg", { class: "rt-neurons", viewBox: `0 0 ${10 * H} 12`, "aria-hidden": "true" }, ...dots);
    const bars = Array.from({ length: BINS }, (_, k) => svg("rect", { x: 10 * k + 0.5, width: 9 }));
    const most = svg("text", { y: 10 });
    const histogram = svg("svg", { class: "rt-histogram", viewBox: `0 0 ${10 * BINS} 66`, role: "img", "aria-label": fill(words.histogram, { method }) },
      ...bars, svg("path", { d: `M0 50H${10 * BINS}` }), ...[-4, -2, 0, 2, 4].map(w => svg("text", { x: 5 * BINS + 20 * w, y: 63 }, num(w, 0))), most);
    const line = text => {
      const value = output();
      return { value, element: html("div", { class: "rt-line" }, html("span", {}, ...prose(text)), value) };
    };
    const alive = line(words.neurons), norm = line(words.norm);
    const element = html("section", { class: "rt-column", "aria-label": method }, html("h4", {}, ...prose(title)), settings[name], p.box, errors, chart.box,
      alive.element, neurons, norm.element, histogram);
    return { name, p, chart, others, own, thinned, boundary, plain, ahead, curves, now, stop, best, hit, values, dots, alive: alive.value, bars, norm: norm.value, most, element, drawn: "" };
  }

  function read() {
    if (!view.get("none").path) return view.ask("run");
    for (const column of columns) {
      const run = view.get(TRAITS[column.name]), { path, errors } = run.path ? run : view.get("none");
      const flat = floats(path, Float32Array), all = floats(errors, Float32Array), P = flat.length / (E + 1);
      Object.assign(column, { run, drawn: "",
        path: Array.from({ length: E + 1 }, (_, t) => flat.subarray(P * t, P * t + P)),
        errors: PARTS.map((_, k) => all.subarray(k * (E + 1), (k + 1) * (E + 1))),
        kept: run.kept && floats(run.kept, Uint8Array) });
    }
    const top = Math.max(...columns.flatMap(({ errors: [own, other] }) => [...own, ...other]));
    for (const { chart } of columns) chart.range(chart.x, [0, Math.min(1, Math.ceil(10 * top) / 10)]);
  }

  // The net input of the output neuron at a place, for weights theta; scale multiplies each hidden neuron's activation.
  function outputOf(theta, scale) {
    const { f } = ACTIVATIONS.tanh, x = [0, 0], a = new Array(H);
    const neurons = a.fill(0).map((_, i) => ({ w: [theta[i], theta[H + i]], b: theta[2 * H + i] })), last = theta.subarray(3 * H, 4 * H), c = theta[4 * H];
    return (x1, x2) => {
      [x[0], x[1]] = [x1, x2];
      for (let i = 0; i < H; i++) a[i] = scale && !scale[i] ? 0 : f(netInput(neurons[i].w, x, neurons[i].b)) * (scale ? scale[i] : 1);
      return netInput(last, a, c);
    };
  }

  // Where z = 0 crosses the cells of a grid, as an SVG path.
  function boundaryOf(p, z, n = 36) {
    const at = (k, [low, high]) => low + k / n * (high - low);
    const rows = Array.from({ length: n + 1 }, (_, j) => Array.from({ length: n + 1 }, (_, i) => z(at(i, p.x), at(j, p.y))));
    let d = "";
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]], ends = [];
      corners.forEach(([i1, j1], k) => {
        const [i2, j2] = corners[(k + 1) % 4], from = rows[j1][i1], to = rows[j2][i2];
        if (from >= 0 !== to >= 0) ends.push([at(i1 + (i2 - i1) * from / (from - to), p.x), at(j1 + (j2 - j1) * from / (from - to), p.y)]);
      });
      for (let k = 0; k < ends.length; k += 2) d += p.path(ends.slice(k, k + 2));
    }
    return d;
  }

  function paintPoints({ p, own, others }) {
    const draw = (rows, label, size) => rows.filter(row => row[2] === label).map(row => p.path([row]) + shape(label, size)).join("");
    for (const label of [0, 1]) {
      set(own[label], { d: draw(training, label, OWN) });
      set(others[label], { d: draw(validation, label, OTHER) });
    }
  }

  // The epoch whose weights a column shows: early stopping goes back to its best.
  function shownEpoch({ name, run }, t) {
    return name === "early" && t >= run.stopped ? run.best : t;
  }

  function paintNetwork(column, t) {
    const { name, p, path, kept, thinned, boundary, dots, alive, bars, norm, most } = column, theta = path[t];
    const z = outputOf(theta), on = kept?.subarray(t * H, (t + 1) * H), all = !on || on.every(Boolean);
    paintRegions(p, (x, y) => 2 * ACTIVATIONS.sigmoid.f(z(x, y)) - 1, 6);
    set(boundary, { d: boundaryOf(p, z) });
    set(thinned, { d: all ? "" : boundaryOf(p, outputOf(theta, Array.from(on, k => k / (1 - column.run.of[1])))) });
    dots.forEach((dot, i) => dot.classList.toggle("rt-off", Boolean(on && !on[i])));
    write(alive, fill(words.kept, { kept: on ? on.reduce((sum, k) => sum + k, 0) : H, n: H }));
    const counts = new Array(BINS).fill(0);
    let squares = 0;
    theta.forEach((w, k) => {
      if (k >= 2 * H && k < 3 * H || k === 4 * H) return; // biases
      squares += w * w;
      counts[Math.min(BINS - 1, Math.max(0, Math.floor((w + WIDEST) * 2)))]++;
    });
    bars.forEach((bar, k) => {
      const height = Math.min(50, 2 * counts[k]);
      set(bar, { y: 50 - height, height });
    });
    const tallest = Math.max(...counts), cut = counts.indexOf(tallest); // at most one bar is cut: there are 3 H weights
    set(most, { x: 10 * cut + (cut < BINS - 3 ? 24 : -14) });
    write(most, tallest > 25 ? `↑${tallest}` : "");
    write(norm, num(Math.sqrt(squares), 1));
  }

  function paintChart(column, t) {
    const { name, chart, errors, run, plain, ahead, curves, now, stop, best, hit } = column, last = name === "early" ? run.stopped : E;
    const line = (values, from, to) => chart.path(Array.from(values.subarray(from, to + 1), (L, k) => [from + k, L]));
    const upTo = Math.min(t, last), bottom = chart.sy(chart.y[0]), upright = x => ({ x1: chart.sx(x), x2: chart.sx(x), y1: chart.sy(chart.y[1]), y2: bottom });
    curves.forEach((path, k) => set(path, { d: line(errors[k], 0, upTo) }));
    set(ahead, { d: line(errors[1], upTo, last) });
    set(plain, { d: name === "none" ? "" : line(byName.none.errors[1], 0, E) });
    set(now, upright(t));
    set(hit, { x: chart.sx(0), y: chart.sy(chart.y[1]), width: chart.width, height: chart.height });
    set(stop, { ...upright(last), visibility: name === "early" && last < E && t >= last ? null : "hidden" });
    set(best, { visibility: name === "early" && t >= last ? null : "hidden", ...(name === "early" && { transform: `translate(${chart.sx(run.best)} ${chart.sy(errors[1][run.best])})` }) });
  }

  function paint() {
    const t = view.get("epoch"), opened = view.get("test_set"), { none, early } = byName;
    patience.show(view.get("patience"));
    dropout.show(view.get("dropout"));
    lambda.show(view.get("lambda_"));
    if (!view.get("lambda_")) lambda.range.value = lambda.range.min;
    epoch.show(t);
    test.show(opened);
    another.disabled = reset.disabled = !view.alive;
    race.show(`${t} / ${E}`);
    if (!none.path) return write(status, view.alive ? words.waiting : words.no_kernel);
    const said = { t };
    let stale = false;
    for (const column of columns) {
      const { name, p, run, element, errors, values } = column, shown = shownEpoch(column, t);
      const waits = String(run.of) !== String([view.get("seed"), ...(SETTING[name] ? [view.get(SETTING[name])] : [])]);
      stale ||= waits;
      element.classList.toggle("rt-stale", waits);
      const drawn = [shown, p.width, p.height, document.body.dataset.jpThemeLight].join();
      if (column.drawn !== drawn && p.width) {
        paintPoints(column);
        paintNetwork(column, shown);
        column.drawn = drawn;
      }
      paintChart(column, t);
      values.forEach((value, k) => write(value, k < 2 || opened ? num(errors[k][shown]) : words.closed));
      said[name] = num(errors[1][shown]);
    }
    hold.set([t, Math.min(none.chart.y[1], none.errors[1][t])], t, `${words.epoch} ${t}`);
    write(status, stale && !view.alive ? words.no_kernel : story(t, none.errors, early.run));
    view.announce(fill(words.spoken, said));
  }

  function story(t, [own, other], { stopped, best }) {
    const low = other.slice(0, t + 1).reduce((least, L, k, all) => (L < all[least] ? k : least), 0);
    const values = { t, low: num(other[low]), best: low, now: num(other[t]), was: num(own[low]), is: num(own[t]) };
    return `${fill(other[t] - other[low] < 0.015 ? words.early_days : words.rising, values)} ${fill(t >= stopped ? words.stopped : words.running, { stopped, best })}`;
  }
});
