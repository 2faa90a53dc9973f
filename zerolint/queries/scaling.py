"""On which scale numbers reach a model: what multiplied, divided or standardised them since they were read or split."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Evaluated, Fitted
from zerolint.facts.influences import CENTRES, FIT, SPREADS
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Tensor, Unknown, Value
from zerolint.queries.dataset_roles import tests_of

KEEPS = frozenset(
    """
    slice split columns view copy row batch element shuffled reshuffled item drop astype reshape array asarray
    DataFrame to_numpy expand_dims squeeze ravel flatten transpose cast convert_to_tensor identity sample
    reset_index img_to_array resize cvtColor flip rotate stack vstack concatenate list grown flow cached
    """.split()
)
"""The last words of operators that leave numbers on the scale that they have."""
SCALERS = ("Scaler", "scale", "Normalization", "zscore", "PowerTransformer", "QuantileTransformer", "_transform")
"""How the names of transformers end that change the scale of each column, and nothing else."""
FILES = ("flow_from_directory", "flow_from_dataframe", "load_img", "imread", "image_dataset_from_directory")
"""The last words of what reads pictures from files, with the numbers that they have there."""
TO_UNIT = ("skimage.transform.", "matplotlib.")
"""What may give pictures between 0 and 1 without being asked."""
LEAST_FACTOR = 10.0
"""A smaller divisor is none that brings pixels or counts to a small scale."""


class Scale(NamedTuple):
    """Where numbers came from, and the steps that rescaled them on the way, the last one first."""

    origin: Tensor | Unknown
    steps: tuple[Tensor, ...]

    @property
    def source(self) -> tuple[object, ...]:
        """What two arrays have in common that were on one scale to begin with."""
        if isinstance(self.origin, Tensor) and isinstance(self.origin.attribute("split"), Known):
            return "split", self.origin.attribute("split")
        read = isinstance(self.origin, Tensor) and _last_word(self.origin) in FILES
        return ("pictures",) if read else ("array", self.origin.key)


class Mismatch(NamedTuple):
    """Rows that a model is asked about on the scale they were read in, where it was trained behind `step`."""

    fit: Fitted
    test: Fitted | Evaluated
    place: Place
    step: Tensor
    tested: int
    """The identity of these rows."""


def mismatches(facts: Facts) -> Iterator[Mismatch]:
    """Every test of a model on rows that nothing rescaled, while something rescaled all that it is trained on."""
    for fit in facts.of(Fitted):
        if fit.validation:
            yield from _mismatch(facts, fit, fit, fit.validation[0], fit.validation_place)
        for test in tests_of(facts, fit):
            yield from _mismatch(facts, fit, test, test.x, test.place)


def _mismatch(facts: Facts, fit: Fitted, test: Fitted | Evaluated, value: Value, place: Place) -> Iterator[Mismatch]:
    tested = scale_of(value)
    if tested is None or tested.steps:
        return
    fits = [each for each in facts.of(Fitted) if each.model == fit.model and each.order <= test.order]
    trained = [scale_of(each.x, tested.source) for each in fits]
    if all(each is not None and each.steps and each.source == tested.source for each in trained):
        first = scale_of(fit.x, tested.source)
        assert first is not None
        yield Mismatch(fit, test, place, first.steps[-1], getattr(value, "key", 0))


def scale_of(value: Value, until: tuple[object, ...] | None = None) -> Scale | None:
    """The way of an array from where it was read or split, or from `until`; None where it is not all understood."""
    steps: list[Tensor] = []
    seen: set[int] = set()
    while isinstance(value, Tensor) and id(value) not in seen:
        seen.add(id(value))
        if value.operator.startswith(TO_UNIT):
            return None
        if _is_origin(value) and (until is None or Scale(value, ()).source == until):
            return Scale(value, tuple(steps))
        if until == ("array", value.key):
            return Scale(value, tuple(steps))
        if _rescales(value):
            steps.append(value)
        elif _last_word(value) not in KEEPS and not _shifts(value):
            return None
        before = _before(value)
        if before is None:
            return Scale(value, tuple(steps)) if not value.operands else None
        value = before
    return Scale(value, tuple(steps)) if isinstance(value, Unknown) and value.key else None


def _is_origin(value: Tensor) -> bool:
    return isinstance(value.attribute("split"), Known) or _last_word(value) in FILES or not value.operands


def _before(value: Tensor) -> Value | None:
    """What an array was made of, where that is one array and not several on scales of their own."""
    made_of = [each for each in value.operands if isinstance(each, (Tensor, Unknown))]
    made_of = [each for each in made_of if not (isinstance(each, Tensor) and each.operator == FIT)]
    if value.operator in ("+", "-", "/", "*"):
        made_of = made_of[:1]
    return made_of[0] if len(made_of) == 1 else None


def _shifts(value: Tensor) -> bool:
    """Whether a constant is added or subtracted."""
    return value.operator in ("+", "-") and any(isinstance(each, Known) for each in value.operands[1:])


def _rescales(value: Tensor) -> bool:
    """Whether a step brings numbers to another scale: a constant factor, a scaler, columns by their own spread."""
    second = value.operands[1] if len(value.operands) > 1 else None
    if isinstance(second, Known) and isinstance(second.value, (int, float)) and second.value:
        factor = abs(second.value)
        return (value.operator == "/" and factor >= LEAST_FACTOR) or (
            value.operator == "*" and factor <= 1 / LEAST_FACTOR
        )
    if isinstance(second, Tensor) and value.operator in ("-", "/"):
        return _last_word(second) in (CENTRES if value.operator == "-" else SPREADS)
    fits = [each for each in value.operands if isinstance(each, Tensor) and each.operator == FIT]
    names = [each.attribute("transformer") for each in fits]
    return any(isinstance(name, Known) and name.value.endswith(SCALERS) for name in names)


def _last_word(value: Tensor) -> str:
    return value.operator.rpartition(".")[2]
