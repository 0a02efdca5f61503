// Numbers: kept within bounds, rounded, and written as readers expect them.

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** @param {number} value */
export const round = (value, digits = 3) => Number(value.toFixed(digits));

/** A number with a true minus sign and fixed digits; never "-0.00".
 * @param {number} value
 */
export function num(value, digits = 2) {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same without trailing zeros: 1, 0.5, −0.25.
 * @param {number} value
 */
export function short(value, digits = 2) {
  return num(value, digits).replace(/\.0+$|(\.\d*?)0+$/, "$1");
}

/** The same with its sign always shown, unless it is 0.
 * @param {number} value
 */
export function signed(value, digits = 2) {
  const plus = value > 0 && Number(value.toFixed(digits)) !== 0;
  return (plus ? "+" : "") + num(value, digits);
}

/** What toFixed(1) gives, for paths with many numbers: it takes about half the time.
 * @param {number} value
 */
export function tenths(value) {
  const exact = 10 * Math.abs(value);
  const all = Math.round(exact);
  const plain = exact < 1e15 && Math.abs(exact - all) < 0.4999;
  if (!plain) return value.toFixed(1); // huge, near a tie, or no number
  const whole = Math.floor(all / 10);
  return `${value < 0 ? "-" : ""}${whole}.${all - 10 * whole}`;
}

/** `count` numbers from low to high, both included.
 * @param {number} low @param {number} high @param {number} count
 */
export function linspace(low, high, count) {
  return Array.from({ length: count }, (_, k) => low + (k / (count - 1)) * (high - low));
}
