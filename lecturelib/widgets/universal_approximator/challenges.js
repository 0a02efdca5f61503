// What can be reached with the wave, and which of it was: a mark that stays.

import { fill, html, set, write } from "../kit/dom.js";
import { prose } from "../kit/label.js";

/** @import { View } from "../kit/types.js" */

/** How a network is made ("" if that is all the same), its neurons at most, epsilon at most.
 * @typedef {[string, number, number]} Challenge
 */

/** What is to be seen; trained: that network's largest error, or null.
 * @typedef {object} Shown
 * @property {number[]} heights of g
 * @property {number} noise
 * @property {number} m
 * @property {string} activation
 * @property {number} epsilon
 * @property {number} error
 * @property {number | null} trained
 */

/** The names of what is reached now.
 * @param {Record<string, Challenge>} challenges @param {Shown} shown
 */
export function reached(challenges, { heights, noise, m, activation, epsilon, error, trained }) {
  // A target that was chosen is there only when Python has sent it.
  const waves = heights.every((y, k) => Math.abs(y - Math.sin(Math.PI * k / 50)) < 1e-4);
  if (noise || !waves) return [];
  return Object.keys(challenges).filter((name) => {
    const [how, most, widest] = challenges[name];
    const far = how === "trained" ? trained : !how || how === activation ? error : null;
    return far !== null && far < epsilon && epsilon <= widest && m <= most;
  });
}

/** @param {View} view */
export function challengeList(view) {
  const { words } = view;
  const all = view.get("challenges");
  const marks = Object.fromEntries(Object.keys(all).map((name) => [name, html("b")]));
  const items = Object.entries(all).map(([name, [how, m, epsilon]]) =>
    html("li", {}, marks[name], ...prose(fill(words[`goal_${how || "any"}`], { m, epsilon })))
  );
  const head = html("div", { class: "ll-title" }, ...prose(words.goals));
  const element = html("div", { class: "ua-goals" }, head, html("ul", {}, ...items));
  return {
    element,
    /** Returns how many were met. @param {Shown} shown */
    paint(shown) {
      const before = view.get("met");
      const now = reached(all, shown);
      const met = Object.keys(all).filter((name) => before.includes(name) || now.includes(name));
      if (met.length > before.length) view.set({ met });
      for (const name in marks) write(marks[name], met.includes(name) ? "✓" : "○");
      set(element, { style: shown.noise ? "display: none" : null });
      return met.length;
    },
  };
}
