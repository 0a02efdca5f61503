"""Can the unit tests fail? Spoil a copy of lecturelib, one place at a time; see each one caught.

Run by hand from the repository's root: python tests/mutations.py
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MUTATIONS = [  # (what goes wrong, module, right, wrong)
    (
        "sigmoid cancels in its slope",
        "activations",
        "return e / (1 + e) ** 2",
        "return self.value(z) * (1 - self.value(z))",
    ),
    (
        "ReLU'(0) = 1",
        "activations",
        "return np.greater(z, 0) * 1.0\n\n    slope_of_output = slope\n\n\nclass L",
        "return np.greater_equal(z, 0) * 1.0\n\n    slope_of_output = slope\n\n\nclass L",
    ),
    (
        "leaky ReLU'(0) = 1",
        "activations",
        "np.where(np.greater(z, 0), 1.0, self._gamma)",
        "np.where(np.greater_equal(z, 0), 1.0, self._gamma)",
    ),
    (
        "sign(0) = -1",
        "activations",
        "np.where(np.greater_equal(z, 0), 1.0, -1.0)",
        "np.where(np.greater(z, 0), 1.0, -1.0)",
    ),
    ("predicts -1 at 0", "perceptron", ">= 0, 1, -1)", "> 0, 1, -1)"),
    ("M-P neuron fires at 0", "neuron", "self.bias)) > 0", "self.bias)) >= 0"),
    ("no update at 0", "perceptron", "theta) <= 0", "theta) < 0"),
    ("look-ahead skips a row", "perceptron", "        n += stride\n", "        n += stride + 1\n"),
    (
        "an epoch starts at its second row",
        "perceptron",
        "_next_mistake(signed, theta, 0, near)",
        "_next_mistake(signed, theta, 1, near)",
    ),
    ("squared loss with a 1/2", "losses", "2 * (y_hat - y)", "(y_hat - y)"),
    ("loss averaged over outputs too", "losses", "float(total / len(y))", "float(terms.mean())"),
    ("cross-entropy with y turned round", "losses", "(1 - 2 * y) * z", "(2 * y - 1) * z"),
    ("sign of delta flipped", "losses", "return a - y", "return y - a"),
    ("delta forgets f'", "losses", "self.slope(y, a) * f.slope_of_output(a)", "self.slope(y, a)"),
    (
        "hidden delta forgets f'",
        "backpropagation",
        "delta.dot(W[l + 1].T) * slope",
        "delta.dot(W[l + 1].T)",
    ),
    ("1/N dropped", "backpropagation", ".delta(Y, a[-1], f) / N", ".delta(Y, a[-1], f)"),
    (
        "masks left out of the gradient",
        "backpropagation",
        "f.slope(z[l]) * masks[l] if masks",
        "f.slope(z[l]) if masks",
    ),
    (
        "bias row forgotten",
        "network",
        "        extended[:, -1] = 1\n",
        "        extended[:, -1] = 0\n",
    ),
    (
        "last block of a large batch left out",
        "network",
        "        out[:] = total\n",
        "        out[:] = total - out\n",
    ),
    (
        "blocks averaged by their own size",
        "network",
        "backward(self, *self._forward(x, draw_mask), y, len(X), blocks)",
        "backward(self, *self._forward(x, draw_mask), y, len(x), blocks)",
    ),
    (
        "mean loss over too few rows",
        "network",
        "return float(total / len(X))",
        "return float(total / len(x))",
    ),
    (
        "copies share no theta with their views",
        "network",
        "self.__dict__.update(state)\n        self._look()",
        "self.__dict__.update(state)",
    ),
    ("ReLU layers start too small", "network", "variance = (2 if", "variance = (1 if"),
    (
        "last short batch averaged over B",
        "training",
        "                if penalty:\n",
        "                step *= len(X_epoch[batch]) / batch_size\n                if penalty:\n",
    ),
    (
        "last short batch left out",
        "training",
        "for i in range(0, N, batch_size):\n                batch",
        "for i in range(0, N - batch_size + 1, batch_size):\n                batch",
    ),
    ("targets not shuffled with inputs", "training", "Y.take(order, axis=0)", "Y"),
    (
        "drawn with replacement",
        "training",
        "order = rng.permutation(N)\n            X_epoch",
        "order = rng.integers(0, N, N)\n            X_epoch",
    ),
    (
        "batches overlap",
        "training",
        "(order[i:i + batch_size] for i",
        "(order[i:i + batch_size + 1] for i",
    ),
    (
        "penalty without its 2",
        "training",
        "2 * penalty * network.is_weight",
        "penalty * network.is_weight",
    ),
    ("penalty on biases", "training", "2 * penalty * network.is_weight", "2 * penalty"),
    ("path keeps one array", "training", "path.append(theta.copy())", "path.append(theta)"),
    (
        "last weights kept, not the best",
        "training",
        "        theta[:] = stopping.best_theta\n",
        "        pass\n",
    ),
    ("best weights not copied", "regularization", "epoch, theta.copy()", "epoch, theta"),
    ("one epoch too patient", "regularization", ">= self.patience", "> self.patience"),
    ("dropout without 1 / (1 - p)", "regularization", ">= rate) / (1 - rate)", ">= rate) * 1.0"),
    (
        "dropout keeps p, not 1 - p",
        "regularization",
        "rng.random(shape) >= rate",
        "rng.random(shape) < rate",
    ),
    (
        "split leaves one observation out",
        "regularization",
        "np.split(order, ends[:-1])",
        "np.split(order[1:], ends[:-1])",
    ),
    (
        "treads at their left ends",
        "approximation",
        "(np.arange(m + 1) + 0.5) / (m + 1)",
        "np.arange(m + 1) / (m + 1)",
    ),
    ("NaN let in", "checks", "if np.isnan(array).any():", "if False:"),
    ("blobs half as far apart", "datasets", "/ np.sqrt(8)", "/ np.sqrt(32)"),
    ("pixels over 15", "datasets", 'archive["images"] / 16', 'archive["images"] / 15'),
    (
        "the maths loads Matplotlib",
        "neuron",
        "import numpy as np\n",
        "import matplotlib\nimport numpy as np\n",
    ),
]
TESTS = sorted(
    {f"tests/unit/test_{module}.py" for _, module, _, _ in MUTATIONS}
    | {"tests/unit/test_parameters.py", "tests/unit/test_layers.py"}
)


def first_failure(folder, tests):
    """The name of the first test that fails there, or "" if all pass."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    run = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    if run.returncode not in (0, 1):
        sys.exit(run.stdout + run.stderr)
    failed = re.search(r"^(?:FAILED|ERROR) [^ ]*?(\w+)(?=\[|\.py | - |$)", run.stdout, re.MULTILINE)
    return failed[1] if failed else ""


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "lecturelib", folder / "lecturelib", ignore=skip)
        shutil.copytree(ROOT / "tests" / "unit", folder / "tests" / "unit", ignore=skip)
        shutil.copy(ROOT / "pyproject.toml", folder)
        for what, module, right, _ in MUTATIONS:
            count = (
                (folder / "lecturelib" / f"{module}.py").read_text(encoding="utf-8").count(right)
            )
            if count != 1:
                sys.exit(f"{what}: not once but {count} times in {module}.py: {right}")
        if failed := first_failure(folder, TESTS):
            sys.exit(f"The tests fail before anything is spoilt: {failed}")
        survivors = 0
        for what, module, right, wrong in MUTATIONS:
            file = folder / "lecturelib" / f"{module}.py"
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(right, wrong), encoding="utf-8")
            failed = first_failure(folder, [f"tests/unit/test_{module}.py"]) or first_failure(
                folder, TESTS
            )
            file.write_text(text, encoding="utf-8")
            survivors += not failed
            print(
                f"{'caught' if failed else 'SURVIVED':10}{module:17}{what:42}{failed}", flush=True
            )
    sys.exit(f"{survivors} of {len(MUTATIONS)} survived" if survivors else 0)


if __name__ == "__main__":
    main()
