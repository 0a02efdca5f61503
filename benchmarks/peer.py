"""Run in the kernel: what most notebooks have, sliders and a figure that Matplotlib draws anew."""

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interactive

from lecturelib.neuron import LOGIC


def show(w1, w2, b):
    (X, y), side = LOGIC["AND"], np.linspace(-2.25, 2.75, 201)
    z = w1 * side + w2 * side[:, None] + b
    ax = plt.subplots(figsize=(4.6, 4.6))[1]
    ax.contourf(
        side, side, z, levels=[-np.inf, 0, np.inf], colors=["tab:red", "tab:blue"], alpha=0.15
    )
    ax.contour(side, side, z, levels=[0], colors="black")
    ax.scatter(*X.T, c=y)
    plt.show()


w = interactive(show, w1=(-2.25, 2.75, 0.01), w2=(-2.25, 2.75, 0.01), b=(-4, 4, 0.01))
