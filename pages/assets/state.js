// Addresses that keep a widget's state: #state/<its section>/<a sum over the rest>/<what is set>.

import { nameOf } from "./model.js";

/** @import { model } from "./model.js" */

const STATE = "#state/";

/** @param {string} section @param {Record<string, any>} kept */
export function addressOf(section, kept) {
  return `${STATE}${section}/${nameOf([section], [kept])}/${
    encodeURIComponent(JSON.stringify(kept))
  }`;
}

/** What an address keeps, or null: one that was cut off or changed on its way keeps nothing.
 * @param {string} hash of a page's address
 * @returns {{ section: string, kept: Record<string, any> } | null}
 */
export function read(hash) {
  if (!hash.startsWith(STATE)) return null;
  const [section, sum, ...text] = hash.slice(STATE.length).split("/");
  try {
    const kept = JSON.parse(decodeURIComponent(text.join("/")));
    return nameOf([section], [kept]) === sum ? { section, kept } : null;
  } catch {
    return null;
  }
}

/** A button that gives the address of what a widget shows now.
 * @param {ReturnType<typeof model>} shown @param {string} section
 */
export function linkTo(shown, section) {
  const words = JSON.parse(document.body.dataset.words ?? "{}");
  const said = Object.assign(document.createElement("output"), { className: "said" });
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: words.copy,
  });
  button.addEventListener("click", async () => {
    history.replaceState(null, "", addressOf(section, shown.kept()));
    const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    said.textContent = done ? words.copied : words.address;
  });
  const line = Object.assign(document.createElement("div"), { className: "state" });
  line.append(button, said);
  return line;
}
