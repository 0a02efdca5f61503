// The lecture's example as a graph whose numbers are dragged; its formulas, the algorithm and the loss beside it.

// Equations (3) to (8) for the 2-2-1 network, put together from the kit's forward pass and slope, so that the hand
// never waits for Python; tests/browser/test_backprop_stepper.py compares it with lecturelib. slope: of the sigmoid.
// d: the errors of the hidden neurons. g: the slopes of w1 to w6. m: the same measured, from the two losses in around.
function backpropagate(w, x, y) {
  const layers = w => forward({ weights: [[[w[0], w[2]], [w[1], w[3]]], [[w[4]], [w[5]]]], biases: [[0, 0], [0]],
    activations: ["sigmoid", "identity"] }, x);
  const loss = w => (y - layers(w).a[2][0]) ** 2, h = 0.001;
  const { z: [z], a: [, a, [yHat]] } = layers(w), delta = -2 * (y - yHat);
  const slope = z.map(ACTIVATIONS.sigmoid.slope), d = slope.map((value, i) => delta * w[4 + i] * value);
  const g = [...d.flatMap(error => x.map(value => error * value)), ...a.map(value => delta * value)];
  const around = w.map((_, k) => [h, -h].map(shift => loss(w.map((value, j) => (j === k ? value + shift : value)))));
  return { z, a, yHat, L: loss(w), delta, slope, d, g, around, m: around.map(([up, down]) => (up - down) / (2 * h)) };
}

// What a step shows: a formula, the line of code, and what is lit in the graph. A formula is made of terms
// "symbol:{number}" or "symbol:meaning:{number}" with signs between them, and ends with the lecture's number; "!" marks
// what is new in this step, "a/b" is a fraction. delta: the hidden neuron whose error the first three factors
// make up. slope: the weight it is about.
const EXAMPLE_STEPS = (() => {
  const start = "∂L/∂\\haty:δ:{delta}";
  const back = (i, on) => `${start} · ${on}∂\\haty/∂a_${i}:w_${i + 4}:{w${i + 4}} · ${on}∂a_${i}/∂z_${i}:Γ′(z_${i}):{slope${i}}`;
  const step = (code, lit, formula, more) => ({ code: [code], lit: lit.split(" "), formula, ...more });
  const both = make => [1, 2].map(make);
  const early = (i, j, n) => step(7, `w${n}`, `!∂L/∂w_${n}:{g${n}} = ${back(i, "")} · !∂z_${i}/∂w_${n}:x_${j}:{x${j}} (5)`, { delta: i, slope: n });
  return [
    step(-1, "", ""),
    ...both(i => step(0, `w${2 * i - 1} w${2 * i} a${i}`,
      `!z_${i}:{z${i}} = w_${2 * i - 1}:{w${2 * i - 1}} · x_1:{x1} + w_${2 * i}:{w${2 * i}} · x_2:{x2} (4)`)),
    ...both(i => step(1, `a${i}`, `!a_${i}:{a${i}} = Γ(z_${i}):Γ({z${i}}) (3)`)),
    step(2, "w5 w6 yHat", "!\\haty:{yHat} = w_5:{w5} · a_1:{a1} + w_6:{w6} · a_2:{a2}"),
    step(3, "out L", "!L:{L} = (y−\\haty)^2:({y}−{yHat})²"),
    step(4, "out yHat", "!∂L/∂\\haty:δ:{delta} = −2(y−\\haty):−2·({y}−{yHat})"),
    ...both(i => step(5, `w${i + 4}`, `!∂L/∂w_${i + 4}:{g${i + 4}} = ${start} · !∂\\haty/∂w_${i + 4}:a_${i}:{a${i}} (5)`, { slope: i + 4 })),
    ...both(i => step(6, `w${i + 4} a${i}`, `!∂L/∂z_${i}:δ_${i}:{d${i}} = ${back(i, "!")} (8)`)),
    early(1, 1, 1), early(1, 2, 2), early(2, 1, 3), early(2, 2, 4),
    { ...step(8, "w1 w2 w3 w4 w5 w6", "!w_5:{n5} ← w_5:{w5} − s:{s} · !∂L/∂w_5:{g5}"), code: [8, 9] },
  ];
})();

