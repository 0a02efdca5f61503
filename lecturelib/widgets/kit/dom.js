// Elements, text with values in it, and numbers as readers expect them.

const SVG = "http://www.w3.org/2000/svg";

// Sets attributes; a value that has not changed costs nothing, null removes.
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
  return element;
}

const html = (tag, attributes = {}, ...children) => {
  const element = set(document.createElement(tag), attributes);
  element.append(...children.filter(child => child != null));
  return element;
};

const svg = (tag, attributes = {}, ...children) => {
  const element = set(document.createElementNS(SVG, tag), attributes);
  element.append(...children);
  return element;
};

// Changes an element's text only if it differs.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// "{n} of {all}" with values -> "3 of 4".
const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// A number with a true minus sign and fixed digits; never "-0.00".
function num(value, digits = 2) {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

// The same without trailing zeros: 1, 0.5, −0.25.
const short = (value, digits = 2) => num(value, digits).replace(/\.0+$|(\.\d*?)0+$/, "$1");

// The same with its sign always shown, unless it is 0.
const signed = (value, digits = 2) => (value > 0 && Number(value.toFixed(digits)) ? "+" : "") + num(value, digits);
