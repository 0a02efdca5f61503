// What is drawn anew only if something that it shows has changed.

/** Returns changed(...values): whether any of them is another than in the call before. */
export function changes() {
  /** @type {unknown[]} */
  let last = [];
  return (/** @type {unknown[]} */ ...values) => {
    const changed = values.length !== last.length || values.some((value, k) => value !== last[k]);
    last = values;
    return changed;
  };
}
