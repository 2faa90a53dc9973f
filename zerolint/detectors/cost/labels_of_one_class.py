"""ZL220: every label is the same, so there is nothing to tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.cost.file_name_labels import labels_of_another_system
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Fitted
from zerolint.facts.labels import ONE_HOT, ROWWISE
from zerolint.facts.places import Evidence
from zerolint.facts.typical import typical
from zerolint.facts.values import Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.compiled_outputs import CompiledOutput, compiled_outputs, targets_of
from zerolint.queries.script_kind import acts, adversarial


@detects("ZL220")
def labels_of_one_class(facts: Facts, options: Options) -> Iterator[Hit]:
    """A cross-entropy is lowered on labels that are one number."""
    yield from labels_of_another_system(facts)
    if adversarial(facts) or acts(facts) or len({event.model for event in facts.of(Compiled)}) > 1:
        # A model that judges what another one makes is shown the real and the made ones apart.
        return
    for judged in compiled_outputs(facts):
        fits = list(targets_of(facts, judged)) if judged.losses_over_classes else []
        if len(fits) != 1 or len(judged.event.outputs) > 1 or _trained_elsewhere(facts, judged, fits[0][0]):
            # Real and fake rows are often trained on in turns, each with labels of its own.
            continue
        fit, _, target = fits[0]
        source = _one_number(target)
        if source is None or fit.repeated or _is_constant(fit.x):
            continue
        place = source.place if source.place >= 0 else fit.place
        yield Hit(
            at=place,
            data={"value": f"{typical(source).low:g}", "loss": judged.loss.name or "loss"},
            because=(Evidence(fit.place, "they are trained on here"),),
            certainty=certainty_of(fit, source),
        )


def _trained_elsewhere(facts: Facts, judged: CompiledOutput, fit: Fitted) -> bool:
    """Whether other rows train the model, under this compile or another."""
    return any(each is not fit and each.model == fit.model for each in facts.of(Fitted))


def _one_number(target: Value) -> Tensor | None:
    """The array of one number that the labels are."""
    while isinstance(target, Tensor) and target.operator in ONE_HOT and target.operands:
        (target, *_) = target.operands
    if not isinstance(target, Tensor) or not _is_constant(target):
        return None
    while target.operator in ROWWISE and target.operands and _is_constant(target.operands[0]):
        assert isinstance(target.operands[0], Tensor)
        target = target.operands[0]
    return target


def _is_constant(value: Value) -> bool:
    return isinstance(value, Tensor) and typical(value).constant
