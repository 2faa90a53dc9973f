"""What a snippet means by a name that it neither imports nor binds: the one thing of that name in the libraries."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from zerolint.knowledge.signatures import canonical, is_class, public_names

MODULES = {
    "np": "numpy",
    "numpy": "numpy",
    "pd": "pandas",
    "pandas": "pandas",
    "tf": "tf",
    "tensorflow": "tf",
    "keras": "keras",
    "sklearn": "sklearn",
    "layers": "keras.layers",
    "models": "keras.models",
    "optimizers": "keras.optimizers",
}
"""The usual names of modules."""
HOMES = frozenset(
    f"keras{home}"
    for home in (
        "",
        ".layers",
        ".models",
        ".optimizers",
        ".losses",
        ".metrics",
        ".callbacks",
        ".regularizers",
        ".initializers",
        ".constraints",
        ".preprocessing.image",
        ".preprocessing.text",
    )
)
"""Modules of Keras whose classes scripts import by name; of scikit-learn that is every module."""
FUNCTIONS = frozenset(
    """
    train_test_split cross_val_score cross_val_predict cross_validate make_pipeline accuracy_score f1_score
    precision_score recall_score roc_auc_score classification_report to_categorical pad_sequences
    """.split()
)
"""Functions whose names nobody gives to one of their own; classes are recognised by their capital letter."""
OTHERS = ("torch", "flax", "mxnet", "paddle", "chainer", "fastai", "theano", "equinox", "tinygrad", "django")
"""Libraries with classes of the same names: a script that speaks of one of them may mean those."""


def meant(name: str, mentions: Callable[[str], bool]) -> str | None:
    """The canonical name of the only library thing that a name fits; None where none or several do.

    `mentions` tells whether a word occurs in the script.
    """
    if name not in MODULES and name not in FUNCTIONS and not name[:1].isupper():
        return None
    if any(mentions(other) for other in OTHERS):
        return None
    return MODULES.get(name) or _by_name().get(name)


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name in (*public_names("keras"), *public_names("sklearn")):
        owner, _, last = name.rpartition(".")
        wanted = last in FUNCTIONS or (last[0].isupper() and is_class(canonical(name)))
        if wanted and not is_class(owner) and (owner in HOMES or owner.startswith("sklearn") or last in FUNCTIONS):
            found.setdefault(last, set()).add(canonical(name))
    return {last: next(iter(names)) for last, names in found.items() if len(names) == 1}
