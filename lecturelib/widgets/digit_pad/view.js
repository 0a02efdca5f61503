// A pad to draw on, the image of 8 x 8 that is made of the drawing, and the bars of the ten outputs.

const SIDE = 8, FINE = 32;

export default widget(view => {
  const { words } = view, net = readNetwork(view.get("net"));
  let strokes, ink, pen = null;

  // ---- the pad and the image
  const square = (side, kind, name) => svg("svg", { class: kind, viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": name },
    svg("rect", { class: "dp-paper", width: side, height: side }));
  const cells = size => Array.from({ length: SIDE * SIDE }, (_, j) => svg("rect", {
    x: j % SIDE * size, y: Math.floor(j / SIDE) * size, width: size * 1.005, height: size * 1.005 }));
  const pad = square(FINE, "dp-pad", words.pad), grid = square(SIDE, "dp-grid", words.image);
  const large = cells(FINE / SIDE), small = cells(1);
  const block = svg("g", { class: "dp-cells dp-faint" }, ...large), line = svg("path", { class: "dp-ink" });
  pad.append(block, line);
  const lines = Array.from({ length: SIDE - 1 }, (_, k) => `M${k + 1} 0V${SIDE}M0 ${k + 1}H${SIDE}`).join("");
  const cursor = svg("rect", { class: "dp-cursor", role: "slider", tabindex: 0, "aria-label": words.cursor, "aria-valuemin": 0,
    "aria-valuemax": SIDE * SIDE - 1, width: 1, height: 1 });
  grid.append(svg("g", { class: "dp-cells" }, ...small), svg("path", { class: "dp-lines", d: lines }), cursor);
  set(grid, { role: "group" });
  const place = (element, side) => event => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top].map(value => Number((value / box.width * side).toFixed(2)));
  };

  // ---- the pen: a stroke grows from point to point, and the whole drawing is made an image anew
  const at = place(pad, FINE), live = () => ink.length > 0 && ink.every((value, j) => value === view.get("image")[j]);
  const draw = all => view.set({ strokes: all, image: all.length ? imageOf(all) : Array(SIDE * SIDE).fill(0) });
  view.listen(pad, "pointerdown", event => {
    if (event.button || pen !== null) return;
    event.preventDefault();
    readStrokes();
    pen = event.pointerId;
    pad.setPointerCapture(pen);
    draw([...(live() ? view.get("strokes") : []), at(event)]);
  });
  view.listen(pad, "pointermove", event => {
    if (event.pointerId !== pen || !view.get("strokes").length) return;
    const before = view.get("strokes").slice(0, -1), old = view.get("strokes").at(-1), stroke = [...old];
    for (const [x, y] of [...event.getCoalescedEvents(), event].map(at)) {
      if (Math.hypot(x - stroke.at(-2), y - stroke.at(-1)) >= 0.4) stroke.push(x, y);
    }
    if (stroke.length > old.length) draw([...before, stroke]);
  });
  view.listen(pad, "lostpointercapture", () => { pen = null; });

  // ---- the cursor
  const within = value => Math.min(SIDE - 1, Math.max(0, value));
  const goTo = (column, row) => view.set({ pixel: within(Math.floor(row)) * SIDE + within(Math.floor(column)) });
  const write_x = value => view.set({ image: view.get("image").map((old, j) => (j === view.get("pixel") ? value : old)) });
  const pixel = entry(view, { name: words.pixel, min: 0, max: SIDE * SIDE - 1, step: 1, digits: 0 }, value => view.set({ pixel: Math.round(value) }));
  const x = entry(view, { name: words.x, min: 0, max: 1, step: 1 / 16 }, write_x);
  set(pixel.input, { "aria-label": words.pixel_name });
  set(x.input, { "aria-label": words.x_name });
  draggable(view, { at: place(grid, SIDE) }, cursor, { move: goTo });
  onArrows(view, cursor, (right, up) => goTo(view.get("pixel") % SIDE + right, Math.floor(view.get("pixel") / SIDE) - up), pixel.input);
  view.listen(cursor, "keydown", event => {
    if (event.key !== " ") return;
    event.preventDefault();
    write_x(view.get("image")[view.get("pixel")] > 0.5 ? 0 : 1);
  });

  // ---- the outputs
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const bar = html("div", { class: "dp-fill" }), value = html("output", { role: "status", "aria-live": "off" });
    return { bar, value, parts: [html("span", {}, digit), html("div", { class: "dp-track", "aria-hidden": "true" }, bar), value] };
  });
  const undo = button(view, words.undo, () => draw(view.get("strokes").slice(0, -1)));
  const clear = button(view, words.clear, () => draw([]));
  const reset = button(view, words.reset, () => view.ask("reset"));
  const status = html("div", { class: "dp-status", role: "status", "aria-live": "off" });
  const answer = html("output", { class: "dp-answer", role: "status", "aria-live": "off" });
  const hint = html("div", { class: "dp-hint" });
  const column = (title, ...parts) => html("div", {}, html("h4", {}, title), ...parts);
  view.root.append(html("div", { class: "dp" },
    column(words.draw, pad),
    column(words.sees, grid, html("div", { class: "ll-row dp-cell" }, pixel, x)),
    column(words.says, html("div", { class: "dp-bars", role: "group", "aria-label": words.outputs }, ...bars.flatMap(({ parts }) => parts)),
      html("div", { class: "dp-says" }, answer, status))),
  html("div", { class: "ll-bar" }, html("div", { class: "ll-row" }, clear, undo, reset)), hint);
  return paint;

  function readStrokes() {
    if (strokes === view.get("strokes")) return;
    strokes = view.get("strokes");
    ink = strokes.length ? imageOf(strokes) : [];
  }

  function paint() {
    readStrokes();
    const image = view.get("image"), now = view.get("pixel"), drawn = live(), blank = image.every(value => value === 0);
    set(line, { d: drawn ? strokes.map(([u, v, ...rest]) => `M${u} ${v}L${[u, v, ...rest].join(" ")}`).join("") : "" });
    set(block, { visibility: drawn ? "hidden" : null });
    image.forEach((value, j) => [large[j], small[j]].forEach(cell => set(cell, { "fill-opacity": value })));
    const [row, col] = [Math.floor(now / SIDE), now % SIDE];
    set(cursor, { x: col, y: row, "aria-valuenow": now, "aria-valuetext": fill(words.cursor_at, { row: row + 1, column: col + 1, ink: num(image[now]) }) });
    pixel.show(now);
    x.show(image[now]);

    const y = forward(net, image).a.at(-1), [first, second] = y.map((_, digit) => digit).sort((a, b) => y[b] - y[a]);
    bars.forEach(({ bar, value, parts }, digit) => {
      set(bar, { style: `transform: scaleX(${Math.min(1, Math.max(0, y[digit])).toFixed(4)})` });
      write(value, num(y[digit]));
      for (const part of parts) part.classList.toggle("dp-first", digit === first);
    });
    const values = { first, second, y_first: num(y[first]), y_second: num(y[second]) };
    const tale = blank ? words.blank : y[first] < 0.5 ? words.doubt : y[second] >= 0.5 ? words.several : words.sure;
    write(answer, String(first) + (blank || y[first] < 0.5 ? "?" : ""));
    write(status, fill(tale, values));
    write(hint, drawn ? "" : words.hint);
    undo.disabled = !drawn;
    clear.disabled = blank;
    reset.disabled = !view.alive;
    view.announce(fill(words.spoken, values));
  }
});

