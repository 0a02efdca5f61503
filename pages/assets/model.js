// anywidget's model without a kernel: it holds the traits, tells who listens, and plays back what
// Python was recorded to answer.

/**
 * @typedef {object} Told what the kernel said of a widget
 * @property {string} table
 * @property {Record<string, any>} start what Reset sets
 * @property {Record<string, any>} state
 */

/** @param {Told} told @param {Record<string, any>} words */
export function model({ start, state }, words) {
  /** @type {Record<string, any>} */
  const traits = { ...state, words, asked: {} };
  /** @type {Map<string, Set<(content?: any) => void>>} */
  const listeners = new Map();

  /** @param {string} event @param {any} [content] */
  function tell(event, content) {
    for (const callback of [...(listeners.get(event) ?? [])]) callback(content);
  }

  /** @param {string} name @param {any} value */
  function set(name, value) {
    if (traits[name] === value) return;
    traits[name] = value;
    tell(`change:${name}`);
  }

  let answered = 0;
  return {
    get: (/** @type {string} */ name) => traits[name],
    set,
    on(/** @type {string} */ event, /** @type {(content?: any) => void} */ callback) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event)?.add(callback);
    },
    off(/** @type {string} */ event, /** @type {(content?: any) => void} */ callback) {
      listeners.get(event)?.delete(callback);
    },
    save_changes() {
      const { do: what, n = 0 } = traits.asked;
      if (n === answered) return;
      answered = n;
      if (what === "reset") { for (const [name, value] of Object.entries(start)) set(name, value); }
      else tell("msg:custom", { unanswered: what });
    },
    send() {},
  };
}

/** JSON with {"bytes": base64} as DataViews, as Jupyter delivers bytes.
 * @param {string} text
 */
export function parse(text) {
  return JSON.parse(text, (_, value) => {
    if (typeof value?.bytes !== "string") return value;
    const raw = atob(value.bytes);
    return new DataView(Uint8Array.from(raw, (sign) => sign.charCodeAt(0)).buffer);
  });
}
