"""Right answers and typical mistakes of section 6: (key, answer), (key, answer, reason, ...)."""

import numpy as np


def G(X, w, b, alpha, alpha_0, f):
    return [alpha_0 + sum(alpha[i] * float(f(w[i] @ x + b[i])) for i in range(len(b))) for x in X]


def steps(g, m):
    """The same staircase with its steps from right to left."""
    h = [float(g(np.array((i + 0.5) / (m + 1)))) for i in range(m + 1)]
    order = range(m, 0, -1)
    return [-i / (m + 1) for i in order], [h[i] - h[i - 1] for i in order], h[0]


def ascending(g, m):
    return tuple(np.array(part)[..., ::-1] if np.ndim(part) else part for part in steps(g, m))


def changed(part, change):
    """The right staircase with one part changed."""

    def answer(g, m):
        parts = list(ascending(g, m))
        parts[part] = change(g, m, parts[part])
        return tuple(parts)

    return answer


def changes_its_input(X, w, b, alpha, alpha_0, f):
    X += 1
    return G(X, w, b, alpha, alpha_0, f)


def walk(g, m):
    """One step after the other, each up to the height of its tread."""
    alpha_0 = height = float(g((0.5) / (m + 1)))
    b, alpha = [], []
    for i in range(1, m + 1):
        b.append(-i / (m + 1))
        alpha.append(float(g((i + 0.5) / (m + 1))) - height)
        height += alpha[-1]
    return b, alpha, alpha_0


RIGHT = [
    ("6.1", -0.5),
    ("6.1", np.float64(-0.5)),
    ("6.2", 200),
    ("6.2", 200.0),
    ("6.3", (-0.2, -0.7, 3, -3)),
    ("6.3", [-0.7, -0.2, -3, 3]),
    ("6.4", G),
    ("6.4", lambda *a: np.array(G(*a))),
    ("6.5", steps),
    ("6.5", ascending),
    ("6.4", lambda X, w, b, a, a0, f: np.einsum("nm,m->n", f(b + np.inner(X, w)), a) + a0),
    ("6.4", lambda X, w, b, a, a0, f: sum(a[i] * f(X @ w[i] + b[i]) for i in range(len(a))) + a0),
    ("6.5", walk),
]


WRONG = [
    ("6.1", -1, "no_alpha_0"),
    ("6.1", 2.5, "all_three"),
    ("6.1", 1.5, "first_only"),
    ("6.1", 7, "value"),
    ("6.1", "x", "a_number"),
    ("6.2", 199, "equal"),
    ("6.2", 400, "no_half"),
    ("6.2", 399, "no_half"),
    ("6.2", 201, "one_too_many"),
    ("6.2", 100, "value"),
    ("6.2", [200], "a_number"),
    ("6.3", (0.2, 0.7, 3, -3), "sign_of_b"),
    ("6.3", (-0.2, -0.7, 3, 3), "stays_up", "6"),
    ("6.3", (-0.2, -0.7, 3, 0), "stays_up", "3"),
    ("6.3", (-0.2, -0.6, 3, -3), "wrong_at", "0.65", "0", "3"),
    ("6.3", (1, 2, 3), "shape", "(4,)"),
    ("6.3", 3, "no_array", "(4,)"),
    ("6.4", lambda X, w, b, a, a0, f: f(X @ w.T + b) @ a, "no_alpha_0"),
    ("6.4", lambda X, w, b, a, a0, f: f(X @ w.T) @ a + a0, "no_b"),
    ("6.4", lambda X, w, b, a, a0, f: (X @ w.T + b) @ a + a0, "no_f"),
    ("6.4", lambda X, w, b, a, a0, f: f(f(X @ w.T + b) @ a + a0), "f_outside"),
    ("6.4", lambda X, w, b, a, a0, f: f(X @ w.T + b), "shape", "(7,)"),
    ("6.4", lambda X, w, b, a, a0, f: np.zeros(len(X)), "value"),
    ("6.4", changes_its_input, "changed"),
    ("6.5", lambda g, m: 3, "three_parts"),
    ("6.5", changed(0, lambda g, m, b: -b), "sign_of_b"),
    ("6.5", changed(0, lambda g, m, b: -np.arange(1, m + 1) / m), "m_treads"),
    ("6.5", changed(0, lambda g, m, b: -np.arange(m) / m), "m_treads"),
    (
        "6.5",
        changed(1, lambda g, m, alpha: g((np.arange(m + 1) + 0.5) / (m + 1))[1:]),
        "heights_for_changes",
    ),
    ("6.5", changed(2, lambda g, m, alpha_0: alpha_0 + 1), "alpha_0"),
    ("6.5", changed(1, lambda g, m, alpha: -alpha), "off"),
    ("6.5", changed(2, lambda g, m, alpha_0: [alpha_0]), "alpha_0_shape"),
    ("6.1", -0.51, "value"),
    ("6.3", (-0.15, -0.7, 3, -3), "wrong_at", "0.19999"),
    ("6.3", (-0.2, -0.75, 3, -3), "wrong_at", "0.70001"),
    ("6.4", lambda X, w, b, a, a0, f: np.tanh(X @ w.T + b) @ a + a0, "value"),
    ("6.5", changed(0, lambda g, m, b: b + 0.5 / (m + 1)), "places"),
    ("6.5", lambda g, m: (*ascending(g, m), 1), "three_parts"),
    ("6.5", lambda g, m: ascending(np.cos, m), "off"),
]
