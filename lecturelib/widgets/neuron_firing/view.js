// The neuron on top, with what is dragged; the beats beneath.

export default widget(view => {
  const { words } = view, BEATS = 24, LAST = 900, three = [0, 1, 2], COLOURS = ["pos", "green", "purple"];
  const rows = data => Array.from({ length: data.length / 3 }, (_, n) => [...data.subarray(3 * n, 3 * n + 3)]);
  const chance = rows(floats(view.get("inputs").chance)), training = rows(floats(view.get("inputs").training));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let runSeen, path = [], began = -Infinity, shownStep = null, scrubbing = false, shownStatus;

  // ---- places in the scene, in its own units
  const HEIGHTS = [7.6, 4.5, 1.4], BODY = [12.1, 4.5], PER_W = 0.62, KNOB = 5.3;
  const PER_SUM = 1.3, gauge = value => 3.2 + PER_SUM * Math.max(-1.4, Math.min(3.4, value));
  const scene = plane(view, { x: [0, 24], y: [0, 9], label: words.scene, ratio: 0.4 });
  scene.box.classList.add("nf-scene");
  const strip = plane(view, { x: [0, BEATS + 1], y: [-0.6, 3], label: words.strip, ratio: 0.19 });
  const unit = () => scene.width / 24;
  const add = (layer, tag, attributes) => {
    const element = svg(tag, attributes);
    layer.append(element);
    return element;
  };
  const label = (layer, text, kind) => layer.appendChild(svg("text", { class: kind }, text));
  const light = (element, on) => element.classList.toggle("nf-on", on);
  const at = (element, x, y) => set(element, { x: scene.sx(x), y: scene.sy(y) });
  const box = (p, element, x, width, low, high) => set(element, {
    x: p.sx(x), width: p.sx(x + width) - p.sx(x), y: p.sy(Math.max(low, high)), height: Math.abs(p.sy(low) - p.sy(high)) });

  // ---- the neuron: three senders and dendrites, the cell body with its waterfall, the axon to the next neuron
  const senders = three.map(() => add(scene.main, "path", { class: "nf-axon" }));
  const bulbs = three.map(() => add(scene.main, "ellipse", { class: "nf-bulb" }));
  const bands = three.map(() => add(scene.main, "path", { class: "nf-band" }));
  const axon = add(scene.main, "path", { class: "nf-axon" }), ending = add(scene.main, "ellipse", { class: "nf-bulb" });
  const next = add(scene.main, "path", { class: "nf-next" }), body = add(scene.main, "circle", { class: "nf-body" });
  const bars = [...three, 3].map(() => add(scene.main, "rect", { class: "nf-bar" }));
  bars[3].classList.add("nf-total");
  const zero = add(scene.main, "path", { class: "nf-zero" }), bar = add(scene.main, "path", { class: "nf-threshold" });
  const grip = add(scene.main, "path", { class: "nf-grip" });
  const tracks = three.map(() => add(scene.main, "path", { class: "nf-track" }));
  const pulses = [...three, 3].map(() => add(scene.main, "circle", { class: "nf-pulse", r: 9 }));
  const signals = three.map(i => scene.main.appendChild(mathsSvg(`x_${i + 1}`, { class: "nf-value" })));
  const strengths = three.map(i => {
    const name = mathsSvg(`w_${i + 1}=`, { class: "nf-value" }), number = svg("tspan");
    name.append(number);
    scene.main.append(name);
    return { name, number };
  });
  const names = [["terminals", 2, 0.15], ["synapses", 3.45, 8.6], ["dendrites", 6.8, 0.15], ["body", 12.1, 0.35], ["axon", 19.2, 3.8], ["next", 22.4, 1.2]]
    .map(([key, x, y]) => [label(scene.main, words[key], "nf-label"), x, y]);
  const limit = label(scene.main, words.threshold, "nf-value"), total = label(scene.main, "", "nf-value nf-middle");

  // ---- the beats
  const now = add(strip.back, "rect", { class: "nf-now" });
  const beats = Array.from({ length: BEATS }, () => add(strip.main, "rect", { class: "nf-beat" }));
  const curves = COLOURS.map(colour => curve(strip, strip.main, { colour, width: 3 }));
  const ends = three.map(i => strip.front.appendChild(mathsSvg(`w_${i + 1}`, { class: "nf-value", style: `fill: var(--ll-${COLOURS[i]})` })));
  const dots = beats.map(() => add(strip.main, "circle", { class: "nf-dot", r: 5 }));
  const line = add(strip.main, "path", { class: "nf-threshold" });
  const caption = html("div", { class: "nf-caption" });

  // ---- the model's values
  const learns = () => view.get("mode") === "hebb";
  const signalsOf = k => (learns() ? training[k] : chance[k].map(u => (u < view.get("rate") ? 1 : 0)));
  const spike = (w, x) => netInput(w, x, -view.get("threshold")) > 1e-9;

  // ---- controls; in Hebb's mode a new start begins the training again
  const change = values => view.set(learns() ? { ...values, step: 0 } : values);
  const limited = (value, low, high) => Number(Math.min(high, Math.max(low, value)).toFixed(2));
  const setW = (i, value) => change({ w: view.get("w").map((old, k) => (k === i ? limited(value, -1, 2) : old)) });
  const setThreshold = value => change({ threshold: limited(value, 0, 3) });
  const mode = choice(view, words.mode, ["signals", "hebb"].map(key => [key, words[key]]), value => {
    beat.pause();
    view.set({ mode: value });
  });
  const threshold = entry(view, { name: words.threshold, min: 0, max: 3, step: 0.05 }, setThreshold);
  const fields = three.map(i => entry(view, { symbol: `w_${i + 1}`, name: fill(words.weight, { i: i + 1 }), min: -1, max: 2, step: 0.05 },
    value => setW(i, value)));
  const rate = slider(view, { name: words.rate, min: 0, max: 1, step: 0.05 }, value => view.set({ rate: value }));
  set(rate.range, { "aria-label": words.rate_name });
  const eta = entry(view, { symbol: "\\eta", name: words.eta, min: 0.01, max: 1, step: 0.01 }, value => change({ eta: value }));
  const knobs = three.map(i => handle(view, scene, {
    label: fill(words.strength, { i: i + 1 }), field: fields[i].input, colour: "ink",
    move: (_, y) => setW(i, (y - HEIGHTS[i]) / PER_W), nudge: (right, up) => setW(i, shownW()[i] + 0.05 * (right + up)),
  }));
  const moveThreshold = (_, y) => setThreshold((y - gauge(0)) / PER_SUM);
  const bound = handle(view, scene, {
    label: words.threshold_handle, field: threshold.input, colour: "ink", move: moveThreshold,
    nudge: (right, up) => setThreshold(view.get("threshold") + 0.05 * (right + up)),
  });
  draggable(view, scene, grip, { move: moveThreshold });
  knobs.forEach(knob => set(knob.group, { "aria-valuemin": -1, "aria-valuemax": 2 }));
  set(bound.group, { "aria-valuemin": 0, "aria-valuemax": 3 });
  const reset = button(view, words.reset, () => {
    beat.pause();
    view.ask("reset");
  });
  const beat = timeline(view, {
    length: () => (ready() ? BEATS : 0), position: () => (ready() ? view.get("step") : 0), begin() {}, rate: 1,
    go(k, options) {
      scrubbing = Boolean(options.hold);
      view.set({ step: k }, options);
    },
  });
  const fired = readout(words.fired);
  const status = html("div", { class: "ll-status nf-status", role: "status", "aria-live": "off" });
  view.root.append(html("div", { class: "ll-row nf-controls" }, mode, rate, eta, threshold, html("div", { class: "ll-row" }, ...fields)), scene.box, caption, strip.box,
    html("div", { class: "ll-bar" }, beat.element, html("div", { class: "ll-row" }, fired, reset)), status);
  return paint;

  // Python's training fits what is shown.
  function ready() {
    if (!learns()) return true;
    const run = view.get("run");
    return run.threshold === view.get("threshold") && run.eta === view.get("eta") && run.w.every((w, i) => w === view.get("w")[i]);
  }

  function wAt(k) {
    if (!learns() || !ready()) return view.get("w");
    if (runSeen !== view.get("run")) {
      runSeen = view.get("run");
      path = rows(floats(runSeen.path));
    }
    return path[k];
  }
  function shownW() {
    return wAt(shownBeat());
  }
  function shownBeat() {
    return ready() ? view.get("step") : 0;
  }

  // How far the beat has come, from 0 to 1: signals come in, are summed, a spike leaves.
  function phase(k) {
    if (k !== shownStep) {
      const forwards = shownStep !== null && k === shownStep + 1 && !scrubbing && !still.matches;
      began = forwards ? performance.now() : -Infinity;
      shownStep = k;
    }
    const t = Math.min(1, Math.max(0, (performance.now() - began) / LAST));
    if (t < 1) view.redraw();
    return t;
  }

  function along(pulse, points, t) {
    const inside = t > 0 && t < 1;
    set(pulse, { visibility: inside ? null : "hidden" });
    if (!inside) return;
    const far = t * (points.length - 1), k = Math.floor(far), [a, b] = [points[k], points[k + 1]];
    set(pulse, { cx: scene.sx(a[0] + (far - k) * (b[0] - a[0])), cy: scene.sy(a[1] + (far - k) * (b[1] - a[1])) });
  }

  function drawNeuron(k, w, wAfter, x, t) {
    const u = unit(), fires = k > 0 && spike(w, x), rise = Math.min(1, Math.max(0, (t - 0.4) / 0.2)), out = Math.max(0, (t - 0.6) / 0.4);
    three.forEach(i => {
      const y = HEIGHTS[i], wide = (0.05 + 0.3 * Math.abs(wAfter[i])), [bx, by] = BODY, inner = by + (y - by) * 0.3;
      const edge = (s, v, h) => `${scene.sx(s).toFixed(1)} ${scene.sy(v + h).toFixed(1)}`, on = x[i] > 0;
      set(senders[i], { d: scene.path([[0.9, y], [2.75, y]]) });
      set(bulbs[i], { cx: scene.sx(3.1), cy: scene.sy(y), rx: 0.32 * u, ry: 0.48 * u });
      const top = `${edge(6.9, y, wide)}C${edge(8, y, wide)} ${edge(8.2, inner, wide)} ${edge(bx - 2, inner, wide)}`;
      const low = `${edge(bx - 2, inner, -wide)}C${edge(8.2, inner, -wide)} ${edge(8, y, -wide)} ${edge(6.9, y, -wide)}`;
      set(bands[i], { d: `M${edge(3.75, y, wide)}L${top}L${low}L${edge(3.75, y, -wide)}Z` });
      bands[i].classList.toggle("nf-against", wAfter[i] < 0);
      light(senders[i], on);
      light(bulbs[i], on);
      light(bands[i], on && t > 0.2);
      set(tracks[i], { d: scene.path([[KNOB, y - PER_W], [KNOB, y + 2 * PER_W]]) + scene.path([[KNOB - 0.2, y], [KNOB + 0.2, y]]) });
      knobs[i].set([KNOB, y + PER_W * Math.min(2, wAfter[i])], wAfter[i], `w ${i + 1} = ${num(wAfter[i])}`);
      at(signals[i], 0.05, y - 0.15);
      at(strengths[i].name, KNOB + 0.55, y + 0.3 * Math.abs(wAfter[i]) + 0.25);
      write(strengths[i].number, num(wAfter[i]));
      along(pulses[i], [[0.9, y], [3.4, y], [7.6, y], [bx - 1.5, inner]], on ? t / 0.4 : 0);
    });
    set(body, { cx: scene.sx(BODY[0]), cy: scene.sy(BODY[1]), r: 3.5 * u });
    light(body, fires && t > 0.6);

    let sum = 0;
    three.forEach(i => {
      const step = x[i] * w[i] * rise;
      box(scene, bars[i], 9.5 + 0.95 * i, 0.8, gauge(sum), gauge(sum + step));
      bars[i].classList.toggle("nf-against", step < 0);
      sum += step;
    });
    box(scene, bars[3], 12.6, 1.2, gauge(0), gauge(sum));
    light(bars[3], fires && t > 0.6);
    at(total, 13.2, gauge(Math.max(0, Math.min(2.9, sum))) + 0.15);
    write(total, k ? num(sum) : "");
    const high = gauge(view.get("threshold"));
    set(zero, { d: scene.path([[9.3, gauge(0)], [14.1, gauge(0)]]) });
    for (const element of [bar, grip]) set(element, { d: scene.path([[9.2, high], [14.6, high]]) });
    bound.set([14.6, high], view.get("threshold"), `${words.threshold} ${num(view.get("threshold"))}`);
    at(limit, 9.35, high + 0.15);

    set(axon, { d: scene.path([[15.6, 4.5], [20.2, 4.5]]) });
    set(ending, { cx: scene.sx(20.4), cy: scene.sy(4.5), rx: 0.32 * u, ry: 0.48 * u });
    const [hi, lo] = [1, -1].map(way => [[21.05, 0.25], [21.9, 0.25], [23, 0.25], [22.9, 2.1], [24, 2.6]].map(([x, y]) => `${scene.sx(x)} ${scene.sy(4.5 + way * y)}`));
    set(next, { d: `M${hi[0]}L${hi[1]}C${hi[2]} ${hi[3]} ${hi[4]}L${lo[4]}C${lo[3]} ${lo[2]} ${lo[1]}L${lo[0]}Z` });
    light(axon, fires && out > 0);
    light(ending, fires && out > 0.6);
    light(next, fires && out >= 1);
    along(pulses[3], [[15.6, 4.5], [20.7, 4.5], [22.6, 4.5]], fires ? out : 0);
    names.forEach(([element, x, y]) => at(element, x, y));
  }

  function drawStrip(k) {
    const learning = learns(), last = learning ? k : BEATS, all = Array.from({ length: last + learning }, (_, n) => n);
    const values = learning ? all.flatMap(wAt) : all.map(n => netInput(wAt(n), signalsOf(n), 0)), least = Math.min(...values), most = Math.max(...values);
    const low = Math.min(-0.6, least - 0.2), high = Math.max(3, most + 0.3);
    let count = 0;
    strip.range(strip.x, [low, high]);
    beats.forEach((rect, n) => {
      const x = signalsOf(n), w = wAt(n), fires = spike(w, x) && n < last;
      set(rect, { visibility: learning ? "hidden" : null });
      if (!learning) box(strip, rect, n + 0.6, 0.8, 0, netInput(w, x, 0));
      light(rect, fires);
      set(dots[n], { visibility: fires ? null : "hidden", cx: strip.sx(n + 1), cy: strip.sy(high) + 7 });
      count += fires;
    });
    three.forEach(i => {
      const points = Array.from({ length: learning ? k + 1 : 0 }, (_, n) => [n, wAt(n)[i]]);
      curves[i].set([...points.flatMap(([n, w], j) => (j ? [[n, points[j - 1][1]], [n, w]] : [[n, w]])), ...points.slice(-1).map(([n, w]) => [n + 0.5, w])]);
      set(ends[i], { visibility: learning ? null : "hidden", x: strip.sx(k + 0.5) + 4, y: strip.sy(wAt(k)[i]) + (i === 2 ? 14 : 0) });
    });
    set(line, { d: strip.path([[0, view.get("threshold")], [BEATS + 1, view.get("threshold")]]) });
    box(strip, now, k - 0.5, k ? 1 : 0, low, high);
    write(caption, learning ? words.strip_hebb : words.strip_signals);
    fired.show(fill(words.count, { fired: count, all: last }));
  }

  function story(k, w, wAfter, x) {
    if (!ready()) return [view.alive ? words.waiting : words.no_kernel];
    if (!k) return [words.at_rest];
    const on = three.filter(i => x[i]), fires = spike(w, x), limit = num(view.get("threshold"));
    const terms = on.map(i => (w[i] < 0 ? `(${num(w[i])})` : num(w[i]))).join("+");
    const sum = on.length > 1 ? `${terms}=${num(netInput(w, x, 0))}` : terms;
    const first = on.length ? fill(fires ? words.fires : words.silent, { k, sum, threshold: limit }) : fill(words.nothing, { k });
    if (!learns()) return [first];
    const parts = on.map(i => fill(words.grown, { i: i + 1, before: num(w[i]), eta: num(view.get("eta")), after: num(wAfter[i]) })).join(", ");
    return [first, fires ? fill(words.grows, { list: on.map(i => `x_${i + 1}`).join(", "), parts }) : words.unchanged];
  }

  function paint() {
    if (!scene.width || !strip.width) return;
    const k = shownBeat(), x = k ? signalsOf(k - 1) : [0, 0, 0], w = wAt(Math.max(0, k - 1)), wAfter = wAt(k), t = phase(k);
    drawNeuron(k, w, t < 1 ? w : wAfter, x, t);
    drawStrip(k);
    mode.show(view.get("mode"));
    rate.show(view.get("rate"));
    eta.show(view.get("eta"));
    rate.hidden = learns();
    eta.hidden = !learns();
    threshold.show(view.get("threshold"));
    fields.forEach((field, i) => field.show(wAfter[i]));
    beat.show(`${k} / ${BEATS}`);
    reset.disabled = !view.alive;
    const lines = story(k, w, wAfter, x), key = lines.join("|");
    if (key !== shownStatus) {
      shownStatus = key;
      status.replaceChildren(...lines.map(text => html("div", {}, ...prose(text))));
    }
    view.announce(fill(words.spoken, { w: wAfter.map(value => num(value)).join(", "), threshold: num(view.get("threshold")), status: status.textContent }));
  }
});
