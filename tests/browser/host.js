// Put into an empty page: a host of widgets that has anywidget's contract and nothing else.
(() => {
  /** @param {string} reason */
  function refuse(reason) {
    throw new Error(`beyond anywidget's contract: ${reason}`);
  }

  /** Bytes come as { base64 }, and a trait has them as a DataView.
   * @param {any} value
   * @returns {any}
   */
  function revived(value) {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(revived);
    if ("base64" in value) {
      const bytes = Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0));
      return new DataView(bytes.buffer);
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revived(part)]));
  }

  /** @param {Record<string, any>} values */
  function strictModel(values) {
    /** @type {Record<string, (() => void)[]>} */
    const callbacks = {};
    /** @type {Record<string, any>} */
    let changed = {};
    /** @type {Record<string, any>} */
    let saved = {};
    const known = (/** @type {any} */ name) => name in values || refuse(`no trait ${name}`);

    /** @param {string} name @param {any} value */
    function put(name, value) {
      if (values[name] === value) return false;
      values[name] = value;
      for (const call of callbacks[`change:${name}`] ?? []) call.call(undefined);
      return true;
    }
    const contract = {
      /** @param {any[]} names */
      get(...names) {
        if (names.length !== 1) refuse(`get of ${names.length} names`);
        known(names[0]);
        return values[names[0]];
      },
      /** @param {any[]} parts */
      set(...parts) {
        if (parts.length !== 2) refuse(`set with ${parts.length} arguments`);
        const [name, value] = parts;
        known(name);
        if (put(name, structuredClone(value))) changed[name] = values[name];
      },
      /** @param {string} event @param {() => void} callback */
      on(event, callback) {
        if (typeof event !== "string" || typeof callback !== "function") refuse("such an on");
        (callbacks[event] ??= []).push(callback);
      },
      /** @param {string} event @param {() => void} callback */
      off(event, callback) {
        callbacks[event] = (callbacks[event] ?? []).filter((other) => other !== callback);
      },
      /** @param {any[]} options */
      save_changes(...options) {
        if (options.length) refuse("save_changes with arguments");
        Object.assign(saved, changed);
        changed = {};
      },
      send: () => {},
    };
    const model = new Proxy(Object.freeze(contract), {
      get: (target, name) => Reflect.get(target, name) ?? refuse(`no ${String(name)}`),
      has: (_, name) => refuse(`asks for ${String(name)}`),
    });
    return {
      model,
      put,
      start: { ...values },
      listeners: () => Object.values(callbacks).flat().length,
      take() {
        const all = saved;
        saved = {};
        return all;
      },
    };
  }

  /** @type {Record<string, ReturnType<typeof strictModel> & { end: () => void }>} */
  const shown = {};
  const host = {
    /** @param {string} name @param {any} state */
    async show(name, { _esm, _css, ...state }) {
      const url = URL.createObjectURL(new Blob([_esm], { type: "text/javascript" }));
      const widget = (await import(url)).default;
      const style = document.createElement("style");
      style.textContent = _css;
      const el = document.createElement("div");
      el.id = name;
      document.head.append(style);
      document.body.append(el);
      const strict = strictModel(revived(state));
      const life = new AbortController();
      widget.render({ model: strict.model, el, signal: life.signal });
      const end = () => {
        life.abort();
        style.remove();
        el.remove();
      };
      shown[name] = { ...strict, end };
    },
    /** What has been saved since the last time. @param {string} name */
    take: (name) => shown[name].take(),
    /** Python's values. @param {string} name @param {Record<string, any>} values */
    give(name, values) {
      for (const [trait, value] of Object.entries(revived(values))) shown[name].put(trait, value);
    },
    /** All values as they were in the beginning. @param {string} name */
    reset(name) {
      for (const [trait, value] of Object.entries(shown[name].start)) shown[name].put(trait, value);
    },
    /** Ends the view; how many listeners it leaves. @param {string} name */
    end(name) {
      shown[name].end();
      return shown[name].listeners();
    },
  };
  Object.assign(globalThis, { host });
})();
