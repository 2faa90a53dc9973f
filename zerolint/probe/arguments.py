"""The arguments of layers and optimizers as data."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from zerolint.claims.recipe import UNKNOWN_SIZE, Optimizer
from zerolint.facts import Facts
from zerolint.facts.events import LearningRateChanged, OptimizerMade
from zerolint.facts.paths import Labels
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import NONE, Known, Object, Sequence, Symbol, Tensor, Value, alternatives
from zerolint.probe.line_references import at
from zerolint.probe.vocabulary import INITIALIZERS, OPTIMIZERS, REGULARIZERS

NOT_PASSED = frozenset(
    """
    name dtype activation input_shape batch_input_shape batch_shape input_dim input_length batch_size weights
    lora_rank lora_alpha quantization_config seed autocast trainable updated
    """.split()
)
"""Arguments that a recipe does not need, or says otherwise."""
DECISIVE = frozenset(
    "input_dim units filters kernel_size rate axis axes target_shape pool_size size scale stddev".split()
)
"""Arguments without which a layer is another layer."""
INSIDE = frozenset(("activation", f"keras.layers.{name}") for name in ("LSTM", "GRU", "SimpleRNN")) | {
    ("input_dim", "keras.layers.Embedding")
}
"""Arguments that belong to these layers; everywhere else they are operations or shapes of their own."""


class NotRebuilt(Exception):
    """Part of the program cannot be rebuilt; says why, and from then on where, when it is known."""

    def __init__(self, reason: str, place: Place = NOWHERE) -> None:
        super().__init__(f"{reason}{at(place)}")
        self.reason, self.place = reason, place

    def here(self, place: Place) -> NotRebuilt:
        """The same, where it is not known more exactly, at a place."""
        return self if self.place != NOWHERE else NotRebuilt(self.reason, place)


TAKEN: Mapping[str, Mapping[str, Any]] = {
    **{name: {"rate": 0.5} for name in ("Dropout", "AlphaDropout", "GaussianDropout")},
    **{f"SpatialDropout{axes}D": {"rate": 0.5} for axes in (1, 2, 3)},
    "GaussianNoise": {"stddev": 0.1},
    **{f"Conv{axes}D": {"kernel_size": 3, "padding": "same"} for axes in (1, 2, 3)},
}
"""Arguments that a layer needs, and what they are taken to be where the script's own are not known."""
HIDDEN: Mapping[str, Any] = {"units": UNKNOWN_SIZE, "filters": UNKNOWN_SIZE}
"""The same of layers that other layers read; how wide an output is decides what it says."""


def layer_arguments(
    facts: Facts, tensor: Tensor, labels: Labels, *, hidden: bool = False
) -> tuple[dict[str, Any], list[str]]:
    """The arguments of the layer that made a tensor, and the names of those that are not the script's own."""
    name = _short(tensor.operator)
    taken = {**TAKEN.get(name, {}), **(HIDDEN if hidden else {})}
    found = _given(facts, tensor, labels, taken)
    found |= _from_facts(tensor, found)
    missing = [each for each in taken if each not in found and _needs(name, each)]
    found |= {each: taken[each] for each in missing}
    if name == "Dense" and "units" not in found:
        raise NotRebuilt("the number of units of a Dense layer is not known")
    if name.startswith("Conv") and "filters" not in found:
        raise NotRebuilt(f"the number of filters of a {name} layer is not known")
    if name.startswith("Conv") and "kernel_size" not in found:
        raise NotRebuilt(f"the kernel of a {name} layer is not known")
    return found, missing


def _needs(layer: str, argument: str) -> bool:
    """Whether a layer cannot be made without an argument."""
    owner = {"units": "Dense", "filters": "Conv"}.get(argument)
    return layer.startswith(owner) if owner else argument in TAKEN[layer]


