// What a page does: its theme, its widgets and what was recorded for them, its slides.

import { model, unpack } from "./model.js";
import { slides } from "./slides.js";
import { linkTo, read } from "./state.js";
import { followTheme } from "./theme.js";

/** @import { Kind, Told } from "./model.js" */

/** @type {Map<string, Kind>} */
const kinds = new Map();
/** @type {ReturnType<typeof model>[]} */
const models = [];
/** Which model a section shows. @type {Map<string, ReturnType<typeof model>>} */
const shown = new Map();
/** What was asked for, also by several widgets at once. @type {Map<string, Promise<any>>} */
const files = new Map();
/** What waits for a file of answers: file -> what to do with it. @type {Map<string, (answers: any) => void>} */
const waiting = new Map();

/** Called when the body has begun. */
function begin() {
  /** What a button does, by its data-do. @type {Record<string, () => void>} */
  const actions = { theme: followTheme() };
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-do]") : null;
    if (button instanceof HTMLElement) actions[button.dataset.do ?? ""]?.();
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector("[data-slide]")) Object.assign(actions, slides());
    followContents();
    goToState();
  });
  addEventListener("hashchange", goToState);
}

/** Where the address keeps a widget's state, the widget shows it. */
function goToState() {
  const found = read(location.hash);
  const there = found && shown.get(found.section);
  if (!there) return;
  there.keep(found.kept);
  document.getElementById(found.section)?.scrollIntoView();
}

/** Called below the contents, which stand folded where they have no room beside the text. */
function fold() {
  const contents = document.querySelector(".contents details");
  if (matchMedia("(max-width: 68rem)").matches) contents?.removeAttribute("open");
}

/** The contents mark the heading under which one reads. */
function followContents() {
  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    const section = document.querySelector(link.getAttribute("href") ?? "");
    if (section && link instanceof HTMLAnchorElement) links.set(section, link);
  }
  const sections = [...links.keys()];
  const mark = () => {
    const now = sections.findLast((each) => each.getBoundingClientRect().top < innerHeight / 3);
    for (const [section, link] of links) {
      if (section === now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const seen = new IntersectionObserver(mark, { rootMargin: "0px 0px -66%" });
  for (const section of sections) seen.observe(section);
}

/** What all widgets of a kind share; called by <table>.js.
 * @param {string} table @param {Omit<Kind, "recorded">} kind @param {string[]} names of its answers
 */
function define(table, kind, names) {
  const known = new Set(names);
  kinds.set(table, {
    ...kind,
    recorded: async (name) => known.has(name) ? unpack(await load(`${table}/${name}.js`)) : null,
  });
}

/** A file of answers, as a script, since a page from a disk may not fetch.
 * @param {string} file @returns {Promise<any>}
 */
function load(file) {
  const coming = files.get(file) ?? new Promise((done) => {
    const script = document.createElement("script");
    waiting.set(file, done);
    script.src = file;
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  });
  files.set(file, coming);
  return coming;
}

/** Called by such a file.
 * @param {string} file @param {any} answers
 */
function answer(file, answers) {
  waiting.get(file)?.(answers);
  waiting.delete(file);
}

/** Puts the number-th widget before the script that calls this.
 * @param {number} number
 */
function show(number) {
  const el = /** @type {HTMLElement} */ (document.currentScript?.previousElementSibling);
  /** @type {Told} */
  const told = unpack(JSON.parse(document.getElementById("widgets")?.textContent ?? "")[number]);
  const kind = /** @type {Kind} */ (kinds.get(told.table));
  models[number] ??= model(told, kind);
  el.replaceChildren();
  kind.widget.render({ model: models[number], el, signal: new AbortController().signal });
  const section = el.closest("section, main")?.id ?? "";
  shown.set(section, models[number]);
  // A widget has its numbers in its first frame; none is seen without them.
  el.style.visibility = "hidden";
  requestAnimationFrame(() => requestAnimationFrame(() => el.style.removeProperty("visibility")));
  el.append(linkTo(models[number], section));
}

Object.assign(globalThis, { course: { answer, begin, define, fold, show } });
