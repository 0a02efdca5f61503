// What Python sends as bytes.

/** @import { Binary } from "./types.js" */

/** @typedef {Float64Array | Float32Array | Uint8Array} Numbers */

/** The numbers of a binary trait; empty if there are none.
 * @template {Numbers} [T=Float64Array]
 * @param {Binary} data
 * @param {new (buffer: any) => T} [Kind]
 * @returns {T}
 */
export function floats(data, Kind = /** @type {any} */ (Float64Array)) {
  if (!data) return new Kind(0);
  return new Kind(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
}

/** A flat array cut into rows of `size` numbers.
 * @param {Numbers} flat @param {number} size
 * @returns {number[][]}
 */
export function rows(flat, size) {
  return Array.from(
    { length: flat.length / size },
    (_, k) => Array.from(flat.subarray(size * k, size * k + size)),
  );
}
