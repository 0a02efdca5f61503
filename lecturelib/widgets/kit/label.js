// Maths labels written as in TeX, "w_{ji}^{(l)}", "\\hat y", "\\eta", set as maths in HTML and in SVG.

const SYMBOLS = { eta: "η", gamma: "γ", lambda: "λ", epsilon: "ε", delta: "δ", alpha: "α", Gamma: "Γ", sum: "∑",
  cdot: "·", le: "≤", ge: "≥", gets: "←", in: "∈", times: "×", partial: "∂" };

// -> [{text, level}], level 0 on the line, -1 below, 1 above.
function parseMaths(source) {
  const parts = [];
  const plain = text => text
    .replace(/\\hat ?(\w)/g, "$1\u0302")
    .replace(/\\([A-Za-z]+) ?/g, (_, name) => SYMBOLS[name] ?? name)
    .replace(/-/g, "−")
    .replace(/ *([=<>≤≥←≈]) */g, "\u2005$1\u2005");
  const spaced = source.replace(/(?<=[\w})]) *([+-]) */g, "\u2006$1\u2006"); // between two terms, not a sign
  for (const [, mark, braced, single, run] of spaced.matchAll(/([_^])(?:\{([^}]*)\}|(.))|([^_^]+)/g)) {
    parts.push({ text: plain(run ?? braced ?? single), level: { _: -1, "^": 1 }[mark] ?? 0 });
  }
  return parts;
}

// Letters are italic, digits and signs upright.
const runs = text => text.split(/(\p{L}\p{M}*)/u).filter(Boolean).map(piece => [piece, /\p{L}/u.test(piece)]);

function mathsHtml(source) {
  const box = html("span", { class: "ll-maths" });
  for (const { text, level } of parseMaths(source)) {
    const place = level ? html(level < 0 ? "sub" : "sup") : box;
    for (const [piece, italic] of runs(text)) place.append(italic ? html("i", {}, piece) : piece);
    if (level) box.append(place);
  }
  return box;
}

// Words with $maths$ in them -> a list of nodes.
const prose = text => text.split("$").map((part, k) => (k % 2 ? mathsHtml(part) : document.createTextNode(part)));

// An SVG <text> with tspans.
function mathsSvg(source, attributes = {}) {
  const box = svg("text", { ...attributes, class: `ll-maths ${attributes.class ?? ""}` });
  let shift = 0;
  for (const { text, level } of parseMaths(source)) {
    for (const [piece, italic] of runs(text)) {
      const dy = -0.3 * level - shift;
      shift += dy;
      box.append(svg("tspan", {
        dy: dy ? `${dy}em` : null, "font-style": italic ? "italic" : null, class: level ? "ll-small" : null,
      }, piece));
    }
  }
  return box;
}
