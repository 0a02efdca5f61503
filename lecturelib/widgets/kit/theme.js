// Light or dark: JupyterLab says it, to the style sheet too; on any other page its text says it.

import { html } from "./dom.js";

/** Returns dress(), which gives the root its colours and says whether they are the dark ones. It is
 * for every paint: a host may put the widget into its page late, and may change its colours.
 * @param {HTMLElement} room stands on the page and has no colour of its own
 * @param {HTMLElement} root
 */
export function theme(room, root) {
  let seen = "";
  let dark = false;
  return function dress() {
    /** @type {HTMLElement | null} */
    const lab = room.closest("[data-jp-theme-light]");
    if (lab) return lab.dataset.jpThemeLight === "false";
    const ink = getComputedStyle(room).color;
    if (ink === seen) return dark;
    seen = ink;
    dark = isLight(ink);
    root.classList.toggle("ll-dark", dark);
    return dark;
  };
}

/** Whether a colour, however it is written, stands out from black rather than from white.
 * @param {string} colour
 */
function isLight(colour) {
  const context = /** @type {CanvasRenderingContext2D} */ (html("canvas").getContext("2d"));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const bytes = context.getImageData(0, 0, 1, 1).data;
  const [r, g, b] = Array.from(bytes, (value) => (value / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18;
}
