// A plane with axes: a canvas for regions under an SVG for everything else, both as wide as their place allows.

const MARGIN = { left: 34, right: 10, top: 10, bottom: 34 };

function niceTicks(low, high, most) {
  const rough = (high - low) / most, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(m => m * power >= rough);
  const count = Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1;
  return Array.from({ length: count }, (_, k) => (Math.ceil(low / step - 1e-9) + k) * step);
}

// x, y: [low, high]. label: for screen readers. ratio: height / width. Layers, back to front: "back" and "main" are
// clipped to the axes, "front" is not.
function plane(view, { x, y, xLabel, yLabel, label, ratio = 1 }) {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const picture = svg("svg", { role: "group", "aria-label": label });
  const box = html("div", { class: "ll-plane", style: `aspect-ratio: 1 / ${ratio}` }, canvas, picture);
  const clipId = `ll-${Math.random().toString(36).slice(2)}`, clip = svg("rect");
  const axes = svg("g", { class: "ll-axes", "aria-hidden": "true" });
  const clipped = `url(#${clipId})`;
  const p = {
    box, canvas, svg: picture, x, y, width: 0, height: 0,
    back: svg("g", { "clip-path": clipped, "aria-hidden": "true" }), main: svg("g", { "clip-path": clipped }), front: svg("g"),
    sx: value => MARGIN.left + (value - p.x[0]) / (p.x[1] - p.x[0]) * p.width,
    sy: value => MARGIN.top + (p.y[1] - value) / (p.y[1] - p.y[0]) * p.height,
    // The data coordinates of a pointer event.
    at(event) {
      const frame = picture.getBoundingClientRect();
      return [p.x[0] + (event.clientX - frame.left - MARGIN.left) / p.width * (p.x[1] - p.x[0]),
        p.y[1] - (event.clientY - frame.top - MARGIN.top) / p.height * (p.y[1] - p.y[0])];
    },
    // Shows other ranges.
    range(newX, newY) {
      if (String([p.x, p.y]) === String([newX, newY])) return;
      [p.x, p.y] = [newX, newY];
      drawAxes();
    },
    inside: ([a, b]) => a >= p.x[0] && a <= p.x[1] && b >= p.y[0] && b <= p.y[1],
    // An SVG path through data points.
    path: points => points.map(([a, b], k) => `${k ? "L" : "M"}${p.sx(a).toFixed(1)} ${p.sy(b).toFixed(1)}`).join(""),
  };
  picture.append(svg("defs", {}, svg("clipPath", { id: clipId }, clip)), p.back, axes, p.main, p.front);

  function drawAxes() {
    axes.replaceChildren();
    if (!p.width) return;
    const right = MARGIN.left + p.width, bottom = MARGIN.top + p.height;
    const line = (x1, y1, x2, y2, zero) => svg("line", { x1, y1, x2, y2, class: zero ? "ll-zero" : null });
    for (const value of niceTicks(...p.x, Math.min(8, p.width / 60))) {
      axes.append(line(p.sx(value), MARGIN.top, p.sx(value), bottom, Math.abs(value) < 1e-9),
        svg("text", { x: p.sx(value), y: bottom + 16, "text-anchor": "middle" }, short(value)));
    }
    for (const value of niceTicks(...p.y, Math.min(8, p.height / 50))) {
      axes.append(line(MARGIN.left, p.sy(value), right, p.sy(value), Math.abs(value) < 1e-9),
        svg("text", { x: MARGIN.left - 7, y: p.sy(value) + 4, "text-anchor": "end" }, short(value)));
    }
    if (xLabel) axes.append(mathsSvg(xLabel, { x: right - 2, y: bottom + 31, "text-anchor": "end" }));
    if (yLabel) axes.append(mathsSvg(yLabel, { x: 2, y: MARGIN.top + 10 }));
  }

  const resize = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = box;
    if (!width || !height) return;
    p.width = width - MARGIN.left - MARGIN.right;
    p.height = height - MARGIN.top - MARGIN.bottom;
    set(picture, { width, height });
    set(clip, { x: MARGIN.left, y: MARGIN.top, width: p.width, height: p.height });
    set(canvas, { style: `left:${MARGIN.left}px;top:${MARGIN.top}px;width:${p.width}px;height:${p.height}px` });
    drawAxes();
    view.redraw();
  });
  resize.observe(box);
  view.signal.addEventListener("abort", () => resize.disconnect());
  return p;
}

// Cuts the plane's rectangle by w.x + b = 0. Returns the corners of both sides, and the line's two ends (or none).
function cut(p, w, b) {
  const corners = [[p.x[0], p.y[0]], [p.x[1], p.y[0]], [p.x[1], p.y[1]], [p.x[0], p.y[1]]];
  const positive = [], negative = [], line = [];
  corners.forEach((from, k) => {
    const to = corners[(k + 1) % 4], zFrom = netInput(w, from, b), zTo = netInput(w, to, b);
    (zFrom >= 0 ? positive : negative).push(from);
    if (zFrom >= 0 === zTo >= 0) return;
    const t = zFrom / (zFrom - zTo), point = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    positive.push(point);
    negative.push(point);
    line.push(point);
  });
  return { positive, negative, line };
}

// Colours the canvas by f(x, y): towards the positive colour up to 1, towards the negative down to -1, cells of 2 px.
function paintRegions(p, f, cell = 2) {
  const columns = Math.max(1, Math.round(p.width / cell)), rows = Math.max(1, Math.round(p.height / cell));
  if (p.canvas.width !== columns) p.canvas.width = columns;
  if (p.canvas.height !== rows) p.canvas.height = rows;
  const style = getComputedStyle(p.box), context = p.canvas.getContext("2d");
  const rgb = name => style.getPropertyValue(name).match(/\w\w/g).map(part => parseInt(part, 16));
  const negative = rgb("--ll-neg"), positive = rgb("--ll-pos"), strength = 255 * style.getPropertyValue("--ll-shade");
  const image = context.createImageData(columns, rows), { data } = image;
  for (let row = 0, k = 0; row < rows; row++) {
    const b = p.y[1] - (row + 0.5) / rows * (p.y[1] - p.y[0]);
    for (let column = 0; column < columns; column++, k += 4) {
      const value = f(p.x[0] + (column + 0.5) / columns * (p.x[1] - p.x[0]), b);
      const colour = value >= 0 ? positive : negative;
      for (let j = 0; j < 3; j++) data[k + j] = colour[j];
      data[k + 3] = strength * Math.min(1, Math.abs(value));
    }
  }
  context.putImageData(image, 0, 0);
}
