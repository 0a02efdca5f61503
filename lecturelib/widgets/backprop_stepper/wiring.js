// What is joined to what, and how each part is called, in the lecture's example and elsewhere.

/** What Python says of a network; see structure.py.
 * @typedef {object} Shape
 * @property {boolean} lecture
 * @property {number[]} sizes
 * @property {string[]} f
 * @property {number[]} gamma
 * @property {string} loss
 * @property {boolean} bias
 * @property {string[][]} steps
 * @property {string[]} kinds
 * @property {boolean} crowded
 */

/** layer, from 1, and place in it, from 1. last: whether it is an output.
 * @typedef {{ layer: number, i: number, last: boolean }} Neuron
 */

/** from: the name of the value that travels along it. to: its neuron, from 1. j, i: as in w_ji.
 * @typedef {{ layer: number, j: number, i: number, from: string, to: number }} Edge
 */

/** Neuron n and weight k stand at n − 1 and k − 1. @param {number[]} sizes */
export function wiring(sizes) {
  /** @type {Neuron[]} */
  const neurons = [];
  /** @type {Edge[]} */
  const edges = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const before = neurons.length - sizes[layer - 1];
    for (let i = 1; i <= sizes[layer]; i++) {
      neurons.push({ layer, i, last: layer === sizes.length - 1 });
      for (let j = 1; j <= sizes[layer - 1]; j++) {
        const from = layer > 1 ? `a${before + j}` : `x${j}`;
        edges.push({ layer, j, i, from, to: neurons.length });
      }
    }
  }
  return { neurons, edges };
}

/** A name's letter and number. @param {string} name @returns {[string, number]} */
export const parts = (name) => [name[0], Number(name.slice(1))];

/** How a number is written, by its name: w3 is w_{11}^{(2)}, and w_3 in the lecture's example.
 * @param {Shape} shape
 * @returns {(name: string) => string}
 */
export function symbols({ lecture, sizes }) {
  const { neurons, edges } = wiring(sizes);
  const single = sizes.at(-1) === 1;
  /** @param {string} name @returns {string} */
  return function symbol(name) {
    const [kind, n] = parts(name);
    if (kind === "g" || kind === "h") return `∂L/∂${symbol((kind === "g" ? "w" : "b") + n)}`;
    if (kind === "L" || kind === "s") return kind;
    if (kind === "y") return single ? "y" : `y_${n}`;
    if (kind === "w") {
      const { layer, j, i } = edges[n - 1];
      return lecture ? `w_${n}` : `w_{${j}${i}}^{(${layer})}`;
    }
    if (kind === "x") return `x_${n}`;
    const { layer, i, last } = neurons[n - 1];
    if (kind === "a" && last) return single ? "\\haty" : `\\haty_${i}`;
    const letter = kind === "d" ? "δ" : kind;
    if (lecture) return last ? letter : `${letter}_${n}`;
    return `${letter}_${i}^{(${layer})}`;
  };
}
