// Rewind, back, play or pause, step, scrub.

// length(): how many steps are recorded; position(): the present one; go(k, {hold}) shows step k, and with hold
// nothing is sent to the kernel. begin(then): called when nothing is recorded yet, calls then() once it is.
// rate: steps a second while playing.
function timeline(view, { length, position, go, begin, rate = 2 }) {
  const { words } = view;
  let playing = false, last = 0, due = 0, frame = 0;

  function play() {
    if (!length()) return begin(() => play());
    if (position() >= length()) go(0, {});
    playing = true;
    last = performance.now();
    due = 0.6;
    frame = requestAnimationFrame(tickOn);
    view.redraw();
  }
  function pause() {
    if (!playing) return;
    playing = false;
    cancelAnimationFrame(frame);
    view.save();
    view.redraw();
  }
  function tickOn(now) {
    due += Math.min(0.25, Math.max(0, now - last) / 1000) * rate; // a frame's clock can stand a little before ours
    last = now;
    const steps = Math.floor(due);
    due -= steps;
    if (steps) go(Math.min(length(), position() + steps), {});
    if (position() >= length()) pause();
    else frame = requestAnimationFrame(tickOn);
  }
  function step() {
    pause();
    if (!length()) begin(() => go(1, {}));
    else go(Math.min(length(), position() + 1), {});
  }

  const rewind = button(view, words.rewind, () => { pause(); go(0, {}); }, "rewind");
  const back = button(view, words.back, () => { pause(); go(Math.max(0, position() - 1), {}); }, "back");
  const start = button(view, words.play, () => (playing ? pause() : play()), "play");
  const on = button(view, words.step, step, "step");
  const scrub = html("input", { type: "range", min: 0, step: 1, "aria-label": words.scrub });
  const count = html("output", { class: "ll-count", role: "status", "aria-live": "off" });
  start.classList.add("ll-main");
  view.listen(scrub, "input", () => { pause(); go(scrub.valueAsNumber, { hold: true }); });
  view.listen(scrub, "change", () => view.save());
  view.signal.addEventListener("abort", () => cancelAnimationFrame(frame));

  let shownIcon = "play";
  return {
    element: html("div", { class: "ll-timeline", role: "group", "aria-label": words.timeline }, rewind, back, start, on, scrub, count),
    play, pause, step,
    isPlaying: () => playing,
    // Call it from paint(); text says where we are.
    show(text) {
      const all = length(), now = position(), name = playing ? "pause" : "play";
      if (shownIcon !== name) {
        start.replaceChildren(icon(shownIcon = name));
        set(start, { title: words[name], "aria-label": words[name] });
      }
      rewind.disabled = back.disabled = !now;
      on.disabled = all > 0 && now >= all;
      scrub.disabled = !all;
      scrub.max = Math.max(1, all);
      scrub.value = now;
      set(scrub, { "aria-valuetext": text });
      write(count, text);
    },
  };
}

// For what moves by itself, never for what a hand holds: after start(), at(values) eases from what was shown to the
// new values, unless the reader wants no motion.
function glide(view, duration = 280) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let from, goal, shown = [], began = -Infinity;
  return {
    start() {
      [from, goal, began] = [shown, null, still.matches ? -Infinity : performance.now()];
    },
    at(values) {
      goal ??= values;
      const t = (performance.now() - began) / duration, gliding = t < 1 && values.every((value, k) => value === goal[k]);
      shown = gliding ? values.map((value, k) => from[k] + t * (2 - t) * (value - from[k])) : values;
      if (gliding) view.redraw();
      else began = -Infinity;
      return shown;
    },
  };
}
