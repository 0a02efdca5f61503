// anywidget's model without a kernel: it holds the traits, tells who listens, and answers with what
// Python was recorded to answer.

/**
 * @typedef {object} Told what the kernel said of a widget
 * @property {string} table
 * @property {Record<string, any>} start what Reset sets
 * @property {Record<string, any>} state
 * @property {string[]} hand what a hand sets
 */

/** See pages/recordings.py.
 * @typedef {object} Answer
 * @property {string[]} gives
 * @property {string[]} of
 * @property {string} ask
 * @property {string[]} on
 */

/**
 * @typedef {object} Kind what all widgets of a kind share
 * @property {any} widget
 * @property {Record<string, any>} words
 * @property {Answer[]} answers
 * @property {(name: string) => Promise<Record<string, any> | null>} recorded
 */

/** @param {Told} told @param {Kind} kind */
export function model({ start, state, hand }, { words, answers, recorded }) {
  /** @type {Record<string, any>} */
  const traits = { ...state, words, asked: {} };
  /** @type {Map<string, Set<(content?: any) => void>>} */
  const listeners = new Map();
  /** What has changed since it was last saved. @type {Set<string>} */
  const changed = new Set();

  /** @param {string} event @param {any} [content] */
  function tell(event, content) {
    for (const callback of [...(listeners.get(event) ?? [])]) callback(content);
  }

  /** @param {string} name @param {any} value */
  function take(name, value) {
    if (same(traits[name], value)) return;
    traits[name] = value;
    tell(`change:${name}`);
  }

  /** @param {Record<string, any>} values */
  function takeAll(values) {
    // As a message from Python: all are there before anyone is told.
    const news = Object.keys(values).filter((name) => !same(traits[name], values[name]));
    for (const name of news) traits[name] = values[name];
    for (const name of news) tell(`change:${name}`);
  }

  /** @param {Answer} answer */
  async function give({ gives, of }) {
    const values = () => JSON.stringify(of.map((name) => traits[name]));
    const asked = values();
    const found = await recorded(nameOf(gives, of.map((name) => traits[name])));
    if (asked !== values()) return; // a hand was faster
    if (found) takeAll(found);
    else tell("msg:custom", { unanswered: true });
  }

  return {
    get: (/** @type {string} */ name) => traits[name],
    set(/** @type {string} */ name, /** @type {any} */ value) {
      changed.add(name);
      take(name, value);
    },
    on(/** @type {string} */ event, /** @type {(content?: any) => void} */ callback) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event)?.add(callback);
    },
    off(/** @type {string} */ event, /** @type {(content?: any) => void} */ callback) {
      listeners.get(event)?.delete(callback);
    },
    save_changes() {
      const news = [...changed];
      changed.clear();
      const what = news.includes("asked") ? traits.asked.do : "";
      if (what === "reset") return takeAll(start);
      for (const answer of answers) {
        const asks = what && answer.ask === what;
        if (asks || answer.on.some((name) => news.includes(name))) give(answer);
      }
    },
    send() {},
    /** What a hand has set otherwise than the page has it. */
    kept() {
      const kept = hand.filter((name) => !same(traits[name], state[name]));
      return Object.fromEntries(kept.map((name) => [name, traits[name]]));
    },
    /** Sets this as a hand would, and all else as the page has it. @param {Record<string, any>} kept */
    keep(kept) {
      takeAll(state);
      for (const name of hand) if (name in kept) this.set(name, kept[name]);
      this.save_changes();
    },
  };
}

/** Whether nothing changes. A dict may hold bytes, which are not compared: a new one is news.
 * @param {any} a @param {any} b
 */
function same(a, b) {
  return a === b ||
    (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b));
}

/** As `name` in pages/recordings.py.
 * @param {string[]} gives @param {any[]} values
 */
export function nameOf(gives, values) {
  const bytes = new TextEncoder().encode(JSON.stringify([gives, values]));
  return [2166136261, 84696351].map((start) => {
    const hash = bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 16777619), start) >>> 0;
    return hash.toString(16).padStart(8, "0");
  }).join("");
}

/** Values with {"bytes": base64} as DataViews, as Jupyter delivers bytes.
 * @param {any} value @returns {any}
 */
export function unpack(value) {
  if (Array.isArray(value)) return value.map(unpack);
  if (value === null || typeof value !== "object") return value;
  if (typeof value.bytes === "string") {
    const raw = atob(value.bytes);
    return new DataView(Uint8Array.from(raw, (sign) => sign.charCodeAt(0)).buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unpack(each)]));
}