export default widget(view => {
  const { words, get } = view, UPDATE = 16, LIMIT = 20, WIDE = 660, HIGH = 394;
  const PLACES = { x1: [50, 90], x2: [50, 304], a1: [300, 90], a2: [300, 304], yHat: [506, 197], L: [620, 197] };
  const phaseOf = k => (k === UPDATE ? "update" : k > 6 ? "backward" : k ? "forward" : "start");
  let v = {}, rows = [], losses = [], playing = 0, waiting = false;

  // Three decimals, as in the lecture; what was given and not computed without trailing zeros.
  const decimals = value => (Math.abs(value) < 1000 ? num(value, 3) : value.toExponential(1).replace("-", "−"));
  const given = value => (Math.abs(value) < 1000 ? short(value, Math.abs(value) < 10 ? 3 : 2) : decimals(value));
  // At most five signs, which is what a frame holds.
  function brief(value) {
    const size = Math.abs(value), minus = value < 0;
    return size < 1000 ? short(value, 3 - minus - (size >= 10) - (size >= 100)) : value.toExponential(1 - minus).replace("+", "").replace("-", "−");
  }
  const written = name => (/^[wxysn]\d?$/.test(name) ? given : decimals)(v[name]);
  // A negative number stands in brackets after a minus sign, and as a factor.
  const withNumbers = (template, factor) => template.replace(/(−?)\{(\w+)\}/g, (_, minus, name) => {
    const text = written(name);
    return minus + ((minus || factor) && text[0] === "−" ? `(${text})` : text);
  });

  // By hand: what was recorded no longer leads here.
  const move = changes => view.set(get("run").path ? { ...changes, run: {}, updates: 0 } : changes);

  // ---- the graph
  const picture = svg("svg", { class: "bp-graph", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "group", "aria-label": words.graph });
  const graph = html("div", { class: "bp-box" }, picture), back = svg("g", { "aria-hidden": "true" });
  const lit = {}, numbers = [], pills = [];
  picture.append(back);

  function edge(name, from, to) {
    const [x, y] = PLACES[from], right = PLACES[to][0] - x, down = PLACES[to][1] - y, length = Math.hypot(right, down) - 31;
    lit[name] = svg("g", { class: "bp-edge", transform: `translate(${x} ${y}) rotate(${Math.atan2(down, right) * 180 / Math.PI})` },
      svg("path", { class: "bp-line", d: `M31 0H${length}` }),
      svg("path", { class: "bp-right", d: `M${length} 0l-11-5v10Z` }), svg("path", { class: "bp-left", d: "M31 0l11-5v10Z" }));
    back.append(lit[name]);
  }
  function node(name, label) {
    const [x, y] = PLACES[name];
    lit[name] = svg("g", { class: "bp-node" },
      name === "L" ? svg("rect", { x: x - 26, y: y - 26, width: 52, height: 52, rx: 8 }) : svg("circle", { cx: x, cy: y, r: 29 }), mathsSvg(label, { x, y: y + 7 }));
    back.append(lit[name]);
  }
  // A number that is computed: shown from a step on, until another.
  function number(from, x, y, kind, symbol, template, until = Infinity) {
    const amount = svg("tspan", { class: "bp-amount" }), text = mathsSvg(symbol, { x, y, class: `bp-number bp-${kind}` });
    text.append(amount);
    back.append(text);
    numbers.push({ from, until, text, amount, template });
  }
  // A number that the hand can change: dragged, moved by arrow keys, or typed after a click or Enter.
  function pill(x, y, symbol, label, trait, k) {
    const value = () => (trait === "y" ? get("y") : get(trait)[k]);
    const give = number => move({ [trait]: trait === "y" ? number : get(trait).map((old, j) => (j === k ? number : old)) });
    const pull = number => give(Number(Math.max(-LIMIT, Math.min(LIMIT, number)).toFixed(2)));
    const amount = svg("tspan", { class: "bp-amount" }), text = mathsSvg(`${symbol}=`, { x, y: y + 5.5 });
    text.append(amount);
    const element = svg("g", { class: "ll-handle bp-pill", role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": -LIMIT, "aria-valuemax": LIMIT },
      svg("rect", { x: x - 53, y: y - 15, width: 106, height: 30, rx: 15 }), text);
    const field = entry(view, { name: label, min: -LIMIT, max: LIMIT, step: 0.05, digits: 3 }, give), { input } = field;
    set(field, { class: "bp-field", style: `left:${100 * x / WIDE}%;top:${100 * y / HIGH}%`, hidden: "" });
    const type = () => {
      field.hidden = false;
      input.focus();
      input.select();
    };
    let start, moved;
    view.listen(element, "pointerdown", event => {
      start = { x: event.clientX, y: event.clientY, value: value() };
      moved = false;
    });
    draggable(view, { at: event => [event.clientX, event.clientY] }, element, {
      move(left, top) {
        const way = left - start.x + start.y - top;
        moved ||= Math.abs(way) > 3;
        if (moved) pull(start.value + 0.01 * way);
      },
    });
    view.listen(element, "click", () => moved || type());
    onArrows(view, element, (right, up) => pull(value() + 0.05 * (right + up)), { focus: type });
    view.listen(input, "blur", () => { field.hidden = true; });
    view.listen(input, "keydown", ({ key }) => {
      if (key === "Escape") input.value = "";
      if (key === "Escape" || key === "Enter") element.focus();
    });
    picture.append(element);
    graph.append(field);
    pills.push(() => {
      write(amount, brief(value()));
      set(element, { "aria-valuenow": value().toFixed(2), "aria-valuetext": given(value()) });
      field.show(value());
    });
  }

  for (const name of ["w1 x1 a1", "w2 x2 a1", "w3 x1 a2", "w4 x2 a2", "w5 a1 yHat", "w6 a2 yHat", "out yHat L"]) edge(...name.split(" "));
  back.append(svg("path", { class: "bp-line", d: "M620 265v-40" }));
  for (const name of ["x1 x_1", "x2 x_2", "a1 a_1", "a2 a_2", "yHat \\haty", "L L"]) node(...name.split(" "));
  [[175, 90, 12, 0], [120, 244, 13, 38], [120, 150, 14, -36], [175, 304, 15, 0], [409, 146, 8, -36], [409, 248, 9, 34]].forEach(([x, y, from, aside], k) => {
    const n = k + 1;
    pill(x, y, `w_${n}`, fill(words.w, { n }), "w", k);
    number(from, x + aside - 3, y + 31, "slope bp-end", "", `{g${n}}`);
    number(from, x + aside + 3, y + 31, "measured", "", `≈ {m${n}}`, UPDATE);
    number(UPDATE, x + aside + 3, y + 31, "new", "", `→ {n${n}}`);
  });
  [36, 358].forEach((y, k) => pill(50, y, `x_${k + 1}`, fill(words.x, { n: k + 1 }), "x", k));
  pill(607, 280, "y", words.y, "y");
  [[42, 150], [364, 256]].forEach(([outer, inner], i) => {
    number(1 + i, 245, outer, "value", `z_${i + 1}=`, `{z${i + 1}}`);
    number(3 + i, 358, outer, "value", `a_${i + 1}=`, `{a${i + 1}}`);
    number(10 + i, 295, inner, "slope", `δ_${i + 1}=`, `{d${i + 1}}`);
  });
  number(5, 468, 153, "value bp-start", "\\haty=", "{yHat}");
  number(6, 620, 153, "value", "L=", "{L}");
  number(7, 518, 252, "slope", "δ=", "{delta}");
  number(8, 490, 374, "slope bp-end", "∂L/∂w", "");
  number(8, 496, 374, "measured", "", `≈ ${words.differences}`, UPDATE);
  number(UPDATE, 496, 374, "new", "→ w−s ∂L/∂w", "");

  // ---- the step's formula: under each term's symbol what it is, and its number
  const said = html("div", { class: "bp-said" }), sheet = html("div", { class: "bp-formula" });
  const quotient = html("span"), check = html("div", { class: "bp-check" }, ...prose(words.measure), quotient);
  let shownStep, cells;
  function typeset({ formula, delta }) {
    const place = (row, column, look, child) => sheet.appendChild(html("span", { class: look, style: `grid-area: ${row} / ${column}` }, child));
    cells = [];
    sheet.replaceChildren();
    formula.split(" ").forEach((term, k) => {
      const [symbol, ...rest] = term.replace("!", "").split(":"), look = term[0] === "!" ? "bp-fresh" : "", [over, under] = symbol.split("/");
      if (!rest.length) {
        place(1, k + 1, "", symbol);
        if (symbol[0] !== "(") place(3, k + 1, "", { "·": "×", "←": "=" }[symbol] ?? symbol);
        return;
      }
      place(1, k + 1, look, under ? html("span", { class: "bp-fraction" }, mathsHtml(over), mathsHtml(under)) : mathsHtml(symbol));
      if (rest[1]) place(2, k + 1, "bp-meaning", mathsHtml(rest[0]));
      const template = rest.at(-1), factor = k > 2 && template[0] === "{";
      cells.push({ element: place(3, k + 1, `bp-amount ${look}`), template, factor });
    });
    if (delta) place(4, "3 / 5 / 8", "bp-brace", mathsHtml(`δ_${delta}`));
  }

  // ---- the algorithm, the learning rate, the loss after each update
  const lines = get("code").map(text => html("span", {}, text));
  const s = slider(view, { symbol: "s", name: words.s, min: 0.01, max: 2, scale: "log", typed: { min: 0.001, max: 10, step: 0.01 } }, value => view.set({ s: value }));
  const loss = readout("$L=$"), after = loss.appendChild(html("span", { class: "bp-after" }));
  const p = plane(view, { x: [0, 10], y: [0, 10], label: words.curve, ratio: 0.52 }), fall = curve(p, p.main, { colour: "pos" });
  const last = () => Math.max(0, rows.length - 1), go = k => view.set({ updates: k, w: rows[k] });
  const pick = k => {
    stop();
    if (rows.length) go(Math.max(0, Math.min(last(), Math.round(k))));
  };
  const dot = handle(view, p, { label: words.updates, colour: "pos", move: pick, nudge: (right, up) => pick(get("updates") + right + up) });
  const asking = (text, what) => button(view, text, () => {
    stop();
    waiting = what === "fifty";
    view.ask(what);
  });
  const buttons = [asking(words.update, "update"), asking(words.fifty, "fifty"), asking(words.reset, "reset")];
  const steps = timeline(view, { length: () => UPDATE, position: () => get("step"), go: (k, options) => view.set({ step: k }, options), rate: 0.6 });
  const stop = () => cancelAnimationFrame(playing);
  view.signal.addEventListener("abort", stop);
  view.on("run", () => {
    stop();
    readRun();
    if (waiting && last()) play();
    waiting = false;
  });

  view.root.append(html("div", { class: "ll-cols" },
    html("div", { class: "bp-main" }, graph, html("div", { class: "ll-bar" }, steps.element), said, sheet, check),
    html("div", { class: "ll-side bp-side" }, html("pre", { class: "bp-code" }, ...lines), s,
      html("div", { class: "ll-row" }, ...buttons), html("div", {}, loss, p.box))));
  readRun();
  return paint;

  function readRun() {
    const flat = floats(get("run").path);
    rows = Array.from({ length: flat.length / 6 }, (_, k) => [...flat.subarray(6 * k, 6 * k + 6)]);
    losses = rows.map(w => backpropagate(w, get("x"), get("y")).L);
  }

  // Walks along what Python has learned, 20 updates a second.
  function play() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return go(last());
    const began = performance.now(), from = get("updates");
    const tick = now => {
      const k = Math.min(last(), from + Math.max(0, Math.floor((now - began) / 50)));
      if (k !== get("updates")) go(k);
      if (k < last()) playing = requestAnimationFrame(tick);
    };
    playing = requestAnimationFrame(tick);
  }

  function paint() {
    const w = get("w"), x = get("x"), y = get("y"), rate = get("s"), k = get("step"), step = EXAMPLE_STEPS[k], phase = phaseOf(k);
    const { yHat, L, delta, around, ...lists } = backpropagate(w, x, y), updates = Math.min(get("updates"), last());
    v = { y, s: rate, yHat, L, delta };
    for (const [name, list] of Object.entries({ ...lists, w, x, n: w.map((value, j) => value - rate * lists.g[j]) })) {
      list.forEach((value, j) => { v[name + (j + 1)] = value; });
    }

    set(view.root, { "data-phase": phase });
    for (const [name, element] of Object.entries(lit)) element.classList.toggle("bp-lit", step.lit.includes(name));
    for (const { from, until, text, amount, template } of numbers) {
      set(text, { visibility: k < from || k >= until ? "hidden" : null });
      text.classList.toggle("bp-fresh", k === from);
      write(amount, withNumbers(template));
    }
    for (const show of pills) show();

    if (shownStep !== k) {
      shownStep = k;
      typeset(step);
      said.replaceChildren(html("b", {}, words[phase]), ...prose(words.said[k]));
      lines.forEach((line, n) => line.classList.toggle("bp-now", step.code.includes(n)));
      set(check, { style: step.slope ? null : "visibility: hidden" });
    }
    for (const { element, template, factor } of cells) write(element, withNumbers(template, factor));
    if (step.slope) write(quotient, `(${around[step.slope - 1].map(value => num(value, 6)).join(" − ")}) / 0.002 = ${written(`m${step.slope}`)}`);

    const seen = losses.length ? losses : [L], far = Math.max(10, last()), text = fill(words[`after_${updates}`] ?? words.after, { updates });
    p.range([-far / 25, far], [0, 2 ** Math.ceil(Math.log2(Math.max(1, Math.min(1000, Math.max(...seen)))))]); // rarely another
    fall.set(seen.map((value, n) => [n, value]));
    dot.set([updates, Math.min(L, p.y[1])], updates, text);
    write(after, text);
    loss.show(written("L"));
    s.show(rate);
    steps.show(`${k} / ${UPDATE}`);
    for (const element of buttons) element.disabled = !view.alive;
    buttons[0].classList.toggle("bp-wanted", k === UPDATE);
    view.announce(fill(words.spoken, { step: k, steps: UPDATE, said: said.textContent, y_hat: written("yHat"), L: written("L") }));
  }
});
