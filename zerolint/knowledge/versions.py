"""Which Keras a script is written for, from what it says itself."""

from __future__ import annotations

KERAS_2 = (
    "import tf_keras",
    "from tf_keras",
    "TF_USE_LEGACY_KERAS",
    "tf.contrib",
    "tf.placeholder",
    "tf.Session",
    "tensorflow.contrib",
    "fit_generator",
    "compat.v1",
    "nb_epoch",
    "np_utils",
    "border_mode",
    "keras.layers.core",
    "keras.layers.convolutional",
    "keras.layers.recurrent",
    "keras.layers.normalization",
    "keras.layers.embeddings",
    "keras.layers.advanced_activations",
    "keras.layers.merge",
)
"""Spellings that only run on Keras 2 and before, or on TensorFlow 1."""


def keras_version(text: str, target: str | None = None) -> int:
    """2 or 3: the setting, else what the script's own spelling needs, else the current one.

    A script for TensorFlow 1 has the Keras of its time, whose spellings Keras 2 shares.
    """
    if target is not None:
        return 3 if target == "keras3" else 2
    return 2 if any(each in text for each in KERAS_2) else 3