// {sizes, bias, activations, gamma, theta} -> what forward() takes.
function readNetwork({ sizes, bias, activations, gamma, theta }) {
  const all = floats(theta), weights = [], biases = [];
  let k = 0;
  const take = n => [...all.subarray(k, k += n)];
  sizes.slice(1).forEach((n, l) => {
    weights.push(Array.from({ length: sizes[l] }, () => take(n)));
    biases.push(bias ? take(n) : Array(n).fill(0));
  });
  return { weights, biases, activations, gamma };
}

// Strokes on the pad -> 64 numbers, as the data set's images were made: slant taken out, 20 x 32 fine pixels filled,
// pen as thick as gives every digit the same ink; then the ink of each 4 x 4 block is counted.
function imageOf(strokes) {
  const WIDTH = 20, INK = 312, MARGIN = 2.5, THICKEST = 4.5;
  const lines = strokes.map(flat => Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], flat[2 * k + 1]]));
  const points = lines.flat(), range = axis => [Math.min(...points.map(p => p[axis])), Math.max(...points.map(p => p[axis]))];
  const [top, bottom] = range(1), height = Math.max(bottom - top, 6);
  const leftmost = inside => Math.min(...points.filter(inside).map(p => p[0]));
  const lean = leftmost(p => p[1] >= bottom - 0.12 * height) - leftmost(p => p[1] <= top + 0.12 * height);
  const slant = Math.min(0.5, Math.max(-0.5, lean / height));
  for (const p of points) p[0] += slant * (bottom - p[1]);
  const [left, right] = range(0), tall = (FINE - 2 * MARGIN) / height;
  const wide = Math.min((WIDTH - 2 * MARGIN) / Math.max(right - left, 1e-9), tall), high = Math.min(tall, 2.5 * wide);
  for (const p of points) {
    p[0] = FINE / 2 + wide * (p[0] - (left + right) / 2);
    p[1] = FINE / 2 + high * (p[1] - (top + bottom) / 2);
  }
  const distance = new Float64Array(FINE * FINE).fill(Infinity);
  for (const path of lines) {
    path.forEach(([u, v], k) => {
      const [p, q] = path[Math.max(0, k - 1)], dx = u - p, dy = v - q, length = dx * dx + dy * dy || 1;
      for (let j = 0; j < FINE * FINE; j++) {
        const a = j % FINE + 0.5 - p, b = Math.floor(j / FINE) + 0.5 - q, t = Math.min(1, Math.max(0, (a * dx + b * dy) / length));
        distance[j] = Math.min(distance[j], (a - t * dx) ** 2 + (b - t * dy) ** 2);
      }
    });
  }
  const reach = Math.min(distance.slice().sort()[INK], THICKEST ** 2), image = Array(SIDE * SIDE).fill(0);
  distance.forEach((d, j) => {
    if (d <= reach) image[Math.floor(j / FINE / 4) * SIDE + Math.floor(j % FINE / 4)] += 1 / 16;
  });
  return image;
}
