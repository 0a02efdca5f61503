// What stands on a plane: curves, arrows, observations, and handles that mouse, touch and keyboard can move.

// A line through data points.
function curve(p, layer, { colour, dashed = false, width = 2.5 }) {
  const path = svg("path", { class: `ll-curve ${dashed ? "ll-dashed" : ""}`, style: `color: var(--ll-${colour})`, "stroke-width": width });
  layer.append(path);
  return { path, set: points => set(path, { d: p.path(points) }) };
}

// An arrow from one data point to another; it stops `gap` pixels short.
function arrow(p, layer, { colour, dashed = false, width = 3, gap = 0 }) {
  const shaft = svg("line", { class: dashed ? "ll-dashed" : null }), head = svg("path");
  const group = svg("g", { class: "ll-arrow", style: `color: var(--ll-${colour})`, "stroke-width": width, "aria-hidden": "true" }, shaft, head);
  layer.append(group);
  return {
    set(from, to) {
      const x1 = p.sx(from[0]), y1 = p.sy(from[1]), dx = p.sx(to[0]) - x1, dy = p.sy(to[1]) - y1;
      const full = Math.hypot(dx, dy), length = full - gap, size = Math.min(5 + 2.5 * width, length);
      set(group, { visibility: length < 1 ? "hidden" : null });
      if (length < 1) return;
      const ux = dx / full, uy = dy / full, x2 = x1 + length * ux, y2 = y1 + length * uy, bx = x2 - size * ux, by = y2 - size * uy;
      set(shaft, { x1, y1, x2: bx, y2: by });
      set(head, { d: `M${x2} ${y2}L${bx - 0.42 * size * uy} ${by + 0.42 * size * ux}L${bx + 0.42 * size * uy} ${by - 0.42 * size * ux}Z` });
    },
    hide: () => set(group, { visibility: "hidden" }),
  };
}

// An observation: a circle if positive, a square if not; `ringed` says that it is misclassified.
function mark(p, layer, positive, radius = 7) {
  const side = 1.8 * radius;
  const shape = positive ? svg("circle", { r: radius }) : svg("rect", { x: -side / 2, y: -side / 2, width: side, height: side, rx: 1.5 });
  const ring = svg("circle", { class: "ll-ring", r: radius + 5 });
  const text = svg("text", { x: radius + 6, y: -radius });
  const group = svg("g", { class: `ll-mark ${positive ? "ll-positive" : "ll-negative"}`, "aria-hidden": "true" }, ring, shape, text);
  layer.append(group);
  return {
    group,
    set(x, y, { ringed = false, note = "" } = {}) {
      set(group, { transform: `translate(${p.sx(x).toFixed(1)} ${p.sy(y).toFixed(1)})` });
      group.classList.toggle("ll-wrong", ringed);
      write(text, note);
    },
  };
}

// Calls move(x, y) in data coordinates while the element is dragged, then end().
function draggable(view, p, element, { move, end }) {
  view.listen(element, "pointerdown", event => {
    if (event.button) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    element.classList.add("ll-held");
  });
  view.listen(element, "pointermove", event => {
    if (element.hasPointerCapture(event.pointerId)) move(...p.at(event));
  });
  view.listen(element, "lostpointercapture", () => {
    element.classList.remove("ll-held");
    end?.();
  });
}

// A handle: label names what it moves, move(x, y) gets data coordinates, nudge(right, up) gets -1, 0 or 1, ten times
// as much with shift. field: the number entry that Enter goes to.
function handle(view, p, { label, colour = "green", move, nudge, end, field }) {
  const group = svg("g", { class: "ll-handle", role: "slider", tabindex: 0, "aria-label": label, style: `color: var(--ll-${colour})` },
    svg("circle", { class: "ll-hit", r: 18 }), svg("circle", { class: "ll-halo", r: 13 }), svg("circle", { class: "ll-knob", r: 7 }));
  p.front.append(group);
  draggable(view, p, group, { move, end });
  onArrows(view, group, nudge, field);
  return {
    group,
    // Puts it at a data point; now and text are what a screen reader says.
    set([x, y], now, text) {
      set(group, {
        transform: `translate(${p.sx(x).toFixed(1)} ${p.sy(y).toFixed(1)})`,
        "aria-valuenow": now.toFixed(2), "aria-valuetext": text, visibility: null,
      });
    },
    hide: () => set(group, { visibility: "hidden" }),
  };
}

function onArrows(view, element, nudge, field) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  view.listen(element, "keydown", event => {
    const way = ways[event.key], times = event.shiftKey ? 10 : 1;
    if (way) nudge(way[0] * times, way[1] * times);
    else if (event.key === "Enter" && field) {
      field.focus();
      field.select?.(); // what is typed replaces the number
    } else return;
    event.preventDefault();
  });
}
