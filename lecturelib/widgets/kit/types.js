// The types that several files share. Nothing here is run.

/** A place: in data coordinates, or in pixels where its user says so.
 * @typedef {[number, number]} Point
 */

/** The ends of an axis, low and high. @typedef {[number, number]} Span */

/** A widget's words in the reader's language, from `lecturelib/words`.
 * @typedef {Record<string, any>} Words
 */

/** What a binary trait arrives as.
 * @typedef {DataView | ArrayBufferView | undefined | null} Binary
 */

/** anywidget's contract, of which the kit uses nothing else.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, callback: (this: any, content?: any) => void) => void} on
 * @property {(event: string, callback: (this: any, content?: any) => void) => void} off
 */

/** One view of one model, as `widget` gives it to `build`.
 * @typedef {object} View
 * @property {HTMLElement} root what the widget puts its elements into
 * @property {Words} words
 * @property {AbortSignal} signal aborts when the view is gone
 * @property {boolean} alive whether Python still follows
 * @property {boolean} dark whether the page is dark
 * @property {(name: string) => any} get a trait's value; from then on its changes are painted
 * @property {(changes: Record<string, any>, options?: Hold) => void} set changes traits
 * @property {() => void} save sends what `set` has held back
 * @property {(what: string) => void} ask calls do_<what> in Python, which then has all values as they
 *   are here
 * @property {(callback: () => void) => void} unanswered calls back where what was asked needs a
 *   Python that is not there
 * @property {(name: string, callback: () => void) => void} on calls back after each change of a
 *   trait
 * @property {<E extends Event>(target: EventTarget, name: string,
 *   callback: (event: E) => void) => void} listen
 * @property {() => void} redraw paints in the next animation frame
 * @property {(text: string) => void} announce says it to a screen reader, once the hand has come to
 *   rest
 */

/** hold: keep the change in the browser until `save`, as a scrub needs.
 * @typedef {{ hold?: boolean }} Hold
 */

/** An element that shows a value.
 * @template T
 * @typedef {HTMLElement & { show: (value: T) => void }} Showing
 */

/** A number that is typed. @typedef {Showing<number> & { input: HTMLInputElement }} Entry */

/** The same beside a range. @typedef {Entry & { range: HTMLInputElement }} Slider */
