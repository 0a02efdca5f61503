// The points and the model's curve over each point's loss on the left; the loss surface and the numbers on the right.

// Where the surface rows[j][i] over xs[i] and ys[j] crosses the levels: short segments, as one SVG path.
function contours(p, xs, ys, rows, levels) {
  let d = "";
  for (let j = 0; j + 1 < ys.length; j++) {
    for (let i = 0; i + 1 < xs.length; i++) {
      const corners = [[xs[i], ys[j], rows[j][i]], [xs[i + 1], ys[j], rows[j][i + 1]],
        [xs[i + 1], ys[j + 1], rows[j + 1][i + 1]], [xs[i], ys[j + 1], rows[j + 1][i]]];
      const values = corners.map(corner => corner[2]), low = Math.min(...values), high = Math.max(...values);
      for (const level of levels) {
        if (level <= low || level > high) continue;
        const ends = [];
        corners.forEach(([x, y, from], k) => {
          const [x2, y2, to] = corners[(k + 1) % 4], t = (level - from) / (to - from);
          if (from < level !== to < level) ends.push([x + t * (x2 - x), y + t * (y2 - y)]);
        });
        for (let k = 0; k < ends.length; k += 2) d += p.path(ends.slice(k, k + 2));
      }
    }
  }
  return d;
}

