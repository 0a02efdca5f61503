// Put into the page: `probe` tells when what a handle moves has been painted, and drags without a
// mouse.
(() => {
  const { port1, port2 } = new MessageChannel();
  let shown = "";
  let changed = false;
  let moved = 0;
  /** @type {MutationObserver | undefined} */
  let watcher;

  /** What painted: when, how many ms after the move, and when the last flood ended. */
  const probe = {
    /** @type {{ at: number, after: number }[]} */
    paints: [],
    released: 0,

    /** What counts as a change: another place or number of the handle; or another picture in
     * `image`.
     * @param {Element} handle @param {string} [image] a selector
     */
    watch(handle, image) {
      const element = (image && document.querySelector(image)) || handle;
      const picture = () => element.querySelector("img");
      const place = () =>
        `${handle.getAttribute("transform")}${handle.getAttribute("aria-valuenow")}`;
      const state = () => (image ? picture()?.src ?? "" : place());
      watcher?.disconnect();
      probe.paints = [];
      watcher = new MutationObserver(async () => {
        const now = state();
        if (!now || now === shown) return;
        shown = now;
        if (image) await picture()?.decode();
        changed = true;
      });
      shown = state();
      watcher.observe(element, { attributes: true, childList: true, subtree: true });
    },

    /** How many paints there have been, once there are more than `count` or so many ms have passed.
     * @param {[count: number, patience: number]} limits
     */
    async next([count, patience]) {
      const end = performance.now() + patience;
      while (probe.paints.length <= count && performance.now() < end) {
        await new Promise((done) => setTimeout(done, 5));
      }
      return probe.paints.length;
    },

    /** A drag, twenty events a frame, more than any mouse sends; how many ms it took.
     * @param {HTMLElement} handle
     * @param {number} count
     * @param {"mouse" | "pointer"} kind ipywidgets' sliders listen to mouse events
     */
    async flood(handle, count, kind) {
      const { x, y } = handle.getBoundingClientRect();
      const start = performance.now();
      const Kind = kind === "mouse" ? MouseEvent : PointerEvent;
      const send = (/** @type {string} */ type, /** @type {number} */ k) =>
        handle.dispatchEvent(
          new Kind(kind + type, {
            bubbles: true,
            isPrimary: true,
            buttons: 1,
            clientX: x + 9 + 60 * Math.sin(k),
            clientY: y + 9 + (k % 40),
          }),
        );
      const own = { setPointerCapture: () => {}, hasPointerCapture: () => true };
      Object.assign(handle, own);
      send("down", 0);
      for (let k = 1; k <= count; k++) {
        send("move", k);
        if (k % 20 === 0) await new Promise(requestAnimationFrame);
      }
      send("up", count);
      probe.released = performance.now();
      for (const name of Object.keys(own)) Reflect.deleteProperty(handle, name);
      return probe.released - start;
    },
  };

  requestAnimationFrame(function tick() {
    port2.postMessage(0);
    requestAnimationFrame(tick);
  });
  port1.onmessage = () => {
    const now = performance.now();
    if (changed) probe.paints.push({ at: now, after: now - moved });
    changed = false;
  };
  const note = (/** @type {PointerEvent} */ event) => {
    moved = event.timeStamp;
  };
  addEventListener("pointermove", note, true);
  Object.assign(globalThis, { probe });
})();
