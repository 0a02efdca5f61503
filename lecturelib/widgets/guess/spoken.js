// Words with $maths$ in them, as a screen reader gets them.

import { html } from "../kit/dom.js";
import { prose } from "../kit/label.js";

/** @param {string} text */
export const spoken = (text) => html("span", {}, ...prose(text)).textContent ?? "";
