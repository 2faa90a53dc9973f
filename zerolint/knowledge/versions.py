"""Which Keras a script is written for, from what it uses itself."""

from __future__ import annotations

import re
from functools import cache

from zerolint.knowledge.signatures import bases, canonical, only_in_keras_2

FORMER_NAMES = frozenset(
    """
    tf_keras tf.contrib tf.placeholder tf.Session tf.InteractiveSession tf.ConfigProto tf.compat.v1
    keras.layers.core keras.layers.convolutional keras.layers.recurrent keras.layers.normalization
    keras.layers.embeddings keras.layers.advanced_activations keras.layers.merge keras.layers.wrappers
    keras.layers.pooling keras.layers.noise keras.utils.np_utils keras.utils.vis_utils keras.utils.generic_utils
    keras.utils.multi_gpu_model keras.wrappers.scikit_learn keras.engine keras.objectives
    keras.backend.tensorflow_backend
    """.split()
)
"""Names that were gone before the Keras 2 of the tables, and those of TensorFlow 1, whose spellings it shares."""
FORMER_METHODS = frozenset({"fit_generator", "evaluate_generator", "predict_generator"})
FORMER_ARGUMENTS = frozenset({"nb_epoch", "nb_val_samples", "samples_per_epoch", "show_accuracy", "border_mode"})
"""Arguments of Keras 1, which nothing else has."""
LEGACY_SETTING = "TF_USE_LEGACY_KERAS"
"""The environment variable that makes TensorFlow import Keras 2."""


PUBLIC = {"tensorflow.python.keras": "keras", "tensorflow.keras": "keras", "tensorflow": "tf"}
"""Where the same names begin differently; spellings that tell the version are kept, unlike in canonical names."""


def may_use(text: str) -> bool:
    """Whether all words of something that only Keras 2 has stand in a text: most texts need no closer look."""
    pattern, groups = _vocabulary()
    found: set[str] = set()
    for match in pattern.finditer(text):
        word, given = match.groups()
        found.add(word)
        if given:
            found.add(f"{word}=")
    return any(group <= found for group in groups)


@cache
def _vocabulary() -> tuple[re.Pattern[str], tuple[frozenset[str], ...]]:
    """All words to look for, and which of them belong together; arguments are followed by `=`."""
    groups = {frozenset(name.split(".")[name.startswith(("keras.", "tf.")) :]) for name in FORMER_NAMES}
    groups |= {frozenset({name}) for name in FORMER_METHODS | {LEGACY_SETTING}}
    groups |= {frozenset({f"{name}="}) for name in FORMER_ARGUMENTS}
    for name, kind in only_in_keras_2().items():
        owner, _, argument = name.rstrip(")").partition("(")
        last = owner.rpartition(".")[2]
        if kind == "argument":
            # Layers have many names; of everything else the name stands beside the argument.
            groups.add(frozenset({f"{argument}="} if last == "Layer" else {last, f"{argument}="}))
        elif kind == "name":
            groups.add(frozenset(owner.split(".")[1:]))
        else:
            groups.add(frozenset({"optimizer", "lr"} if kind == "attribute" else {last}))
    words = sorted({re.escape(word.rstrip("=")) for group in groups for word in group})
    return re.compile(rf"\b({'|'.join(words)})\b(\s*=(?!=))?"), tuple(groups)


@cache
def telling_words() -> frozenset[str]:
    """The parts of names, and the arguments, of which one stands wherever something of Keras 2 is used."""
    return frozenset(word.rstrip("=") for group in _vocabulary()[1] for word in group)


def gone_name(dotted: str) -> str | None:
    """The part of a dotted name, as it is imported, that Keras 3 has not; None where it has all of it."""
    if ".compat.v1" in dotted or dotted.startswith("tf_keras"):
        return "tf.compat.v1" if ".compat.v1" in dotted else "tf_keras"
    start = next((each for each in PUBLIC if dotted == each or dotted.startswith(f"{each}.")), "")
    parts = (PUBLIC.get(start, "") + dotted[len(start) :]).split(".")
    prefixes = [".".join(parts[:count]) for count in range(2, len(parts) + 1)]
    kinds = only_in_keras_2()
    return next((each for each in prefixes if each in FORMER_NAMES or kinds.get(each) == "name"), None)


def gone_method(name: str) -> str | None:
    """The method of a model that only Keras 2 has under this name."""
    if name in FORMER_METHODS or only_in_keras_2().get(f"keras.Model.{name}") == "method":
        return f"keras.Model.{name}"
    return None


def gone_argument(function: str | None, name: str) -> str | None:
    """The argument that only Keras 2 takes, of a function by its dotted name or of a method by its last part."""
    if name in FORMER_ARGUMENTS:
        return name
    if function is None:
        return None
    called = canonical(function)
    for owner in (called, *bases(called), f"keras.Model.{function}"):
        if f"{owner}({name})" in only_in_keras_2():
            return f"{owner}({name})"
    return None
