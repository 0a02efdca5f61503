// The widget of all guesses.

import { asking } from "./ask.js";
import { choiceGuess } from "./choice.js";
import { numberGuess } from "./number.js";
import { orderGuess } from "./order.js";
import { sketchGuess } from "./sketch.js";

export default asking({
  number: numberGuess,
  choice: choiceGuess,
  order: orderGuess,
  sketch: sketchGuess,
});
