"""What a cost over classes accepts: the meaning of the predictions that each loss function is written for."""

from __future__ import annotations

from typing import Literal, NamedTuple

from zerolint.facts.values import Known, Tensor, Value

Meaning = Literal["logits", "probabilities"]


class Contract(NamedTuple):
    """A loss over classes.

    `activation` is the output that belongs to it: "softmax", whose classes exclude each other, or "sigmoid".
    `takes` is what its predictions must mean; None where its argument `from_logits` says so. `recovers`:
    told that probabilities are logits, Keras goes behind a softmax or sigmoid that was the very last operation.
    """

    activation: Literal["softmax", "sigmoid"]
    takes: Meaning | None = None
    recovers: bool = False


_ONE_OF_MANY, _EACH_ITS_OWN = Contract("softmax", recovers=True), Contract("sigmoid", recovers=True)
_SOFTMAX_LOGITS, _SIGMOID_LOGITS = Contract("softmax", "logits"), Contract("sigmoid", "logits")

CONTRACTS: dict[str, Contract] = {
    **{
        f"{home}.{name}": _ONE_OF_MANY
        for home in ("keras.losses", "keras.backend", "keras.ops")
        for name in ("categorical_crossentropy", "sparse_categorical_crossentropy")
    },
    **{f"{home}.binary_crossentropy": _EACH_ITS_OWN for home in ("keras.losses", "keras.backend", "keras.ops")},
    # The focal losses apply the activation themselves, to whatever they are given.
    "keras.losses.categorical_focal_crossentropy": Contract("softmax"),
    "keras.losses.binary_focal_crossentropy": Contract("sigmoid"),
    "tf.nn.softmax_cross_entropy_with_logits": _SOFTMAX_LOGITS,
    "tf.nn.softmax_cross_entropy_with_logits_v2": _SOFTMAX_LOGITS,
    "tf.nn.sparse_softmax_cross_entropy_with_logits": _SOFTMAX_LOGITS,
    "tf.nn.sigmoid_cross_entropy_with_logits": _SIGMOID_LOGITS,
    "tf.nn.weighted_cross_entropy_with_logits": _SIGMOID_LOGITS,
    "tf.losses.softmax_cross_entropy": _SOFTMAX_LOGITS,
    "tf.losses.sparse_softmax_cross_entropy": _SOFTMAX_LOGITS,
    "tf.losses.sigmoid_cross_entropy": _SIGMOID_LOGITS,
    "tf.losses.log_loss": Contract("sigmoid", "probabilities"),
    "tf.contrib.losses.softmax_cross_entropy": _SOFTMAX_LOGITS,
    "tf.contrib.losses.sparse_softmax_cross_entropy": _SOFTMAX_LOGITS,
    "tf.contrib.losses.sigmoid_cross_entropy": _SIGMOID_LOGITS,
    "tf.contrib.seq2seq.sequence_loss": _SOFTMAX_LOGITS,
}
"""Losses over classes by canonical name; every other loss takes any real number."""

TARGETS = ("y_true", "target", "labels", "onehot_labels", "multi_class_labels", "targets")
PREDICTIONS = ("y_pred", "output", "logits", "predictions")
"""What these functions call their first two arguments."""


def takes(loss: Tensor) -> Meaning | None:
    """What a call of one of these losses takes its predictions for; None where it cannot be told."""
    contract = CONTRACTS[loss.operator]
    told: Value = loss.attribute("from_logits")
    if contract.takes is not None:
        return contract.takes
    if isinstance(told, Known) and isinstance(told.value, bool):
        return "logits" if told.value else "probabilities"
    return None
