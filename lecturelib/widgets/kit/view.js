// One view of one model: what every widget does, so that its own files hold only what it shows.

import { html, write } from "./dom.js";
import { theme } from "./theme.js";

/** @import { Hold, Model, View } from "./types.js" */

// In ms: fewer than 20 messages a second go to the kernel, with the first and the last one too.
const SAVE_EVERY = 55;

/** What anywidget takes as a widget.
 * @param {string} name the class of the widget's root, which its style sheet is scoped by
 * @param {(view: View) => () => void} build makes the elements and returns paint(), which draws the
 *   model's values; it runs once an animation frame after any change, whoever made it: this view,
 *   another view, or Python
 */
export function widget(name, build) {
  return {
    /** Returns what ends the view, as the signal does; anywidget gives one from 0.11 on.
     * @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} place
     */
    render({ model, el, signal: host }) {
      const { signal, end } = life(host);
      const words = model.get("words");
      const root = html("div", { class: `ll ${name}`, lang: words.lang });
      const room = html("div", { class: "ll-room" }, root);
      const notice = html("div", { class: "ll-notice", role: "status" });
      const spoken = html("div", { class: "ll-spoken", role: "status" });
      el.append(room);
      const speaker = speaking(spoken);
      const dress = theme(room, root);
      const painter = painting(() => {
        traits.stand();
        view.dark = dress();
        paint();
      });

      /** @this {any} anywidget's own view, if the host has one: its model knows whether there is a kernel */
      function follow() {
        const live = this?.model;
        view.alive = live?.comm_live !== false && live?.widget_manager.kernel !== null;
        write(notice, view.alive ? "" : words.kernel_gone);
        view.redraw();
      }
      const traits = traitsOf(model, signal, follow, () => view.alive);
      traits.unanswered(() => write(notice, words.needs_python));

      /** @type {View} */
      const view = {
        ...traits,
        root,
        words,
        signal,
        alive: true,
        dark: false,
        listen: (target, event, callback) =>
          target.addEventListener(event, /** @type {any} */ (callback), { signal }),
        redraw: painter.redraw,
        announce: speaker.announce,
      };
      keepKeys(view);
      const paint = build(view);
      root.append(notice, spoken);
      followColours(view);
      signal.addEventListener("abort", () => {
        room.remove();
        painter.stop();
        speaker.stop();
        traits.stop();
      });
      requestAnimationFrame(view.redraw); // by then the planes know their sizes
      return end;
    },
  };
}

/** How a view reads and sets the model's values, and hears of them as long as it lives.
 * @param {Model} model @param {AbortSignal} signal
 * @param {(this: any) => void} follow called when a value that the view has used changes, and when
 *   the kernel comes or goes
 * @param {() => boolean} alive whether there is a kernel to send to
 */
function traitsOf(model, signal, follow, alive) {
  const unsent = unsentOf(model);
  const { save, stop } = saving(() => {
    unsent.stand();
    unsent.sent();
    if (alive()) model.save_changes();
  });
  /** @param {string} event @param {(this: any, content?: any) => void} callback */
  const on = (event, callback) => {
    model.on(event, callback);
    signal.addEventListener("abort", () => model.off(event, callback));
  };
  /** @type {Set<string>} */
  const watched = new Set();
  /** @param {string} trait */
  const watch = (trait) => {
    if (watched.has(trait)) return;
    watched.add(trait);
    on(`change:${trait}`, follow);
  };
  on("comm_live_update", follow);

  /** @type {Pick<View, "get" | "set" | "save" | "ask" | "on" | "unanswered">} */
  const traits = {
    get(trait) {
      watch(trait);
      return model.get(trait);
    },
    set(changes, { hold = false } = {}) {
      for (const [trait, value] of Object.entries(changes)) {
        watch(trait);
        unsent.set(trait, value);
      }
      if (!hold) save();
    },
    save,
    ask: (what) => traits.set({ asked: { do: what, n: (model.get("asked").n ?? 0) + 1 } }),
    on: (trait, callback) => on(`change:${trait}`, callback),
    unanswered: (callback) => on("msg:custom", (content) => content.unanswered && callback()),
  };
  return { ...traits, stand: unsent.stand, stop };
}

/** A view's own signal, which ends with the host's, or by end().
 * @param {AbortSignal | undefined} host
 */
function life(host) {
  const controller = new AbortController();
  const end = () => controller.abort();
  host?.addEventListener("abort", end);
  return { signal: controller.signal, end };
}

/** What was set here and Python does not know yet.
 * @param {Model} model
 */
function unsentOf(model) {
  /** @type {Map<string, any>} */
  const values = new Map();
  return {
    /** @param {string} trait @param {any} value */
    set(trait, value) {
      values.set(trait, value);
      model.set(trait, value);
    },
    /** What comes from another page, or late, moves nothing under the hand; the hand's goes out. */
    stand() {
      for (const [trait, value] of values) {
        if (!Object.is(model.get(trait), value)) model.set(trait, value);
      }
    },
    sent: () => values.clear(),
  };
}

/** A page changes its colours on its first two elements, or with the system's.
 * @param {View} view
 */
function followColours(view) {
  const colours = new MutationObserver(view.redraw);
  for (const place of [document.documentElement, document.body]) {
    colours.observe(place, { attributes: true });
  }
  view.listen(matchMedia("(prefers-color-scheme: dark)"), "change", view.redraw);
  view.signal.addEventListener("abort", () => colours.disconnect());
}

/** A plain key belongs to the widget that has the focus; the notebook would take arrows and Enter away.
 * A presenter's remote sends PageUp and PageDown.
 * @param {View} view
 */
function keepKeys(view) {
  view.listen(view.root, "keydown", (/** @type {KeyboardEvent} */ event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const notebooks = ctrlKey || metaKey || altKey || (key === "Enter" && shiftKey) ||
      ["Escape", "PageUp", "PageDown"].includes(key);
    if (!notebooks) event.stopPropagation();
  });
}

/** At most one call of send() every SAVE_EVERY ms, and one after the last save.
 * @param {() => void} send
 */
function saving(send) {
  let timer = 0;
  let last = 0;
  return {
    save() {
      timer ||= setTimeout(() => {
        timer = 0;
        last = performance.now();
        send();
      }, Math.max(0, last + SAVE_EVERY - performance.now()));
    },
    stop() {
      if (!timer) return;
      clearTimeout(timer);
      send();
    },
  };
}

/** One paint an animation frame, however often it is asked for.
 * @param {() => void} paint
 */
function painting(paint) {
  let frame = 0;
  return {
    redraw() {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        paint();
      });
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

/** What a screen reader hears.
 * @param {HTMLElement} element
 */
function speaking(element) {
  let timer = 0;
  return {
    /** @param {string} text */
    announce(text) {
      clearTimeout(timer);
      timer = setTimeout(() => write(element, text), 600);
    },
    stop: () => clearTimeout(timer),
  };
}