export default widget(view => {
  const { words } = view, models = view.get("models"), NAMES = ["squared", "binary_cross_entropy"], FAR = 100;
  const COLOURS = { squared: "neg", binary_cross_entropy: "pos" }, GRID = 64;
  const model = () => models[view.get("model")], isLine = () => view.get("model") === "line";
  const f = () => ACTIVATIONS[model().activation];
  const within = (value, [low, high]) => Math.min(high, Math.max(low, value));
  const round = value => Number(value.toFixed(3));
  const z = x => netInput([view.get("w")], [x], view.get("b"));
  const mean = (loss, w, b) => {
    const x = view.get("x"), y = view.get("y"), unit = f();
    return x.reduce((sum, one, n) => sum + loss.L(y[n], netInput([w], [one], b), unit), 0) / x.length;
  };

  // ---- three planes
  const { ranges } = model();
  const p = plane(view, { x: ranges.x, y: ranges.y, xLabel: "x", yLabel: "y", label: words.plane, ratio: 0.68 });
  const chart = plane(view, { x: ranges.x, y: ranges.bars, yLabel: "L", label: words.chart, ratio: 0.36 });
  const surface = plane(view, { x: ranges.w, y: ranges.b, xLabel: "w", yLabel: "b", label: words.surface, ratio: 0.8 });
  const lines = svg("path", { class: "le-contour" }), caption = text => html("div", { class: "le-caption" }, text);
  const formula = caption(), title = caption();
  surface.back.append(lines);

  // ---- the model: two handles on its curve, one on the surface, two sliders
  const fit = (w, b) => view.set({ w: round(within(w, model().ranges.w)), b: round(within(b, model().ranges.b)) });
  const ofPoint = n => ({
    square: svg("rect", { class: "le-square le-squared" }), error: svg("line", { class: "le-error" }),
    bars: NAMES.map(() => svg("rect", { class: "le-bar" })), tips: NAMES.map(() => svg("path", { class: "le-tip" })), n,
  });
  const points = view.get("x").map((_, n) => ofPoint(n));
  p.main.append(...points.flatMap(({ square, error }) => [square, error]));
  const bent = curve(p, p.main, { colour: "green", width: 3 });
  for (const point of points) {
    point.pulls = NAMES.map(name => arrow(p, p.main, { colour: COLOURS[name], width: 3 }));
    point.feet = NAMES.map(name => svg("circle", { class: `le-foot le-${name}`, r: 3.5 }));
    p.main.append(...point.feet);
  }
  const means = NAMES.map(() => svg("line", { class: "le-mean" }));
  const groups = NAMES.map((name, k) => svg("g", { class: `le-${name}` },
    ...points.map(point => point.bars[k]), means[k]));
  chart.main.append(...groups);
  const tips = NAMES.map((name, k) => svg("g", { class: `le-${name}` }, ...points.map(point => point.tips[k])));
  chart.front.append(...tips);

  const [w, b] = ["w", "b"].map(symbol => {
    const [min, max] = ranges[symbol], name = words[symbol], step = 0.05;
    return slider(view, { symbol, name, min, max, step, typed: { min: -FAR, max: FAR } },
      value => view.set({ [symbol]: value }));
  });
  const place = handle(view, surface, {
    label: words.place, field: w.input, move: fit,
    nudge: (right, up) => fit(view.get("w") + 0.05 * right, view.get("b") + 0.05 * up),
  });

  // ---- the points
  const target = y => (isLine() ? y : Number(y >= 0.5));
  const put = (n, x, y) => {
    const at = (name, value) => view.get(name).map((old, k) => (k === n ? round(value) : old));
    view.set({ chosen: n, x: at("x", x), y: at("y", target(y)) });
  };
  const chosen = () => view.get("chosen");
  const xField = entry(view, { symbol: "x", name: words.x, min: -FAR, max: FAR },
    value => put(chosen(), value, view.get("y")[chosen()]));
  const yField = entry(view, { symbol: "y", name: words.y, min: -FAR, max: FAR },
    value => put(chosen(), view.get("x")[chosen()], value));
  const inside = (name, value) => {
    const [low, high] = model().ranges[name], edge = 0.03 * (high - low);
    return within(value, [low + edge, high - edge]);
  };
  for (const point of points) {
    const { n } = point, move = (x, y) => put(n, inside("x", x), inside("y", y));
    point.handle = handle(view, p, {
      label: fill(words.point, { n: n + 1 }), colour: "ink", field: yField.input, move,
      nudge: (right, up) => move(view.get("x")[n] + 0.05 * right, view.get("y")[n] + (isLine() ? 0.05 : 1) * up),
    });
    const { group } = point.handle;
    point.disc = svg("circle", { class: "le-shape", r: 7.5 });
    point.box = svg("rect", { class: "le-shape", x: -7, y: -7, width: 14, height: 14, rx: 1.5 });
    group.classList.add("le-point");
    group.append(svg("circle", { class: "le-ring", r: 12 }), point.disc, point.box);
    view.listen(group, "focus", () => view.set({ chosen: n }));
  }

  // A line is held where x = 0 and where x = 4.5; a sigmoid where z = 0 and where z = 2.
  const END = 4.5, LIFT = 2;
  const centre = () => -view.get("b") / view.get("w");
  const shift = handle(view, p, {
    label: words.shift, field: b.input,
    move: (x, y) => fit(view.get("w"), isLine() ? y : -view.get("w") * x),
    nudge(right, up) {
      const way = isLine() ? 1 : -Math.sign(view.get("w"));
      fit(view.get("w"), view.get("b") + 0.05 * (up + way * right));
    },
  });
  const tilt = handle(view, p, {
    label: words.tilt, field: w.input,
    move(x, y) {
      if (isLine()) return fit((y - view.get("b")) / END, view.get("b"));
      const reach = x - centre(), slope = within(LIFT / reach, model().ranges.w);
      if (Number.isFinite(slope)) fit(slope, -slope * centre());
    },
    nudge: (right, up) => fit(view.get("w") + 0.05 * (right + up), view.get("b")),
  });

  // ---- numbers and buttons
  const modes = Object.entries(models).flatMap(([name, { losses }]) => losses.map(loss => ({
    name, loss,
    button: button(view, words[`${name}_${loss}`], () => {
      const { w, b, x, y, chosen } = models[name];
      view.set({ model: name, loss, ...(name === view.get("model") ? {} : { w, b, x, y, chosen }) });
    }),
  })));
  const reset = button(view, words.reset, () => view.ask("reset"));
  const heads = ["loss", "own", "slope", "mean"].map(key => html("th", { scope: "col" }, ...prose(words[key])));
  const rows = NAMES.map(name => {
    const cells = [html("td"), html("td"), html("td")];
    const key = html("td", {}, html("span", { class: `le-${name}` }, html("span", { class: "le-key" })), words[name]);
    return { cells, row: html("tr", {}, key, ...cells) };
  });
  const table = html("table", { class: "ll-table le-table" }, html("thead", {}, html("tr", {}, ...heads)),
    html("tbody", {}, ...rows.map(({ row }) => row)));
  const which = html("span"), status = html("div", { class: "ll-status", role: "status", "aria-live": "off" });
  let surfaceOf = "", said = "", shownModel;

  view.root.append(
    html("div", { class: "ll-row le-modes" }, ...modes.map(mode => mode.button), reset),
    html("div", { class: "ll-cols" },
      html("div", { class: "le-left" }, formula, p.box, caption(words.each), chart.box),
      html("div", { class: "ll-side le-right" }, html("div", {}, title, surface.box), w, b,
        html("div", { class: "ll-row" }, which, xField, yField), table)),
    status);
  return paint;

  // The mean loss on a grid: grey, darker where it is lower, and contours. Only the points change it, not w and b.
  function paintSurface() {
    const name = view.get("loss"), loss = LOSSES[name];
    const now = String([name, view.get("model"), view.get("x"), view.get("y"), surface.width, surface.height]);
    if (now === surfaceOf) return;
    surfaceOf = now;
    const grid = ([low, high]) => Array.from({ length: GRID + 2 }, (_, k) => low + (k - 0.5) / GRID * (high - low));
    const ws = grid(surface.x), bs = grid(surface.y);
    const values = bs.map(bias => ws.map(weight => mean(loss, weight, bias)));
    const [first, ratio] = model().levels, lowest = Math.min(...values.flat());
    const levels = Array.from({ length: 30 }, (_, k) => first * ratio ** k).filter(level => level > 1.1 * lowest);
    set(lines, { d: contours(surface, ws, bs, values, levels) });
    const { canvas } = surface, context = canvas.getContext("2d"), image = context.createImageData(GRID, GRID);
    canvas.width = canvas.height = GRID;
    for (let j = 0; j < GRID; j++) {
      for (let i = 0; i < GRID; i++) {
        const share = Math.log(values[GRID - j][i + 1] / 0.1) / Math.log(50);
        image.data.set([128, 128, 128, 130 * within(1 - share, [0, 1])], 4 * (j * GRID + i));
      }
    }
    context.putImageData(image, 0, 0);
  }

  function paintPoint(point) {
    const { n, square, error, bars, tips, pulls, feet, disc, box } = point;
    const x = view.get("x")[n], y = view.get("y")[n], unit = f();
    const y_hat = unit.f(z(x)), side = Math.abs(p.sy(y) - p.sy(y_hat)), left = x > 2 ? p.sx(x) - side : p.sx(x);
    const top = Math.min(p.sy(y), p.sy(y_hat));
    set(square, { visibility: isLine() ? null : "hidden", x: left, y: top, width: side, height: side });
    set(error, { x1: p.sx(x), x2: p.sx(x), y1: p.sy(y), y2: p.sy(y_hat) });
    NAMES.forEach((name, k) => {
      const off = isLine() ? 0 : k ? 6 : -6, width = isLine() ? 16 : 11;
      const high = Math.max(-9, chart.sy(LOSSES[name].L(y, z(x), unit))); // what is higher still is clipped, too
      const middle = chart.sx(x) + off, top = chart.sy(chart.y[1]), seen = x >= chart.x[0] && x <= chart.x[1];
      set(bars[k], { x: middle - width / 2, width, y: high, height: Math.max(0, chart.sy(0) - high) });
      // A bar that goes on beyond the chart ends in an arrow.
      set(tips[k], { d: high < top && seen ? `M${middle - width / 2} ${top}h${width}l${-width / 2} -9Z` : "" });
      // At x beside the point, from the curve towards the target.
      const beside = x + off / p.width * (p.x[1] - p.x[0]);
      set(feet[k], { visibility: isLine() ? "hidden" : null, cx: p.sx(beside), cy: p.sy(y_hat) });
      if (isLine()) pulls[k].hide();
      else pulls[k].set([beside, y_hat], [beside, y_hat - LOSSES[name].delta(y, z(x), unit)]);
    });
    const round = isLine() || y === 1;
    set(disc, { visibility: round ? null : "hidden" });
    set(box, { visibility: round ? "hidden" : null });
    point.handle.group.classList.toggle("le-chosen", n === chosen());
    const where = fill(words.where, { x: num(x), y: num(y), y_hat: num(y_hat) });
    point.handle.set([inside("x", x), inside("y", y)], y, where);
  }

  function paintHandles() {
    const put = (grip, at, now, text) => (p.inside(at) ? grip.set(at, now, text) : grip.hide());
    const weight = view.get("w"), bias = view.get("b"), beyond = (LIFT - bias) / weight;
    put(shift, isLine() ? [0, bias] : [centre(), f().f(0)], bias, `b = ${num(bias)}`);
    put(tilt, isLine() ? [END, z(END)] : [beyond, f().f(LIFT)], weight, `w = ${num(weight)}`);
    place.set([within(weight, surface.x), within(bias, surface.y)], weight, `w = ${num(weight)}, b = ${num(bias)}`);
  }

  function paintNumbers() {
    const n = chosen(), x = view.get("x")[n], y = view.get("y")[n], unit = f(), y_hat = unit.f(z(x));
    const own = NAMES.map(name => LOSSES[name].L(y, z(x), unit));
    const pull = NAMES.map(name => LOSSES[name].delta(y, z(x), unit));
    NAMES.forEach((name, k) => {
      const all = mean(LOSSES[name], view.get("w"), view.get("b")), level = chart.sy(all);
      const absent = !model().losses.includes(name);
      [num(own[k], 3), num(pull[k], 3), num(all, 3)].forEach((text, j) => write(rows[k].cells[j], text));
      rows[k].row.classList.toggle("le-absent", absent);
      for (const group of [groups[k], tips[k]]) set(group, { visibility: absent ? "hidden" : null });
      set(means[k], { x1: chart.sx(chart.x[0]), x2: chart.sx(chart.x[1]), y1: level, y2: level });
    });
    const wrong = y_hat >= 0.5 !== (y === 1), [mse, bce] = pull.map(Math.abs), ratio = bce / mse;
    const key = isLine() ? "says_line" : wrong ? "says_wrong" : "says_right";
    const text = fill(words[key], {
      n: n + 1, error: num(Math.abs(y - y_hat)), L: num(own[0]), y: short(y), y_hat: num(y_hat, 3),
      bce: num(bce, 3), mse: num(mse, 3), ratio: ratio < 10 ? num(ratio, 1) : ratio < 1000 ? num(ratio, 0) : "> 1000",
    });
    if (text !== said) status.replaceChildren(...prose(said = text));
    write(which, fill(words.point, { n: n + 1 }));
    xField.show(x);
    yField.show(y);
  }

  function paint() {
    if (![p, chart, surface].every(({ width }) => width)) return; // not laid out yet
    const { ranges } = model(), weight = view.get("w"), bias = view.get("b");
    p.range(ranges.x, ranges.y);
    chart.range(ranges.x, ranges.bars);
    surface.range(ranges.w, ranges.b);
    for (const [control, [min, max]] of [[w, ranges.w], [b, ranges.b]]) set(control.range, { min, max });
    bent.set(Array.from({ length: 121 }, (_, k) => p.x[0] + k / 120 * (p.x[1] - p.x[0])).map(x => [x, f().f(z(x))]));
    paintSurface();
    points.forEach(paintPoint);
    paintHandles();
    paintNumbers();
    w.show(weight);
    b.show(bias);
    write(title, words[`surface_${view.get("loss")}`]);
    if (shownModel !== view.get("model")) {
      shownModel = view.get("model");
      formula.replaceChildren(...prose(words[`formula_${shownModel}`]));
    }
    for (const { name, loss, button } of modes) {
      set(button, { "aria-pressed": String(name === view.get("model") && loss === view.get("loss")) });
    }
    reset.disabled = !view.alive;
    const L = mean(LOSSES[view.get("loss")], weight, bias);
    view.announce(`${fill(words.spoken, { w: num(weight), b: num(bias), L: num(L, 3) })} ${status.textContent}`);
  }
});
