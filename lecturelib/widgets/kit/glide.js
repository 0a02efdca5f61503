// Motion for what moves by itself, never for what a hand holds.

/** @import { View } from "./types.js" */

/** After start(), at(values) eases from what was shown to the new values, unless the reader wants no
 * motion.
 * @param {View} view @param {number} duration in ms
 */
export function glide(view, duration = 280) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {number[]} */
  let from = [];
  /** @type {number[] | null} */
  let goal = null;
  /** @type {number[]} */
  let shown = [];
  let began = -Infinity;
  return {
    start() {
      from = shown;
      goal = null;
      began = still.matches ? -Infinity : performance.now();
    },
    /** @param {number[]} values */
    at(values) {
      goal ??= values;
      const wanted = goal;
      const t = (performance.now() - began) / duration;
      const gliding = t < 1 && values.every((value, k) => value === wanted[k]);
      if (gliding) {
        shown = values.map((value, k) => from[k] + t * (2 - t) * (value - from[k]));
        view.redraw();
      } else {
        shown = values;
        began = -Infinity;
      }
      return shown;
    },
  };
}
