"""PerceptronPlane: the perceptron's line, dragged or moved by Rosenblatt's rule (section 3)."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import traitlets

from lecturelib import checks, datasets, words
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron
from lecturelib.widgets.base import Checked, Limited, Numbers, Told, Widget, near
from lecturelib.widgets.code import Code, numbers

_EPOCHS = 50
_MOST_POINTS = 200
_BLOBS = {
    "blobs": (40, {"distance": 5.0, "seed": 0}),
    "overlapping blobs": (40, {"distance": 2.0, "seed": 1}),
}
_FAR, _FARTHEST_POINT, _FASTEST = 1e9, 1e6, 1000  # of w and b, of X, of eta


class Update(NamedTuple):
    """One update of the rule: the visited observation n (0 is the first), and w and b after it."""

    n: int
    w: tuple
    b: float


class Own(NamedTuple):
    """Data that are neither blobs nor a gate: rows (x1, x2, y), and the ends of both axes."""

    points: tuple
    range: tuple


class PerceptronPlane(Widget, folder=Path(__file__).parent):
    """A plane of x1 and x2, the line w.x + b = 0, and the perceptron's rule.

    data: "AND", "OR", "NAND", "XOR", "blobs", "overlapping blobs", or your own (X, y): X of shape
    (N, 2) within -1e6 and 1e6, y of -1 and 1, 1 to 200 rows. w: two numbers, b: one, from -1e9
    to 1e9. eta: the learning rate, above 0, at most 1000. edit: whether a hand adds, moves and
    removes points. bound: whether R and the margin gamma of Novikoff's bound are shown. All are
    traits that can be read and set, and so are `X` and `y`, which makes the data your own, and
    `history`, the list of updates up to what is shown. Raises ValueError or TypeError on bad input.
    """

    remembers = (
        *("data", "w", "b", "eta", "run", "step", "finals", "best", "starts"),
        *("edit", "bound"),
    )
    speaks = ("kit", "points")

    # A name, or an Own.
    data = Checked(lambda name, value: value if isinstance(value, str) else _own(value), "AND")
    w = Numbers(2, _FAR)
    b = Limited(checks.number, 0.0, -_FAR, _FAR)
    eta = Checked(lambda name, eta: checks.number(name, eta, above=0, at_most=_FASTEST), 1.0)
    # name: {X: float64 rows [x1, x2], y: bytes, 1 or 0 for -1, range: [low, high] of both axes}
    sets = Told({})
    # {path: float64 rows [w1, w2, b], visited: float64, epochs, converged, data, eta, n}
    run = Told({})
    step = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    # (w1, w2, b) of the lines where other starts have ended
    finals = Checked(lambda name, value: _lines(name, value), ())
    # the most points that were right at once
    best = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    starts = Told(0)
    edit = Checked(checks.flag, False)
    bound = Checked(checks.flag, False)
    most = Told(_MOST_POINTS)

    def __init__(self, data="AND", w=(1.0, 0.5), b=-0.5, eta=1.0, edit=False, bound=False):
        super().__init__(sets=_sets(), data=data, w=w, b=b, eta=eta, edit=edit, bound=bound)
        self.observe(self._follow_step, "step")

    def fits(self, name, value):
        if name == "data" and isinstance(value, str):
            checks.choice("data", value, self.sets)
        if name == "step":
            most = len(self.run.get("visited", b"")) // 8  # float64
            checks.whole("step", value, at_least=0, at_most=most)
        if name == "best":
            checks.whole("best", value, at_least=0, at_most=len(self.y))
        return value

    @property
    def X(self):
        """The observations in the plane, shape (N, 2)."""
        return self._points()[:, :2]

    @X.setter
    def X(self, X):
        self._put(X, self.y)

    @property
    def y(self):
        """Their labels, shape (N,) of -1 and 1."""
        return self._points()[:, 2]

    @y.setter
    def y(self, y):
        self._put(self.X, y)

    @property
    def history(self):
        """The updates that led to the w and b that are shown; updates of your own are played.

        Each is (n, w, b), and must be the rule's: w + eta y_n x_n, b + eta y_n, at an observation
        that is not right.
        """
        path, visited = self._live()
        return [
            Update(int(n), tuple(w), b)
            for n, (*w, b) in zip(visited[: self.step], path[1:].tolist(), strict=False)
        ]

    @history.setter
    def history(self, updates):
        path, visited = [self._live()[0][0]], []
        for k, (n, w, b) in enumerate(updates):
            name = f"history[{k}]"
            n = checks.whole(f"{name} n", n, at_least=0, at_most=len(self.y) - 1)
            w, b = checks.vector(f"{name} w", w, size=2), checks.number(f"{name} b", b)
            theta, signed = np.append(w, b), self.y[n] * np.append(self.X[n], 1)
            if signed.dot(path[-1]) > 0:
                wanted = "must visit an observation that is wrong"
                raise ValueError(f"{name} {wanted}, got n = {n}, which is right")
            wanted = path[-1] + self.eta * signed
            if not np.allclose(theta, wanted):
                rule = f"w + eta y x, b + eta y = {wanted.tolist()}"
                raise ValueError(f"{name} must be {rule}, got {theta.tolist()}")
            path.append(theta)
            visited.append(n)
        *w, b = path[-1].tolist()
        with self.whole():
            self._record(path, visited, 0, bool((self.y * (self.X.dot(w) + b) > 0).all()))
            self.step = len(visited)

    def learn(self):
        """Runs the rule from the present w and b, 50 passes at most, and shows where it ends."""
        with self.whole():
            self.do_learn()
            self.step = len(self._live()[0]) - 1

    def do_learn(self):
        rule = Perceptron(self.eta, _EPOCHS, initial_weights=self.w, initial_bias=self.b).fit(
            self.X, self.y
        )
        near = (np.abs(rule.path_) <= _FAR).all(axis=1)
        if near.all():
            self._record(rule.path_, rule.visited_, len(rule.mistakes_), rule.converged_)
        else:
            last = near.argmin() - 1
            self._record(rule.path_[: last + 1], rule.visited_[:last], 0, False)

    def do_another(self):
        """Starts at the next of always the same places; the page has kept where this run ends."""
        rng = np.random.default_rng(self.starts)
        with self.whole():
            self.set_trait("starts", self.starts + 1)
            *self.w, self.b = rng.uniform(-2, 2, 3).round(1).tolist()

    def code(self):
        """The lines that make the w and b that are shown, as a Code: the rule, from its start."""
        path, _ = self._live()
        *w, b = path[0].tolist()
        if self.data in LOGIC:
            imports, data = "neuron import LOGIC", f'X, y = LOGIC["{self.data}"]\ny = 2 * y - 1'
        elif self.data in _BLOBS:
            count, options = _BLOBS[self.data]
            options = ", ".join(f"{name}={value!r}" for name, value in options.items())
            imports, data = "datasets import blobs", f"X, y = blobs({count}, {options})"
        else:
            imports = ""
            data = f"X = np.array({numbers(self.X)})\ny = np.array({numbers(self.y)})"
        first = f"from lecturelib.{imports}" if imports else "import numpy as np\n"
        return Code(
            f"{first}\nfrom lecturelib.perceptron import Perceptron\n\n{data}\n"
            f"rule = Perceptron({numbers(self.eta)}, {_EPOCHS}, "
            f"initial_weights={numbers(w)}, initial_bias={numbers(b)})\n"
            f"*w, b = rule.fit(X, y).path_[{self.step if len(path) > 1 else 0}]\n"
            "print(w, b, rule.loss(X, y))"
        )

    def seen(self):
        text = words.table(self.table)
        name = self.data if isinstance(self.data, str) else "own"
        values = {
            "data": text.get(name, name),
            "w1": f"{self.w[0]:.2f}",
            "w2": f"{self.w[1]:.2f}",
            "b": f"{self.b:.2f}",
        }
        term = self._terms()
        return text["seen"].format(
            right=(term > 0).sum(), all=len(term), L=f"{np.maximum(-term, 0).sum():.2f}", **values
        )

    def picture(self):
        low, high = self._range()
        picture = Picture(
            words.table(self.table)["alt"].format(seen=self.seen()), width=4.6, height=4.6
        )
        ax = style.axes(
            picture.add_subplot(aspect=1, xlim=(low, high), ylim=(low, high)), "", "$x_1$", "$x_2$"
        )
        side = np.linspace(low, high, 201)
        z = self.w[0] * side + self.w[1] * side[:, None] + self.b
        ax.contourf(
            side,
            side,
            z,
            levels=[-np.inf, 0, np.inf],
            colors=[style.VERMILLION, style.BLUE],
            alpha=0.14,
        )
        if any(self.w):
            ax.contour(side, side, z, levels=[0], colors=style.INK, linewidths=2)
            ax.annotate(
                "",
                self.w,
                (0, 0),
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": style.GREEN,
                    "linewidth": 2.5,
                    "shrinkA": 0,
                    "shrinkB": 0,
                },
                annotation_clip=False,
            )
        wrong = self._terms() <= 0
        for value, look in ((1, style.TRUE), (-1, style.FALSE)):
            ax.scatter(*self.X[self.y == value].T, s=70, edgecolor="white", zorder=3, **look)
        ax.scatter(
            *self.X[wrong].T, s=240, facecolor="none", edgecolor=style.INK, linewidth=1.5, zorder=3
        )
        return picture

    def _points(self):
        if isinstance(self.data, str):
            chosen = self.sets[self.data]
            X, y = np.frombuffer(chosen["X"]).reshape(-1, 2), np.frombuffer(chosen["y"], np.uint8)
            points = np.column_stack([X, 2.0 * y - 1])
        else:
            points = np.array(self.data.points)
        points.flags.writeable = False
        return points

    def _range(self):
        return self.sets[self.data]["range"] if isinstance(self.data, str) else self.data.range

    def _put(self, X, y):
        """Other points, on the same plane if there is room."""
        own = _own((X, y))
        low, high = self._range()
        if all(low <= place <= high for *x, _ in own.points for place in x):
            own = own._replace(range=(low, high))
        self.data = own

    def _live(self):
        """The recorded path and visits if they lead through what is shown, else the place alone."""
        if (self.run.get("data"), self.run.get("eta")) == (self.data, self.eta):
            path, visited = (
                np.frombuffer(self.run["path"]).reshape(-1, 3),
                np.frombuffer(self.run["visited"]),
            )
            if self.step < len(path) and path[self.step].tolist() == [*self.w, self.b]:
                return path, visited
        return np.array([[*self.w, self.b]]), np.array([])

    def _record(self, path, visited, epochs, converged):
        path = np.array(path, float)
        run = {
            "path": path.tobytes(),
            "visited": np.array(visited, float).tobytes(),
            "epochs": epochs,
            "converged": converged,
            "data": self.data,
            "eta": self.eta,
            # The browser waits for a run, even for the same once more.
            "n": self.run.get("n", 0) + 1,
        }
        with self.whole():
            self.set_trait("run", run)
            self.step, self.w, self.b = 0, path[0, :2], float(path[0, 2])

    def _terms(self):
        return self.y * (self.X.dot(self.w) + self.b)

    @traitlets.observe("data", "w", "b")
    def _count(self, change):
        right = int((self._terms() > 0).sum())
        if change["name"] == "data":
            self.finals, self.best = (), right
        else:
            self.best = max(self.best, right)

    def _follow_step(self, change):
        path = np.frombuffer(self.run.get("path", b"")).reshape(-1, 3)
        if (self.run.get("data"), self.run.get("eta")) == (self.data, self.eta) and self.step < len(
            path
        ):
            self.w, self.b = path[self.step, :2], float(path[self.step, 2])


def _sets():
    made = {name: (X, 2 * y - 1) for name, (X, y) in LOGIC.items()}
    for name, (count, options) in _BLOBS.items():
        made[name] = datasets.blobs(count, **options)
    return {name: _packed(X, y) for name, (X, y) in made.items()}


def _lines(name, value):
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{name} must be a list of lines, got {type(value).__name__}")
    rows = [checks.vector(f"{name}[{k}]", line, size=3) for k, line in enumerate(value)]
    return tuple(tuple(row.tolist()) for row in rows)


def _own(data):
    """The Own of (X, y), or of an Own as a page sends it."""
    try:
        X, y = data
    except (TypeError, ValueError):
        raise TypeError(f"data must be a name or (X, y), got {type(data).__name__}") from None
    X, ends = checks.matrix("data X", X), None
    if X.shape[1] == 3 and np.shape(y) == (2,):
        ends = near("data range", y, 2, 2 * _FARTHEST_POINT)
        X, y = X[:, :2], X[:, 2]
        if not ends[0] <= X.min() <= X.max() <= ends[1] or ends[0] == ends[1]:
            raise ValueError(
                f"data X must lie within the range, {ends}, got {X.min()} to {X.max()}"
            )
    X = checks.matrix("data X", X, columns=2)
    if np.abs(X).max() > _FARTHEST_POINT:
        far = X.ravel()[np.abs(X).argmax()]
        raise ValueError(f"data X must lie within -1e6 and 1e6, got {far:g}")
    if len(X) > _MOST_POINTS:
        raise ValueError(f"data X must have at most {_MOST_POINTS} rows, got {len(X)}")
    y = checks.labels("data y", y, (-1, 1), size=len(X))
    points = tuple(map(tuple, np.column_stack([X, y]).tolist()))
    return Own(points, ends or tuple(_reach(X)))


def _packed(X, y):
    signs = (y > 0).astype(np.uint8)
    return {"X": X.astype(float).tobytes(), "y": signs.tobytes(), "range": _reach(X)}


def _reach(X):
    """The ends of both axes for these points."""
    reach = float(np.ceil(2 * np.abs(X).max() * 1.1) / 2) or 1.0
    return [-2.25, 2.75] if ((X == 0) | (X == 1)).all() else [-reach, reach]
