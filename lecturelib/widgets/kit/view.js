// One view of one model: what every widget does, so that its own files hold only what it shows.

import { html, write } from "./dom.js";

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
    /** @param {{ model: Model, el: HTMLElement, signal: AbortSignal }} place */
    render({ model, el, signal }) {
      const words = model.get("words");
      const root = html("div", { class: `ll ${name}`, lang: words.lang });
      const notice = html("div", { class: "ll-notice", role: "status" });
      const spoken = html("div", { class: "ll-spoken", role: "status" });
      el.append(root);
      const saver = saving(() => {
        stand();
        unsent.clear();
        if (view.alive) model.save_changes();
      });
      const painter = painting(() => {
        stand();
        paint();
      });
      const speaker = speaking(spoken);
      /** @type {Set<string>} */
      const watched = new Set();
      /** @type {Map<string, any>} what was set here and Python does not know yet */
      const unsent = new Map();

      /** @type {View} */
      const view = {
        root,
        words,
        signal,
        alive: true,
        get(trait) {
          watch(trait);
          return model.get(trait);
        },
        set(changes, { hold = false } = {}) {
          for (const [trait, value] of Object.entries(changes)) {
            watch(trait);
            unsent.set(trait, value);
            model.set(trait, value);
          }
          if (!hold) saver.save();
        },
        save: saver.save,
        ask(what) {
          view.set({ asked: { do: what, n: (model.get("asked").n ?? 0) + 1 } });
        },
        on: (trait, callback) => model.on(`change:${trait}`, callback),
        listen: (target, event, callback) =>
          target.addEventListener(event, /** @type {any} */ (callback), { signal }),
        redraw: painter.redraw,
        announce: speaker.announce,
      };

      /** What comes from another page, or late, moves nothing under the hand; the hand's goes out. */
      function stand() {
        for (const [trait, value] of unsent) {
          if (!Object.is(model.get(trait), value)) model.set(trait, value);
        }
      }

      /** @param {string} trait */
      function watch(trait) {
        if (watched.has(trait)) return;
        watched.add(trait);
        model.on(`change:${trait}`, follow);
      }

      /** @this {any} anywidget's own view, if the host has one: its model knows whether there is a kernel */
      function follow() {
        const live = this?.model;
        view.alive = live?.comm_live !== false && live?.widget_manager.kernel !== null;
        write(notice, view.alive ? "" : words.kernel_gone);
        view.redraw();
      }

      keepKeys(view);
      const paint = build(view);
      root.append(notice, spoken);
      model.on("comm_live_update", follow);
      const theme = new MutationObserver(view.redraw);
      const attributeFilter = ["data-jp-theme-light", "data-jp-theme-name"];
      theme.observe(document.body, { attributeFilter });
      signal.addEventListener("abort", () => {
        root.remove();
        theme.disconnect();
        painter.stop();
        speaker.stop();
        saver.stop();
      });
      view.redraw();
    },
  };
}

/** A plain key belongs to the widget that has the focus; the notebook would take arrows and Enter away.
 * @param {View} view
 */
function keepKeys(view) {
  view.listen(view.root, "keydown", (/** @type {KeyboardEvent} */ event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const notebooks = ctrlKey || metaKey || altKey || key === "Escape" ||
      (key === "Enter" && shiftKey);
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
