// The same without the sketch, whose plane and handles are a third of the code.

import { asking } from "./ask.js";
import { choiceGuess } from "./choice.js";
import { numberGuess } from "./number.js";
import { orderGuess } from "./order.js";

export default asking({ number: numberGuess, choice: choiceGuess, order: orderGuess });
