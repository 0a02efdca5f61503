"""Right answers and typical mistakes of section 4: (key, answer), (key, answer, reason, ...)."""

import numpy as np

EQUAL = [1, -1, 1, -1, -0.5, 1.5, -1, -1, 1.5]
XOR = [1, -1, 1, -1, -0.5, 1.5, 1, 1, -1.5]


def run(weights, biases, f, x, bias=1.0, last=True):
    a = x
    for k, (W, b) in enumerate(zip(weights, biases, strict=True)):
        z = a @ W + bias * b
        a = f(z) if last or k + 1 < len(weights) else z
    return a


def f_once(weights, biases, f, x):
    return f(run(weights, biases, lambda z: z, x))


def multiply(weights, biases):
    W, b = np.eye(len(weights[0])), np.zeros(len(weights[0]))
    for V, c in zip(weights, biases, strict=True):
        W, b = W @ V, b @ V + c
    return W, b


def changes_its_input(weights, biases, f, x):
    x += 1
    return run(weights, biases, f, x)


def recursive(weights, biases, f, x):
    if not weights:
        return x
    return recursive(weights[1:], biases[1:], f, f(x @ weights[0] + biases[0]))


def neuron_by_neuron(weights, biases, f, x):
    for W, b in zip(weights, biases, strict=True):
        z = [sum(x[j] * W[j, i] for j in range(len(W))) + b[i] for i in range(len(b))]
        x = [float(f(value)) for value in z]
    return x


def by_probing(weights, biases):
    def output(x):
        return run(weights, biases, lambda z: z, x)

    k = len(weights[0])
    b = output(np.zeros(k))
    return np.array([output(unit) - b for unit in np.eye(k)]), b


def from_the_right(weights, biases):
    W, b = np.eye(weights[-1].shape[1]), 0
    for V, c in zip(weights[::-1], biases[::-1], strict=True):
        W, b = V @ W, c @ W + b
    return [W.tolist(), b.tolist()]


RIGHT = [
    ("4.1", (1, 0)),
    ("4.1", [1.0, 0.0]),
    ("4.2", 2778),
    ("4.3", EQUAL),
    ("4.3", [-1, 1, -1, 1, 0.5, -1.5, 1, 1, -0.5]),
    ("4.4", run),
    ("4.5", multiply),
    ("4.5", lambda w, b: list(multiply(w, b))),
    ("4.4", recursive),
    ("4.4", neuron_by_neuron),
    ("4.5", by_probing),
    ("4.5", from_the_right),
]


WRONG = [
    ("4.1", (0, 1), "swapped"),
    ("4.1", (0, 0), "xor"),
    ("4.1", (1, 1), "same"),
    ("4.1", (2, 0), "value"),
    ("4.1", 1, "no_array", "(2,)"),
    ("4.2", 2720, "no_biases"),
    ("4.2", 2842, "input_biases"),
    ("4.2", 122, "circles"),
    ("4.2", 58, "neurons"),
    ("4.2", 64 * 32 * 16 * 10, "product"),
    ("4.2", 7, "value"),
    ("4.2", "many", "a_number"),
    ("4.3", XOR, "xor"),
    ("4.3", [0] * 9, "hidden"),
    ("4.3", [*EQUAL[:6], 1, 1, -0.5], "output", "2", "4", "(0, 1)"),
    ("4.3", EQUAL[:8], "shape", "(9,)", "(8,)"),
    ("4.3", "nine", "numbers"),
    ("4.4", lambda w, b, f, x: run(w, b, f, x, bias=0), "no_bias"),
    ("4.4", lambda w, b, f, x: run(w, b, f, x, last=False), "no_output_f"),
    ("4.4", lambda w, b, f, x: run(w[:2], b[:2], f, x), "two_layers"),
    ("4.4", f_once, "f_once"),
    ("4.4", lambda w, b, f, x: 2 * run(w, b, f, x), "value"),
    ("4.4", lambda w, b, f, x: 0.5, "no_array", "(1,)"),
    ("4.4", changes_its_input, "changed"),
    ("4.5", lambda w, b: multiply(w, b)[0], "a_pair"),
    ("4.5", lambda w, b: (multiply(w, b)[0] + 1, b[-1]), "matrix"),
    ("4.5", lambda w, b: (multiply(w, b)[0], b[-1]), "last_bias"),
    ("4.5", lambda w, b: multiply(w[:2], b[:2]), "two_layers"),
    ("4.5", lambda w, b: (multiply(w, b)[0], b[0]), "first_bias"),
    ("4.5", lambda w, b: (multiply(w, b)[0], 2 * multiply(w, b)[1]), "bias"),
    ("4.5", lambda w, b: (b[-1], multiply(w, b)[0]), "shape"),
    ("4.1", (1.5, -0.5), "net"),
    ("4.3", [1, 1, -1, -1, -0.5, 1.5, -1, -1, 1.5], "order"),
    ("4.5", lambda w, b: (w[1] @ w[0], multiply(w, b)[1]), "matrix"),
    ("4.5", lambda w, b: (*multiply(w, b), 1), "a_pair"),
]
