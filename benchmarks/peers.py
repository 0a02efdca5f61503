"""The same training by scikit-learn and by PyTorch in eager mode, and the floor beneath all three.

All start from the parameters of `work.network()`, take the same steps and compute in double
precision. Every function prepares and returns a run: a function without arguments that trains, and
returns the weights and biases, one of each a layer, and the losses of the epochs.
"""

import warnings
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np

from lecturelib.network import Network
from lecturelib.training import train


class Work(NamedTuple):
    """What is trained: identity at the output, squared loss. Y: (N, k)."""

    name: str
    sizes: tuple
    hidden: str
    X: np.ndarray
    Y: np.ndarray
    batch_size: int
    epochs: int
    learning_rate: float

    def network(self):
        return Network(self.sizes, hidden=self.hidden)

    def orders(self):
        """The order of the observations in each epoch, as `train` draws it."""
        rng = np.random.default_rng(0)
        return [rng.permutation(len(self.X)) for _ in range(self.epochs)]


def lecturelib(work):
    def run():
        network = work.network()
        history = train(
            network,
            work.X,
            work.Y,
            batch_size=work.batch_size,
            epochs=work.epochs,
            learning_rate=work.learning_rate,
        )
        return network.weights, network.biases, history.loss

    return run


def scikit_learn(work, order=None):
    """Shuffles by itself, and its losses are the mean of the batches' losses before their steps.

    order: of the observations, the same in each epoch, in place of shuffling.
    """
    from sklearn.neural_network import MLPRegressor

    X, Y = (work.X, work.Y) if order is None else (work.X[order], work.Y[order])
    Y = Y[:, 0] if Y.shape[1] == 1 else Y
    network = work.network()

    def run():
        model = MLPRegressor(
            hidden_layer_sizes=work.sizes[1:-1],
            activation={"sigmoid": "logistic"}.get(work.hidden, work.hidden),
            solver="sgd",
            alpha=0,
            batch_size=work.batch_size,
            learning_rate_init=2 * work.learning_rate,  # its loss is half of the squared one
            max_iter=work.epochs,
            shuffle=order is None,
            random_state=0,
            tol=0,
            momentum=0,
            nesterovs_momentum=False,
            n_iter_no_change=work.epochs + 1,
            warm_start=True,
        )
        _start(model, network, work.sizes)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it has not converged
            model.fit(X, Y)
        return model.coefs_, model.intercepts_, model.loss_curve_

    return run


def _start(model, network, sizes):
    """With warm_start, fit goes on from what an earlier fit left."""
    model.coefs_ = [W.copy() for W in network.weights]
    model.intercepts_ = [b.copy() for b in network.biases]
    model.n_features_in_, model.n_outputs_, model.n_layers_ = sizes[0], sizes[-1], len(sizes)
    model.out_activation_ = "identity"
    model.n_iter_ = model.t_ = 0
    model.loss_curve_, model._no_improvement_count = [], 0
    model.best_loss_ = np.inf


def pytorch(work):
    """The loop of its tutorials; the loss of each epoch is measured after it, as `train` does."""
    import torch

    torch.set_num_threads(1)
    X, Y = torch.from_numpy(work.X), torch.from_numpy(work.Y)
    hidden = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}[work.hidden]
    network, orders = work.network(), [torch.from_numpy(order) for order in work.orders()]

    def squared(y, y_hat):
        return ((y - y_hat) ** 2).sum(dim=1).mean()

    def run():
        layers, losses = [], []
        for W, b in zip(network.weights, network.biases, strict=True):
            linear = torch.nn.Linear(*W.shape, dtype=torch.float64)
            linear.load_state_dict({"weight": torch.tensor(W.T), "bias": torch.tensor(b)})
            layers += [linear, hidden()]
        model = torch.nn.Sequential(*layers[:-1])
        optimizer = torch.optim.SGD(model.parameters(), work.learning_rate)
        for order in orders:
            for batch in torch.split(order, work.batch_size):
                optimizer.zero_grad()
                squared(Y[batch], model(X[batch])).backward()
                optimizer.step()
            with torch.no_grad():
                losses.append(squared(Y, model(X)).item())
        linears = layers[::2]
        weights = [linear.weight.detach().numpy().T for linear in linears]
        return weights, [linear.bias.detach().numpy() for linear in linears], losses

    return run


def floor(work):
    """Only the iterations' matrix products and activations, in arrays that are there already.

    No batch is drawn, no slope or loss taken, no step made; so it has no result.
    """
    network, full = work.network(), work.batch_size
    N = len(work.X)
    W = [np.vstack(layer) for layer in zip(network.weights, network.biases, strict=True)]
    slopes = [np.empty_like(block) for block in W]

    def arrays(rows):
        a = [np.ones((rows, len(block))) for block in W]
        z = [np.ones((rows, block.shape[1])) for block in W]
        return a, z, [activation.T for activation in a]

    rows = [full] * (N // full) + [N % full] * (N % full > 0)
    kept = {count: arrays(count) for count in set(rows)}
    backward = [block[:-1].T for block in W]
    values = [f.value for f in network.activations[:-1]]

    def run():
        for _ in range(work.epochs):
            for count in rows:
                a, z, transposed = kept[count]
                for l in range(len(W)):
                    a[l].dot(W[l], out=z[l])
                for l, value in enumerate(values):
                    value(z[l])
                for l in range(len(W)):
                    transposed[l].dot(z[l], out=slopes[l])
                for l in range(1, len(W)):
                    z[l].dot(backward[l], out=z[l - 1])

    return run


PEERS = {
    name: peer
    for module, name, peer in (
        ("sklearn", "scikit-learn", scikit_learn),
        ("torch", "PyTorch", pytorch),
    )
    if find_spec(module)
}
