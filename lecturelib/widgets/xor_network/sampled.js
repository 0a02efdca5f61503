// The network on a grid of places. A neuron whose numbers have not changed is not computed anew.

import { quick } from "../kit/maths.js";
import { neuron } from "./derive.js";

/** @import { Neuron } from "./derive.js" */

/** Outputs to about 1e-6 at xs[i] and ys[j], as number j * xs.length + i: of the hidden neurons, and `y`.
 * @param {number[]} xs @param {number[]} ys
 */
export function sampled(xs, ys) {
  const us = Float64Array.from(ys.flatMap(() => xs));
  const vs = Float64Array.from(ys.flatMap((y) => Array(xs.length).fill(y)));
  const first = kept(us, vs);
  const second = kept(us, vs);
  const out = kept(first.values, second.values);
  return {
    hidden: [first.values, second.values],
    y: out.values,
    /** @param {number[]} theta @param {string} name of f */
    update(theta, name) {
      const moved = [first, second].map((unit, i) => unit.update(name, neuron(theta, i)));
      out.update(name, neuron(theta, 2), moved.includes(true));
    },
  };
}

/** One neuron's outputs for many inputs.
 * @param {Float64Array} us @param {Float64Array} vs
 */
function kept(us, vs) {
  const values = new Float64Array(us.length);
  let known = "";
  return {
    values,
    /** Returns whether anything was computed; `moved` says that the inputs have changed.
     * @param {string} name @param {Neuron} neuron
     */
    update(name, { w, b }, moved = false) {
      const now = String([name, w, b]);
      if (now === known && !moved) return false;
      known = now;
      const f = quick(name);
      const [u, v] = w;
      for (let k = 0; k < values.length; k++) values[k] = f(b + u * us[k] + v * vs[k]);
      return true;
    },
  };
}
