// The curves over their slopes on the left, the numbers at z on the right, the chain of layers beneath.

export default widget(view => {
  const { words } = view, ZOOMS = view.get("zooms"), FAR = 12, GAMMA = { min: 0.001, max: 0.999 }, ARM = -4.5, POINTS = 160;
  // Colour, shape of the dot, and dashes of the line: where curves lie on each other both are seen.
  const LOOKS = {
    sigmoid: ["pos", "M-5.3 0a5.3 5.3 0 1 0 10.6 0a5.3 5.3 0 1 0 -10.6 0Z", null],
    tanh: ["neg", "M-4.8-4.8h9.6v9.6h-9.6Z", null],
    relu: ["green", "M0-6.4L6 4.4H-6Z", null],
    leaky_relu: ["purple", "M0 6.4L6-4.4H-6Z", "9 4"],
    softplus: ["orange", "M0-6.8L6.2 0L0 6.8L-6.2 0Z", null],
    identity: ["grey", "M-6-2h4v-4h4v4h4v4h-4v4h-4v-4h-4Z", "2 3"],
    step: ["ink", "M6.4 0L-4.4 6V-6Z", null],
    sign: ["sky", "M-6.4 0L4.4 6V-6Z", "9 4"],
  };
  const limit = (value, [low, high]) => Math.min(high, Math.max(low, value));
  const round = value => Number(value.toFixed(2));
  const setZ = z => view.set({ z: round(limit(z, [-FAR, FAR])) });
  const setGamma = gamma => view.set({ gamma: Number(limit(gamma, [GAMMA.min, GAMMA.max]).toFixed(3)) });
  let held = false, drawn = "", chained = "";

  // 0.1966, and 4.5·10⁻⁵ where four digits would show nothing.
  function small(value) {
    if (value === 0) return "0";
    if (Math.abs(value) >= 0.001) return num(value, 4);
    const [digits, power] = value.toExponential(1).split("e");
    return `${digits.replace("-", "−")}·10${power.replace("-", "⁻").replace(/\d/g, d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d])}`;
  }

  // ---- the two planes
  const top = plane(view, { x: ZOOMS.all[0], y: ZOOMS.all[1], yLabel: "f", label: words.plane_f, ratio: 0.56 });
  const bottom = plane(view, { x: ZOOMS.all[0], y: ZOOMS.all[2], xLabel: "z", yLabel: "f′", label: words.plane_slope, ratio: 0.34 });
  const planes = [[top, "f"], [bottom, "slope"]].map(([p, what]) => {
    const area = svg("rect", { class: "ac-area" }), line = svg("line", { class: "ac-line" });
    p.back.append(area);
    p.main.append(line);
    const curves = {}, dots = {};
    for (const [name, [colour, , dashes]] of Object.entries(LOOKS)) {
      curves[name] = curve(p, p.main, { colour }).path;
      set(curves[name], { "stroke-dasharray": dashes });
    }
    for (const [name, [colour, shape]] of Object.entries(LOOKS)) {
      p.main.append(dots[name] = svg("path", { class: "ac-dot", d: shape, style: `color: var(--ll-${colour})` }));
    }
    view.listen(area, "pointerdown", event => {
      if (!event.button) follow(p.at(event)[0]);
    });
    draggable(view, p, area, { move: follow, end: release });
    return { p, what, area, line, curves, dots };
  });
  function follow(z) {
    held = true;
    setZ(limit(z, top.x));
  }
  function release() {
    held = false;
    view.redraw();
  }

  // ---- the numbers
  const z = entry(view, { symbol: "z", name: words.z, min: -FAR, max: FAR, step: 0.1 }, value => setZ(value));
  const gamma = entry(view, { symbol: "\\gamma", name: words.gamma, ...GAMMA, step: 0.01, digits: 3 }, setGamma);
  const point = handle(view, top, { label: words.point, colour: "ink", field: z.input, move: follow, end: release,
    nudge: (right, up) => setZ(view.get("z") + 0.05 * (right + up)) });
  const arm = handle(view, top, { label: words.arm, colour: "purple", field: gamma.input, end: release,
    move(x, y) {
      held = true;
      setGamma(y / armAt());
    },
    nudge: (right, up) => setGamma(view.get("gamma") - 0.01 * (right + up)) });
  set(point.group, { "aria-valuemin": -FAR, "aria-valuemax": FAR });
  set(arm.group, { "aria-valuemin": GAMMA.min, "aria-valuemax": GAMMA.max });
  const armAt = () => (view.get("zoom") === "left" ? 2 * ARM : ARM);

  const zooms = Object.keys(ZOOMS).map(name => button(view, words[name],
    () => view.set({ zoom: name, z: limit(view.get("z"), ZOOMS[name][0]) })));
  const reset = button(view, words.reset, () => view.ask("reset", []));

  const key = name => {
    const [colour, shape, dashes] = LOOKS[name];
    return svg("svg", { class: "ac-key", viewBox: "0 0 34 16", style: `color: var(--ll-${colour})`, "aria-hidden": "true" },
      svg("path", { d: "M0 8H34", "stroke-dasharray": dashes }), svg("path", { class: "ac-dot", d: shape, transform: "translate(17 8)" }));
  };
  const rows = Object.keys(LOOKS).map(name => {
    const box = tick(view, words[name], on => view.set({ curves: Object.keys(LOOKS).filter(
      other => (other === name ? on : view.get("curves").includes(other))) }));
    box.insertBefore(key(name), box.lastChild);
    const cells = [html("td"), html("td")];
    return { name, box, cells, element: html("tr", {}, html("th", { scope: "row" }, box), ...cells) };
  });
  const numbers = html("table", { class: "ll-table ac-numbers", "aria-label": words.show }, html("thead", {}, html("tr", {},
    html("th"), ...["value", "slope"].map(column => html("th", { scope: "col" }, ...prose(words[column]))))),
    html("tbody", {}, ...rows.map(row => row.element)));
  const hint = html("div", { class: "ac-hint" });

  // ---- the chain
  const layers = slider(view, { name: words.layers, min: 1, max: 20, step: 1, digits: 0 }, value => view.set({ layers: Math.round(value) }));
  set(layers.range, { "data-lm-suppress-shortcuts": "true" }); // else JupyterLab takes the arrow keys
  const chain = html("div");
  let links = [];
  function makeChain(names, count) {
    const at = k => `${(100 * (k + 0.5)) / count}%`;
    links = names.map(name => {
      const discs = Array.from({ length: count }, (_, k) => svg("circle", { cx: at(k), cy: 12 }));
      const rings = discs.map((_, k) => svg("circle", { class: "ac-ring", cx: at(k), cy: 12, r: 9 }));
      const left = html("output", { role: "status", "aria-live": "off" });
      const picture = svg("svg", { style: `color: var(--ll-${LOOKS[name][0]})`, "aria-hidden": "true" }, ...rings, ...discs);
      return { name, discs, left, element: html("div", { class: "ac-row" }, html("span", {}, key(name), words[name]), left, picture) };
    });
    const ends = html("div", { class: "ac-row ac-ends" }, html("span"), html("div", {}, mathsHtml(`f′(z)^{${count}}`)),
      html("span", {}, html("span", {}, words.first), html("span", {}, fill(words.last, { layers: count }))));
    chain.replaceChildren(ends, ...links.map(link => link.element));
  }

  view.root.append(
    html("div", { class: "ll-cols" }, html("div", { class: "ac-planes" }, top.box, bottom.box),
      html("div", { class: "ll-side" }, html("div", { class: "ll-row" }, z, gamma),
        html("div", { class: "ll-row" }, html("div", { class: "ac-zoom", role: "group", "aria-label": words.zoom }, ...zooms), reset), numbers, hint)),
    html("div", { class: "ac-chain" }, html("div", { class: "ll-row" }, html("span", {}, ...prose(words.chain)), layers), chain));

  function drawCurves(shown, slope) {
    const key = JSON.stringify([shown, slope, planes.map(({ p }) => [p.x, p.y, p.width, p.height])]);
    if (key === drawn) return;
    drawn = key;
    for (const { p, what, area, curves } of planes) {
      set(area, { x: p.sx(p.x[0]), y: p.sy(p.y[1]), width: p.width, height: p.height });
      const side = (from, to) => (from < to ? Array.from({ length: POINTS + 1 }, (_, k) => from + (k / POINTS) * (to - from)) : []);
      // Two pieces, so that a jump at 0 stays a jump.
      const pieces = [side(p.x[0], Math.min(-1e-9, p.x[1])), side(Math.max(1e-9, p.x[0]), p.x[1])];
      for (const name of Object.keys(LOOKS)) {
        const rule = ACTIVATIONS[name][what];
        set(curves[name], { d: shown.includes(name) ? pieces.map(piece => p.path(piece.map(at => [at, rule(at, slope)]))).join("") : "" });
      }
    }
  }

  return () => {
    const now = view.get("z"), slope = view.get("gamma"), shown = view.get("curves"), count = view.get("layers");
    const [x, [low, high], slopes] = ZOOMS[view.get("zoom")], leaky = shown.includes("leaky_relu");
    const armed = leaky && armAt() >= x[0] && armAt() <= x[1], ys = [[armed ? Math.min(low, 1.1 * slope * armAt()) : low, high], slopes];
    if (!held) planes.forEach(({ p }, k) => p.range([Math.min(x[0], now), Math.max(x[1], now)], ys[k]));
    drawCurves(shown, slope);
    for (const { p, what, line, dots } of planes) {
      set(line, { x1: p.sx(now), x2: p.sx(now), y1: p.sy(p.y[0]), y2: p.sy(p.y[1]) });
      for (const name of Object.keys(LOOKS)) {
        const value = ACTIVATIONS[name][what](now, slope), margin = 8 * (p.y[1] - p.y[0]) / (p.height || 8), seen = limit(value, [p.y[0] + margin, p.y[1] - margin]);
        dots[name].classList.toggle("ac-off", value !== limit(value, p.y));
        set(dots[name], shown.includes(name) ? { transform: `translate(${p.sx(now).toFixed(1)} ${p.sy(seen).toFixed(1)})`, visibility: null } : { visibility: "hidden" });
      }
    }
    point.set([now, top.y[0] + 7 * (top.y[1] - top.y[0]) / (top.height || 7)], now, `z = ${num(now)}`);
    arm.set([armAt(), limit(slope * armAt(), top.y)], slope, `γ = ${num(slope, 3)}`);
    if (!armed) arm.hide();

    z.show(now);
    gamma.show(slope);
    set(gamma, { style: leaky ? null : "visibility: hidden" });
    layers.show(count);
    zooms.forEach((element, k) => set(element, { "aria-pressed": String(Object.keys(ZOOMS)[k] === view.get("zoom")) }));
    reset.disabled = !view.alive;
    for (const { name, box, cells } of rows) {
      const on = shown.includes(name);
      box.show(on);
      ["f", "slope"].forEach((what, k) => write(cells[k], on ? small(ACTIVATIONS[name][what](now, slope)) : ""));
    }
    const wanted = leaky ? "hint_gamma" : "hint";
    if (hint.dataset.shows !== wanted) {
      hint.dataset.shows = wanted;
      hint.replaceChildren(...prose(words[wanted]));
    }

    if (chained !== String([shown, count])) {
      chained = String([shown, count]);
      makeChain(shown, count);
    }
    for (const { name, discs, left } of links) {
      const one = ACTIVATIONS[name].slope(now, slope);
      discs.forEach((disc, k) => set(disc, { r: (9 * Math.sqrt(one ** (count - k))).toFixed(2) }));
      write(left, small(one ** count));
    }
    const said = shown.map(name => fill(words.spoken_curve, { name: words[name], layers: count,
      f: small(ACTIVATIONS[name].f(now, slope)), slope: small(ACTIVATIONS[name].slope(now, slope)), product: small(ACTIVATIONS[name].slope(now, slope) ** count) }));
    view.announce(fill(words.spoken, { z: num(now), curves: said.join(" ") || words.none }));
  };
});
