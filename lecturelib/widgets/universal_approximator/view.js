// The target, its band, the bumps and both networks in one plane; numbers and controls beside it, training beneath.

const UA_MOST = 24, UA_ENDS = [-0.05, 1.05], UA_HIGHEST = 1.5;

const uaLimit = (value, low, high) => Math.min(high, Math.max(low, value));

// g at x, from its heights at 0, 0.01, ..., 1.
function uaTarget(heights, x) {
  const k = Math.min(99, Math.floor(100 * x)), t = 100 * x - k;
  return (1 - t) * heights[k] + t * heights[k + 1];
}

// Equation (2) for one input: w, b, alpha of m neurons, alpha_0. The lists are reused: this runs for every pixel.
function uaNetwork({ w, b, alpha, alpha0, name }) {
  const { f } = ACTIVATIONS[name], a = new Float64Array(w.length), x = [0], v = [0];
  return value => {
    x[0] = value;
    for (let i = 0; i < w.length; i++) {
      v[0] = w[i];
      a[i] = f(netInput(v, x, b[i]));
    }
    return netInput(alpha, a, alpha0);
  };
}

export default widget(view => {
  const { words } = view;
  const p = plane(view, { x: UA_ENDS, y: [-1.62, 1.62], xLabel: "x", label: words.plane, ratio: 0.68 });
  let chosen = 0, pen = [0.5, 0], stroke = false, drawing = false, waiting = null, path = [], errors = [], shownStatus, shownNeurons, dotted;

  // ---- changes by hand
  const clean = value => Number(value.toFixed(3));
  function change(k, part) {
    chosen = k;
    view.set({ bumps: view.get("bumps").map((row, j) => (j === k ? row.map((old, i) => part[i] ?? old) : row)) });
  }
  const row = k => view.get("bumps")[k];
  const lift = (k, y) => change(k, { 2: clean(uaLimit(y, -UA_HIGHEST, UA_HIGHEST)) });
  const left = (k, x) => change(k, { 0: clean(uaLimit(x, UA_ENDS[0], row(k)[1] - 0.005)) });
  const right = (k, x) => change(k, { 1: clean(uaLimit(x, row(k)[0] + 0.005, UA_ENDS[1])) });
  function shift(k, by, [from, to] = row(k)) {
    const way = uaLimit(by, UA_ENDS[0] - from, UA_ENDS[1] - to);
    change(k, { 0: clean(from + way), 1: clean(to + way) });
  }
  function choose(k) {
    chosen = k;
    view.redraw();
  }
  // Draws g from the pen to this place.
  function drawTo(x, y) {
    const [x0, y0] = pen, heights = [...view.get("heights")];
    pen = [clean(uaLimit(x, 0, 1)), clean(uaLimit(y, -UA_HIGHEST, UA_HIGHEST))];
    const [from, to] = [stroke ? Math.round(100 * x0) : Math.round(100 * pen[0]), Math.round(100 * pen[0])];
    for (let k = Math.min(from, to); k <= Math.max(from, to); k++) {
      const t = from === to ? 1 : (k - from) / (to - from);
      heights[k] = clean(stroke ? y0 + t * (pen[1] - y0) : pen[1]);
    }
    stroke = true;
    view.set({ heights, target: "own" });
  }

  // ---- the plane
  const band = svg("path", { class: "ua-band" }), target = svg("path", { class: "ua-target" });
  const gap = svg("line", { class: "ua-gap" }), gapText = svg("text", { class: "ua-name", "text-anchor": "middle" });
  const outside = [0, 1].map(() => svg("rect", { class: "ua-outside" }));
  p.back.append(...outside, band);
  const bodies = Array.from({ length: UA_MOST }, (_, k) => {
    const body = svg("path", { class: "ua-bump" });
    let from = 0, start;
    view.listen(body, "pointerdown", event => {
      [from, start] = [p.at(event)[0], row(k)];
      choose(k);
    });
    draggable(view, p, body, { move: x => shift(k, x - from, start) });
    return body;
  });
  p.main.append(...bodies, target);
  const built = curve(p, p.main, { colour: "pos", width: 2.5 }), learned = curve(p, p.main, { colour: "green", width: 3 });
  const points = p.main.appendChild(svg("path", { class: "ua-point" }));
  p.main.append(gap);

  const fields = [["left", left], ["right", right], ["height", lift]].map(([part, give]) => entry(view,
    { symbol: "", name: words[`name_${part}`], step: part === "height" ? 0.05 : 0.01, digits: 3 }, value => give(chosen, value)));
  fields.forEach((field, i) => write(field.firstChild, words[["left", "right", "height"][i]]));
  const tops = Array.from({ length: UA_MOST }, (_, k) => {
    const top = handle(view, p, {
      label: fill(words.top_of, { k: k + 1 }), colour: "pos", field: fields[2].input, move: (x, y) => lift(k, y),
      nudge: (by, up) => (up ? lift(k, row(k)[2] + 0.05 * up) : shift(k, 0.01 * by)),
    });
    set(top.group, { "aria-valuetext": "" });
    view.listen(top.group, "focus", () => choose(k));
    return top;
  });
  const edges = [["left", left, 0], ["right", right, 1]].map(([side, give, i]) => handle(view, p, {
    label: "", colour: "purple", field: fields[i].input, move: x => give(chosen, x),
    nudge: (by, up) => give(chosen, row(chosen)[i] + 0.01 * (by + up)),
  }));
  const sheet = svg("rect", { class: "ua-sheet" });
  p.front.append(gapText, sheet);
  view.listen(sheet, "pointerdown", event => {
    if (!event.button) drawTo(...p.at(event));
  });
  const lifted = () => { stroke = false; };
  draggable(view, p, sheet, { move: drawTo, end: lifted });
  const tip = handle(view, p, { label: words.pen, colour: "ink", move: drawTo, end: lifted,
    nudge: (by, up) => {
      stroke = true;
      drawTo(pen[0] + 0.01 * by, pen[1] + 0.05 * up);
    } });
  tip.group.classList.add("ua-pen");

  // ---- controls
  const goal = choice(view, "", Object.entries(words.targets), value => view.set({ target: value }));
  goal.firstChild.replaceChildren(...prose(words.target));
  goal.lastChild.setAttribute("aria-label", words.target.replaceAll("$", ""));
  const draw = button(view, "", () => {
    drawing = !drawing;
    pen = [0.5, uaTarget(view.get("heights"), 0.5)];
    view.redraw();
  });
  draw.append(...prose(words.draw));
  const n = slider(view, { name: words.n, min: 1, max: UA_MOST, step: 1, digits: 0 }, value => view.set({ n: Math.round(value) }));
  const neurons = html("output", { role: "status", "aria-live": "off" });
  const reset = button(view, words.reset, () => {
    training.pause();
    [chosen, drawing] = [0, false];
    view.ask("reset");
  });
  const build = button(view, words.build, () => view.ask("build"));
  const epsilon = slider(view, { symbol: "\\epsilon", name: words.name_epsilon, min: 0.01, max: 1, step: 0.01 }, value => view.set({ epsilon: value }));
  const w = slider(view, { symbol: "w", name: words.name_w, min: 5, max: 1000, scale: "log", step: 5, digits: 0 }, value => view.set({ w: Math.round(value), activation: "sigmoid" }));
  const step = tick(view, words.strict, on => view.set({ activation: on ? "step" : "sigmoid" }));
  const noise = slider(view, { symbol: "", name: words.noise, min: 0, max: 0.5, step: 0.05 }, value => view.set({ noise: value }));
  set(noise.range, { "aria-label": words.name_noise });
  for (const { range } of [n, epsilon, w, noise]) set(range, { "data-lm-suppress-shortcuts": "true" }); // else JupyterLab takes the arrow keys
  const sizes = [["built", "blue"], ["trained", "green"]].map(([name, colour]) => {
    const value = html("output", { role: "status", "aria-live": "off" }), verdict = html("span");
    return { value, verdict, parts: [html("span", { class: `ua-key ua-${colour}` }, ...prose(words[name])), value, verdict] };
  });
  const bumpName = html("span");

  // ---- the errors of all that was trained with noise
  const chart = plane(view, { x: [0, 50], y: [0, 0.4], xLabel: "m", label: words.chart, ratio: 0.6 });
  const series = [["green", 1, words.on_training], ["neg", 2, words.on_test]].map(([colour, column, text]) => {
    const dots = svg("path", { style: `fill: var(--ll-${colour})` });
    chart.main.append(dots);
    return { line: curve(chart, chart.back, { colour, width: 1.5 }), dots, column,
      key: html("span", { style: `color: var(--ll-${colour})` }, `${column === 1 ? "●" : "■"} ${text}`) };
  });
  const chartBox = html("div", { class: "ua-chart" }, html("h4", {}, words.errors), chart.box, html("p", {}, ...series.map(({ key }) => key)));

  // ---- training
  const live = () => {
    const { of } = view.get("run");
    return path.length > 0 && of[1] === 2 * view.get("bumps").length && of[2] === view.get("noise") && of[0].every((height, k) => height === view.get("heights")[k]);
  };
  const last = () => (live() ? path.length - 1 : 0);
  const training = timeline(view, {
    length: last, position: () => (live() ? view.get("frame") : 0), rate: 12,
    go: (k, options) => view.set({ frame: k }, options),
    begin(then) {
      waiting = then;
      view.ask("train");
    },
  });
  const train = button(view, "", () => {
    training.pause();
    if (live()) view.set({ frame: 0 });
    training.play();
  });
  view.on("run", () => {
    readRun();
    const then = waiting;
    waiting = null;
    if (then && path.length) requestAnimationFrame(then); // when frame has come, too
  });
  const status = html("div", { class: "ll-status ua-status", role: "status", "aria-live": "off" });

  view.root.append(
    html("div", { class: "ll-row ua-top" }, goal, draw, n, neurons),
    html("div", { class: "ll-cols" }, html("div", { class: "ua-main" }, p.box, status), html("div", { class: "ua-side" },
      html("div", { class: "ua-errors" }, html("span", {}, words.error), html("span"), html("span"), ...sizes.flatMap(({ parts }) => parts)),
      epsilon, w, step, html("div", { class: "ll-row ua-chosen-bump" }, bumpName, ...fields), noise, chartBox)),
    html("div", { class: "ll-bar" }, train, training.element, html("div", { class: "ll-row" }, build, reset)));
  readRun();
  return paint;

  function readRun() {
    const run = view.get("run"), flat = floats(run.path, Float32Array), size = run.epochs ? flat.length / run.epochs.length : 1;
    path = Array.from({ length: flat.length / size }, (_, k) => flat.subarray(size * k, size * k + size));
    errors = floats(run.errors);
  }

  // Where |G - g| is largest on [0, 1]: [its size, x].
  function worst(G, xs, g) {
    let size = -1, at = 0;
    xs.forEach((x, k) => {
      if (x < 0 || x > 1) return;
      const far = Math.abs(G[k] - g(x));
      if (far > size) [size, at] = [far, x];
    });
    return [size, at];
  }

  function paintPlane(bumps, heights, noisy) {
    const name = view.get("activation"), weight = view.get("w"), g = x => uaTarget(heights, x);
    const cliffs = bumps.flatMap(([from, to]) => [from, to]);
    const xs = Array.from({ length: 1101 }, (_, k) => (k - 50) / 1000).concat(cliffs.flatMap(x => [x - 1e-9, x + 1e-9])).sort((a, b) => a - b);
    const G = xs.map(uaNetwork({ w: cliffs.map(() => weight), b: cliffs.map(x => -weight * x), alpha: bumps.flatMap(([, , h]) => [h, -h]), alpha0: 0, name }));
    built.set(xs.map((x, k) => [x, G[k]]));
    const grid = heights.map((height, k) => [k / 100, height]);
    set(target, { d: p.path(grid) });
    const epsilonNow = view.get("epsilon");
    set(band, { d: `${p.path([...grid.map(([x, y]) => [x, y + epsilonNow]), ...grid.map(([x, y]) => [x, y - epsilonNow]).reverse()])}Z` });
    outside.forEach((rect, j) => set(rect, { x: p.sx(j ? 1 : UA_ENDS[0]), y: p.sy(p.y[1]), width: p.sx(0) - p.sx(UA_ENDS[0]), height: p.height }));
    set(sheet, { x: p.sx(0), y: p.sy(p.y[1]), width: p.sx(1) - p.sx(0), height: p.height });

    const thin = xs.filter((_, k) => name === "step" || k % 4 === 0);
    bodies.forEach((body, k) => {
      if (!bumps[k]) return set(body, { d: "" });
      const [from, to, height] = bumps[k], soft = uaNetwork({ w: [weight, weight], b: [-weight * from, -weight * to], alpha: [height, -height], alpha0: 0, name });
      const near = name === "step" ? [from - 1e-9, from + 1e-9, to - 1e-9, to + 1e-9] : thin;
      set(body, { d: `${p.path([[near[0], 0], ...near.map(x => [x, soft(x)]), [near[near.length - 1], 0]])}Z` });
      body.classList.toggle("ua-down", height < 0);
      body.classList.toggle("ua-chosen", k === chosen && !drawing);
    });
    tops.forEach((top, k) => {
      if (bumps[k]) top.set([uaLimit((bumps[k][0] + bumps[k][1]) / 2, ...UA_ENDS), bumps[k][2]], bumps[k][2], num(bumps[k][2]));
      else top.hide();
    });
    edges.forEach((edge, i) => {
      const x = bumps[chosen][i];
      set(edge.group, { "aria-label": fill(words[["left_of", "right_of"][i]], { k: chosen + 1 }) });
      edge.set([x, bumps[chosen][2] / 2], x, num(x));
    });
    tip.set(pen, pen[1], fill(words.pen_at, { x: num(pen[0]), y: num(pen[1]) }));
    if (!drawing) tip.hide();

    const [error, at] = worst(G, xs, g), value = G[xs.indexOf(at)], middle = p.sy((value + g(at)) / 2);
    set(gap, { x1: p.sx(at), x2: p.sx(at), y1: p.sy(value), y2: p.sy(g(at)) });
    const aside = at > 0.5 ? -1 : 1;
    set(gapText, { x: p.sx(at) + 24 * aside, y: middle + 5 });
    write(gapText, num(error));

    let trained = null;
    if (live()) {
      const theta = path[view.get("frame")], m = cliffs.length, even = xs.filter((x, k) => x >= 0 && x <= 1 && k % 2 === 0);
      const values = even.map(uaNetwork({ w: theta.subarray(0, m), b: theta.subarray(m, 2 * m), alpha: theta.subarray(2 * m, 3 * m), alpha0: theta[3 * m], name: "sigmoid" }));
      learned.set(even.map((x, k) => [x, values[k]]));
      trained = worst(values, even, g)[0];
    } else learned.set([]);
    const { x, y } = view.get("sample"), places = floats(x), answers = floats(y);
    set(points, { d: noisy ? [...places].map((a, k) => `M${p.sx(a) - 4} ${p.sy(answers[k]) - 4}h8v8h-8Z`).join("") : "" });
    return { error, at, trained };
  }

  function paintChart(tried) {
    const key = JSON.stringify([tried, chart.width]);
    if (key === dotted) return;
    dotted = key;
    chart.range([0, 50], [0, Math.max(0.2, Math.ceil(11 * Math.max(0, ...tried.flatMap(([, a, b]) => [a, b]))) / 10)]);
    for (const { line, dots, column } of series) {
      const places = tried.map(result => [result[0], result[column]]);
      line.set(places);
      set(dots, { d: places.map(([m, value]) => `M${chart.sx(m) - 4} ${chart.sy(value)}${column === 1 ? "a4 4 0 1 0 8 0a4 4 0 1 0-8 0" : "v-4h8v8h-8Z"}`).join("") });
    }
  }

  function story({ error, at, trained }) {
    if (waiting) return view.alive ? words.waiting : words.no_kernel;
    if (drawing) return words.draw_now;
    const values = { error: num(error), x: num(at), epsilon: num(view.get("epsilon")) };
    const lines = [fill(error < view.get("epsilon") ? words.within : words.outside, values)];
    if (live()) {
      const k = view.get("frame"), { epochs } = view.get("run");
      lines.push(fill(view.get("noise") ? words.epoch_noise : words.epoch, { epoch: epochs[k], epochs: epochs[epochs.length - 1],
        error: num(trained), train: num(errors[2 * k] ?? 0, 3), test: num(errors[2 * k + 1] ?? 0, 3) }));
    }
    return lines.join(" ");
  }

  function paint() {
    const bumps = view.get("bumps"), heights = view.get("heights"), noisy = view.get("noise") > 0, m = 2 * bumps.length;
    chosen = Math.min(chosen, bumps.length - 1);
    view.root.classList.toggle("ua-drawing", drawing);
    view.root.classList.toggle("ua-many", bumps.length > 12);
    view.root.classList.toggle("ua-soft", view.get("activation") === "sigmoid"); // soft bumps reach far: their outlines would lie on each other
    set(sheet, { visibility: drawing ? null : "hidden" });
    const now = paintPlane(bumps, heights, noisy);
    set(chartBox, { style: noisy ? null : "display: none" });
    if (noisy) paintChart(view.get("tried"));

    goal.show(view.get("target"));
    set(draw, { "aria-pressed": String(drawing) });
    n.show(view.get("n"));
    const text = fill(words.neurons, { n: bumps.length, m });
    if (text !== shownNeurons) neurons.replaceChildren(...prose(shownNeurons = text));
    epsilon.show(view.get("epsilon"));
    w.show(view.get("w"));
    step.show(view.get("activation") === "step");
    noise.show(view.get("noise"));
    write(bumpName, fill(words.bump, { k: chosen + 1 }));
    fields.forEach((field, i) => field.show(bumps[chosen][i]));
    [now.error, now.trained].forEach((error, k) => {
      write(sizes[k].value, error === null ? "–" : num(error, 3));
      write(sizes[k].verdict, error === null ? "" : error < view.get("epsilon") ? "✓ < ε" : "✗");
    });
    write(train, fill(words.train, { m }));
    const k = live() ? view.get("frame") : 0, { epochs } = view.get("run");
    training.show(live() ? `${epochs[k]} / ${epochs[epochs.length - 1]}` : "0 / 0");
    for (const element of [train, build, reset, n.range, n.input, noise.range, noise.input, goal.lastChild]) element.disabled = !view.alive;
    const said = story(now);
    if (said !== shownStatus) status.replaceChildren(...prose(shownStatus = said));
    view.announce(`${fill(words.spoken, { m, error: num(now.error) })} ${status.textContent}`);
  }
});
