// Buttons, choices and numbers. Each returns its element; those that show a value also have show(value).

const ICONS = {
  play: "M4 2.5v11l9-5.5z", pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z", rewind: "M3 3h2v10H3zM13 3v10L6 8z",
  back: "M11 3h2v10h-2zM9 3v10L2 8z", step: "M3 3h2v10H3zM7 3v10l7-5z",
};

function icon(name) {
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

// text alone, or an icon with the text as its name.
function button(view, text, click, iconName) {
  const element = html("button", { type: "button", class: iconName ? "ll-icon" : null, title: iconName && text, "aria-label": iconName && text },
    iconName ? icon(iconName) : text);
  view.listen(element, "click", click);
  return element;
}

// options: [[value, shown text], ...]
function choice(view, label, options, pick) {
  const list = html("select", { "aria-label": label }, ...options.map(([value, text]) => html("option", { value }, text)));
  view.listen(list, "change", () => pick(list.value));
  const element = html("label", { class: "ll-field" }, html("span", {}, label), list);
  return Object.assign(element, { show: value => { list.value = value; } });
}

function tick(view, label, pick) {
  const box = html("input", { type: "checkbox" });
  view.listen(box, "change", () => pick(box.checked));
  return Object.assign(html("label", { class: "ll-tick" }, box, ...prose(label)), { show: on => { box.checked = on; } });
}

// A number that is typed; symbol is maths, name is what a screen reader says. Out of [min, max] is pulled in.
function entry(view, { symbol, name, min = -Infinity, max = Infinity, step = 0.1, digits = 2 }, pick) {
  const input = html("input", { type: "number", "aria-label": name, step: "any", inputmode: "decimal", min: isFinite(min) ? min : null, max: isFinite(max) ? max : null });
  let shown = 0, typing = false;
  const give = value => pick(Number(Math.min(max, Math.max(min, value)).toFixed(10)));
  view.listen(input, "input", () => { typing = true; });
  view.listen(input, "blur", () => { typing = false; });
  view.listen(input, "change", () => {
    typing = false;
    if (Number.isFinite(input.valueAsNumber)) give(input.valueAsNumber);
    view.redraw();
  });
  view.listen(input, "keydown", event => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    give(shown + way * step * (event.shiftKey ? 10 : 1));
    event.preventDefault();
  });
  const element = html("label", { class: "ll-field" }, symbol ? mathsHtml(symbol) : html("span", {}, name), input);
  return Object.assign(element, {
    input,
    show(value) {
      shown = value;
      const text = value.toFixed(digits).replace(/^-(?=[0.]+$)/, "");
      if (!typing && input.value !== text) input.value = text;
    },
  });
}

// A range beside an entry of the same number. scale: "log" for a range of powers of ten.
function slider(view, options, pick) {
  const { name, min, max, step = 0.1, scale } = options;
  const to = scale === "log" ? Math.log10 : value => value, from = scale === "log" ? value => 10 ** value : value => value;
  const range = html("input", { type: "range", min: to(min), max: to(max), step: scale === "log" ? "any" : step, "aria-label": name });
  view.listen(range, "input", () => pick(from(range.valueAsNumber)));
  const field = entry(view, { ...options, ...options.typed }, pick);
  return Object.assign(html("div", { class: "ll-slider" }, field, range), {
    input: field.input, range,
    show(value) {
      field.show(value);
      range.value = to(value);
      set(range, { "aria-valuetext": num(value) });
    },
  });
}

// A live number, with its name before it: shown to all, and not read out at every frame.
function readout(label) {
  const value = html("output", { role: "status", "aria-live": "off" });
  const element = html("div", { class: "ll-readout" }, html("span", {}, ...prose(label)), value);
  return Object.assign(element, { value, show: text => write(value, text) });
}
