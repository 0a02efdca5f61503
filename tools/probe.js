// Put into the page: window.probe tells when what a handle moves has been painted, and drags without a mouse.
(() => {
  const { port1, port2 } = new MessageChannel(), probe = window.probe = { paints: [] };
  let shown = "", changed = false, moved = 0, watcher;

  requestAnimationFrame(function tick() {
    port2.postMessage(0);
    requestAnimationFrame(tick);
  });
  port1.onmessage = () => {
    if (changed) probe.paints.push({ at: performance.now(), after: performance.now() - moved });
    changed = false;
  };
  addEventListener("pointermove", event => { moved = event.timeStamp; }, true);

  // What counts as a change: another place or number of the handle; with `image`, another picture in that element.
  probe.watch = (handle, image) => {
    const element = image ? document.querySelector(image) : handle, picture = () => element.querySelector("img");
    const state = () => (image ? picture()?.src : handle.getAttribute("transform") + handle.getAttribute("aria-valuenow"));
    watcher?.disconnect();
    probe.paints = [];
    watcher = new MutationObserver(async () => {
      const now = state();
      if (!now || now === shown) return;
      shown = now;
      if (image) await picture().decode();
      changed = true;
    });
    shown = state();
    watcher.observe(element, { attributes: true, childList: true, subtree: true });
  };

  // How many paints there have been, once there are more than `count` or three seconds have passed.
  probe.next = async count => {
    const end = performance.now() + 3000;
    while (probe.paints.length <= count && performance.now() < end) await new Promise(done => setTimeout(done, 5));
    return probe.paints.length;
  };

  // A drag, twenty events a frame, more than any mouse sends; how many ms it took. ipywidgets' sliders listen to "mouse" events.
  probe.flood = async (handle, count, kind) => {
    const { x, y } = handle.getBoundingClientRect(), start = performance.now();
    const send = (type, k) => handle.dispatchEvent(new (kind === "mouse" ? MouseEvent : PointerEvent)(kind + type, {
      bubbles: true, isPrimary: true, buttons: 1,
      clientX: x + 9 + 60 * Math.sin(k), clientY: y + 9 + k % 40,
    }));
    handle.setPointerCapture = () => {};
    handle.hasPointerCapture = () => true;
    send("down", 0);
    for (let k = 1; k <= count; k++) {
      send("move", k);
      if (k % 20 === 0) await new Promise(requestAnimationFrame);
    }
    send("up", count);
    probe.released = performance.now();
    delete handle.hasPointerCapture;
    delete handle.setPointerCapture;
    return probe.released - start;
  };
})();
