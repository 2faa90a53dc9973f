"""What callbacks watch, and whether more of it is better or worse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.events import CallbackMade
from zerolint.facts.values import Known, Value
from zerolint.queries.identifiers import words

HOME = "keras.callbacks."
WATCHING = frozenset({"EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"})
DOWN = frozenset(
    """
    loss mae mse rmse mape msle error err crossentropy entropy kld logcosh hinge poisson perplexity nll wer cer
    """.split()
)
UP = frozenset(
    """
    acc accuracy auc precision recall f1 f2 fbeta fmeasure fscore f1score score iou dice jaccard r2 kappa mcc psnr ssim
    bleu map sensitivity specificity prec rec pr
    """.split()
)
"""Words in the names of what is to fall, and of what is to grow."""


def watching(facts: Facts) -> Iterator[tuple[CallbackMade, str, str]]:
    """The callbacks that act on one number: the event, the class, what it watches; those alone that do act on it."""
    for made in facts.of(CallbackMade):
        given = facts.arguments(made.callback)
        name, monitor = made.callback.kind.removeprefix(HOME), _text(given.get("monitor"))
        if name in WATCHING and monitor and (name != "ModelCheckpoint" or given.get("save_best_only") == Known(True)):
            yield made, name, monitor


def _text(value: Value | None) -> str:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""


def direction(monitor: str) -> str | None:
    """Whether the best value of something is the "min" or the "max"; None where its name does not tell."""
    found = {*re.split(r"[^a-z0-9]+", monitor.lower()), *words(monitor)}
    if found & DOWN:
        # A loss or an error of something: `dice_loss`, `precision_error`.
        return "min"
    return "max" if found & UP else None