def _given(facts: Facts, tensor: Tensor, labels: Labels, taken: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that the script gives, as far as they are known."""
    found: dict[str, Any] = {}
    given = facts.arguments(tensor.layer) if tensor.layer is not None else {}
    if given.get("weights", NONE) != NONE:
        raise NotRebuilt(f"the weights of its {_short(tensor.operator)} layer are given")
    for name, value in given.items():
        if (name in NOT_PASSED or name.startswith("_")) and (name, tensor.operator) not in INSIDE:
            continue
        try:
            plain = data_of(facts, value, labels)
        except NotRebuilt:
            if name in DECISIVE and name not in taken:
                raise NotRebuilt(f"the argument `{name}` of a {_short(tensor.operator)} layer is not known") from None
            continue
        if plain is not None:
            found[name] = plain
    return found


def _from_facts(tensor: Tensor, found: dict[str, Any]) -> dict[str, Any]:
    """What the shape of the result and the start of its weights say."""
    more: dict[str, Any] = {}
    name = _short(tensor.operator)
    width = tensor.dimension(-1)
    if isinstance(width, Known) and isinstance(width.value, int):
        if name == "Dense" and "units" not in found:
            more["units"] = width.value
        if name.startswith("Conv") and "filters" not in found:
            more["filters"] = width.value
    for argument in ("kernel", "bias"):
        start = tensor.attribute(argument)
        if isinstance(start, Known) and isinstance(start.value, (int, float)):
            more[f"{argument}_initializer"] = {"class": "Constant", "arguments": {"value": float(start.value)}}
    return more


def _short(operator: str) -> str:
    return operator.rpartition(".")[2]


def data_of(facts: Facts, value: Value, labels: Labels) -> Any:
    """A value as JSON has it; NotRebuilt where it is none."""
    _, value = (alternatives(value, labels) or [(labels, value)])[0]
    if isinstance(value, Known) and isinstance(value.value, (bool, int, float, str, type(None))):
        return value.value
    if isinstance(value, Known) and isinstance(value.value, tuple):
        return [data_of(facts, Known(each), labels) for each in value.value]
    if isinstance(value, Sequence):
        return [data_of(facts, each, labels) for each in value.items]
    if isinstance(value, Symbol):
        return _object(facts, value.name, {}, labels)
    if isinstance(value, Object):
        items = facts.arguments(value).get("items")
        if value.kind == "list" and isinstance(items, Sequence):
            return [data_of(facts, each, labels) for each in items.items]
        return _object(facts, value.kind, dict(facts.arguments(value)), labels)
    raise NotRebuilt("not known")


def _object(facts: Facts, kind: str, given: dict[str, Value], labels: Labels) -> dict[str, Any]:
    """An initializer or a regularizer with its arguments."""
    home, _, name = kind.rpartition(".")
    known = {"keras.initializers": INITIALIZERS, "keras.regularizers": REGULARIZERS}.get(home, frozenset())
    if name not in known:
        raise NotRebuilt(kind)
    arguments = {each: data_of(facts, value, labels) for each, value in given.items() if each not in ("seed", "name")}
    return {"class": name, "arguments": {each: value for each, value in arguments.items() if value is not None}}


def optimizer_of(facts: Facts, made: Value, labels: Labels) -> Optimizer:
    """An optimizer with the rate that training runs at; Adam where it is not known."""
    _, made = (alternatives(made, labels) or [(labels, made)])[0]
    event = next((each for each in facts.of(OptimizerMade) if each.optimizer == made), None)
    if event is None or event.name not in OPTIMIZERS:
        return Optimizer("Adam", unknown="the optimizer is not known")
    arguments: dict[str, Any] = {}
    for name, value in facts.arguments(event.optimizer).items():
        if name in (*NOT_PASSED, "learning_rate", "lr") or name.startswith("_"):
            continue
        with suppress(NotRebuilt):
            arguments[name] = data_of(facts, value, labels)
    passed = {name: value for name, value in arguments.items() if value is not None}
    try:
        return Optimizer(event.name, _rate(facts, event, labels), passed)
    except NotRebuilt as reason:
        return Optimizer(event.name, None, passed, str(reason))


def _rate(facts: Facts, event: OptimizerMade, labels: Labels) -> float:
    """The learning rate that was set last; NotRebuilt where a schedule sets it, or something unknown."""
    changes = [each for each in facts.of(LearningRateChanged) if each.optimizer in (None, event.optimizer)]
    if any(each.optimizer is None for each in changes):
        raise NotRebuilt("something sets the learning rate while training")
    value = changes[-1].learning_rate if changes else event.learning_rate
    given = facts.arguments(event.optimizer).get("learning_rate")
    if isinstance(given, Object) and not changes:
        raise NotRebuilt("the learning rate follows a schedule")
    try:
        plain = data_of(facts, value, labels)
    except NotRebuilt:
        plain = None
    if isinstance(plain, bool) or not isinstance(plain, (int, float)):
        raise NotRebuilt("the learning rate is not known")
    return float(plain)
