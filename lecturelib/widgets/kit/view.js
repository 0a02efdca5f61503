// One view of one model: what every widget does, so that its own file holds only what it shows.

const SAVE_EVERY = 55; // ms: fewer than 20 messages a second go to the kernel, with the first and the last one too

// build(view) makes the elements and returns paint(), which draws the model's values. paint runs once an animation
// frame after any change, whoever made it: this view, another view, or Python.
function widget(build) {
  return {
    render({ model, el, signal }) {
      const words = model.get("words");
      const root = html("div", { class: "ll", lang: words.lang });
      const notice = html("div", { class: "ll-notice", role: "status" });
      const spoken = html("div", { class: "ll-spoken", role: "status" });
      el.append(root);
      let frame = 0, timer = 0, saved = 0, talk = 0, paint = () => {};

      const save = () => {
        timer ||= setTimeout(() => {
          timer = 0;
          saved = performance.now();
          if (view.alive) model.save_changes();
        }, Math.max(0, saved + SAVE_EVERY - performance.now()));
      };
      const view = {
        root, words, signal, alive: true,
        get: name => model.get(name),
        // Changes the model; hold: true keeps it in the browser until save(), as a scrub needs.
        set(changes, { hold = false } = {}) {
          model.set(changes);
          if (!hold) save();
        },
        save,
        // Calls do_<what> in Python, once it has all values as they are here.
        ask(what) {
          view.set({ asked: { do: what, n: (model.get("asked").n ?? 0) + 1 } });
        },
        on: (name, callback) => model.on(`change:${name}`, callback),
        listen: (target, name, callback) => target.addEventListener(name, callback, { signal }),
        redraw() {
          frame ||= requestAnimationFrame(() => {
            frame = 0;
            paint();
          });
        },
        // What a screen reader hears, once the hand has come to rest.
        announce(text) {
          clearTimeout(talk);
          talk = setTimeout(() => write(spoken, text), 600);
        },
      };

      // A plain key belongs to the widget that has the focus; the notebook around it would take arrows and Enter away.
      view.listen(root, "keydown", event => {
        const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
        if (!(ctrlKey || metaKey || altKey || key === "Escape" || (key === "Enter" && shiftKey))) event.stopPropagation();
      });
      paint = build(view);
      root.append(notice, spoken);
      function follow() { // `this` is anywidget's own view: only its model knows whether the kernel is there
        const live = this?.model;
        view.alive = live?.comm_live !== false && live?.widget_manager.kernel !== null;
        write(notice, view.alive ? "" : words.kernel_gone);
        view.redraw();
      }
      model.on("change", follow);
      model.on("comm_live_update", follow);
      const theme = new MutationObserver(view.redraw);
      theme.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
      signal.addEventListener("abort", () => {
        root.remove();
        theme.disconnect();
        cancelAnimationFrame(frame);
        clearTimeout(talk);
        if (!timer) return;
        clearTimeout(timer);
        if (view.alive) model.save_changes();
      });
      view.redraw();
    },
  };
}

// The numbers of a binary trait; empty if there are none.
const floats = (data, Kind = Float64Array) =>
  new Kind(data ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : 0);
