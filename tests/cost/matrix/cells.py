"""The cells of the matrix: what a model ends in, its loss, its labels, each as an expression of Python."""

from __future__ import annotations

LABELS = {
    "binary": "above",
    "column": "above[:, None]",
    "two columns": "np.eye(2)[above]",
    "signs": "np.where(s > 0, 1, -1)",
    "three": "np.digitize(s, [-0.6, 0.6])",
    "three columns": "np.eye(3)[np.digitize(s, [-0.6, 0.6])]",
    "numbers": "s",
}
LOSSES = {
    "bce": '"binary_crossentropy"',
    "bce of logits": "losses.BinaryCrossentropy(from_logits=True)",
    "cce": '"categorical_crossentropy"',
    "cce of logits": "losses.CategoricalCrossentropy(from_logits=True)",
    "scce": '"sparse_categorical_crossentropy"',
    "scce of logits": "losses.SparseCategoricalCrossentropy(from_logits=True)",
    "mse": '"mse"',
    "hinge": '"hinge"',
    "kld": '"kl_divergence"',
}
HEADS = tuple(
    f"{units} {activation}"
    for units, activations in (
        (1, ("linear", "sigmoid", "softmax", "relu", "tanh")),
        (2, ("softmax", "linear", "sigmoid")),
        (3, ("softmax", "linear", "sigmoid")),
    )
    for activation in activations
)
SCRIPT = """
import numpy as np
{imported}
layers, losses = keras.layers, keras.losses
x = np.random.default_rng(0).normal(size=(48, 4)).astype("float32")
s = x[:, 0] + 0.8 * x[:, 1] - 0.5 * x[:, 2]
above = (s > 0).astype("int64")
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [keras.Input((4,)), layers.Dense(8, activation="tanh"), layers.Dense({units}, activation="{activation}")]
)
model.compile(keras.optimizers.Adam(0.05), {loss})
model.fit(x, {labels}, epochs=12, batch_size=48)
"""
"""A script with one cell; it is checked as it stands, and measured without its last line."""


def script(head: str, loss: str, labels: str, imported: str = "import keras") -> str:
    """The script of a cell."""
    units, activation = head.split()
    return SCRIPT.format(
        imported=imported, units=units, activation=activation, loss=LOSSES[loss], labels=LABELS[labels]
    )
