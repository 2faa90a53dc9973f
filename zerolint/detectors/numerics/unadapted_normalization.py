"""ZL413: a layer that takes its numbers or its words from data was never shown any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted, WeightsLoaded
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import HANDED_OVER
from zerolint.facts.places import Evidence
from zerolint.facts.values import NONE, Object, Tensor, Unknown, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of


class Learning(NamedTuple):
    """Which argument gives a layer what it learns otherwise, and what it does without both."""

    given: tuple[str, ...]
    effect: str


RAISES = "Keras raises at its first batch"
LEARNING = {
    "keras.layers.Normalization": Learning(("mean", "variance"), "it passes its input on as it is"),
    "keras.layers.Discretization": Learning(("bin_boundaries",), RAISES),
    "keras.layers.TextVectorization": Learning(("vocabulary",), RAISES),
    "keras.layers.StringLookup": Learning(("vocabulary",), RAISES),
    "keras.layers.IntegerLookup": Learning(("vocabulary",), RAISES),
}
READING = frozenset(
    """
    get_vocabulary vocabulary_size get_config get_weights count_params weights variables name dtype trainable
    trainable_weights non_trainable_weights input_shape output_shape input output call built
    """.split()
)
"""What tells of a layer and changes nothing about it."""


@detects("ZL413")
def unadapted_normalization(facts: Facts, options: Options) -> Iterator[Hit]:
    """A layer that takes its numbers or its words from data was never shown any."""
    if facts.of(WeightsLoaded) or _adapts_unknown(facts):
        return
    for fit in facts.of(Fitted):
        if fit.uncalled or _handed_over(facts, fit.model):
            continue
        for layer in dict.fromkeys(_learning_layers(fit)):
            if not _has_learned(facts, layer):
                yield _hit(fit, layer)


def _hit(fit: Fitted, layer: Object) -> Hit:
    name, learning = layer.kind.rpartition(".")[2], LEARNING[layer.kind]
    named = " and ".join(f"`{each}`" for each in learning.given)
    return Hit(
        at=layer.place,
        data={"layer": name, "given": named, "effect": learning.effect},
        because=(Evidence(fit.place, "the model is trained with it here"),) if fit.place >= 0 else (),
        severity="warning" if learning.effect != RAISES and _scales(fit) else None,
        certainty=certainty_of(fit),
    )


SCALING = frozenset({"keras.layers.Rescaling", "keras.layers.BatchNormalization", "keras.layers.LayerNormalization"})


def _scales(fit: Fitted) -> bool:
    """Whether another layer brings the numbers into a usual range, so that little is lost."""
    return any(each.operator in SCALING for output in fit.outputs for each in ancestors(output))


def _adapts_unknown(facts: Facts) -> bool:
    """Whether something that is not known is adapted: it may be any layer."""
    return any(name in ("adapt", ".adapt") for _, name in facts.slots)


def _handed_over(facts: Facts, value: Value) -> bool:
    return isinstance(value, Object) and HANDED_OVER in facts.arguments(value)


def _learning_layers(fit: Fitted) -> Iterator[Object]:
    """The layers of this kind that what is trained goes through."""
    for root in (*fit.outputs, fit.x, *([fit.gradient.loss] if fit.gradient is not None else [])):
        for _, value in ordinary_alternatives(root, fit.labels):
            for each in ancestors(value) if isinstance(value, Tensor) else ():
                if each.layer is not None and each.layer.kind in LEARNING and each.operator == each.layer.kind:
                    yield each.layer


def _has_learned(facts: Facts, layer: Object) -> bool:
    """Whether a layer was adapted, was given what it needs, or may have got it in a way that is not known."""
    held = facts.arguments(layer)
    if any(held.get(name) != NONE for name in LEARNING[layer.kind].given):
        return True
    return any(
        name.startswith("__") or (isinstance(value, Unknown) and name.lstrip(".") not in READING | {"seed"})
        for name, value in held.items()
    )
