"""ZL312: a callback that watches the validation of a training that has none."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import UNKNOWN, Fitted
from zerolint.facts.places import Evidence
from zerolint.facts.values import NONE, Known, Object
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.monitors import HOME, watching

ANY = f"{HOME}LambdaCallback"
EFFECTS = {
    "EarlyStopping": "it never stops the training",
    "ModelCheckpoint": "it saves the model of every epoch, not the best one",
    "ReduceLROnPlateau": "it never lowers the rate",
}
NEVER_SAVES = "it never saves a model"
"""What ModelCheckpoint does in Keras 2."""


@detects("ZL312")
def late_monitor(facts: Facts, options: Options) -> Iterator[Hit]:
    """A callback that watches the validation of a training that has none."""
    watched = {made.callback: (made, name, monitor) for made, name, monitor in watching(facts)}
    for fit in facts.of(Fitted):
        if fit.method == "train_on_batch" or not _without_validation(fit) or not _all_kerass(facts, fit):
            continue
        for callback in fit.callbacks or ():
            made, name, monitor = (
                watched.get(callback, (None, "", "")) if isinstance(callback, Object) else (None, "", "")
            )
            if made is None or not monitor.startswith("val_") or _used_with_validation(facts, callback):
                continue
            given = facts.arguments(made.callback)["monitor"]
            yield Hit(
                at=given.place,
                data={
                    "callback": name,
                    "monitor": monitor,
                    "effect": NEVER_SAVES if name == "ModelCheckpoint" and facts.keras < 3 else EFFECTS[name],
                },
                because=(Evidence(fit.place, "this fit has no validation data"),),
                certainty=certainty_of(fit, given),
            )


def _effect(facts: Facts, name: str) -> str:
    return NEVER_SAVES if name == "ModelCheckpoint" and facts.keras < 3 else EFFECTS[name]


def _without_validation(fit: Fitted) -> bool:
    none = fit.validation_split in (NONE, Known(0), Known(0.0)) or fit.validation_split == UNKNOWN
    return fit.library == "keras" and not fit.validation and none and fit.callbacks is not None


def _all_kerass(facts: Facts, fit: Fitted) -> bool:
    """Whether all callbacks are Keras' own: another one may compute what is watched."""
    own = [isinstance(each, Object) and each.kind.startswith(HOME) and each.kind != ANY for each in fit.callbacks or ()]
    return all(own) and not any(
        "__class__" in facts.arguments(each) for each in fit.callbacks or () if isinstance(each, Object)
    )


def _used_with_validation(facts: Facts, callback: object) -> bool:
    """Whether another fit of the script gives the same callback its validation."""
    return any(callback in (fit.callbacks or ()) and not _without_validation(fit) for fit in facts.of(Fitted))
