"""ZL228: an output, its labels and its loss that Keras refuses at the first step."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Fitted
from zerolint.facts.objectives import NoLoss
from zerolint.facts.places import Evidence
from zerolint.facts.values import NONE, Known, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Nested, ProposedFix, Replace
from zerolint.queries.answer_widths import SPREAD, Widths, widths
from zerolint.queries.certainty import certainty_of
from zerolint.queries.compiled_outputs import CompiledOutput, as_fitted, compiled_outputs, targets_of

SAME_SHAPE = frozenset({"binary_crossentropy", "binary_focal_crossentropy", "categorical_crossentropy"})
"""Losses that compare the shapes of what they are given."""


@detects("ZL228")
def refused_by_keras(facts: Facts, options: Options) -> Iterator[Hit]:
    """What `fit` raises on before it has trained anything."""
    keras = f"Keras {facts.keras}"
    yield from _uncompiled(facts, keras)
    yield from _misnamed(facts, keras)
    if facts.keras >= 3:
        yield from _too_many(facts, keras)
    for judged in compiled_outputs(facts):
        if judged.loss.own:
            continue
        for fit, _, target in targets_of(facts, judged):
            found = widths(as_fitted(fit, judged), target)
            reason = _refusal(judged, found, facts.keras) if found is not None and not fit.caught else None
            if found is not None and reason is not None and not (reason == INCOMPATIBLE and _broadcasts(fit, found)):
                answers, targets = found.shapes
                given = f"outputs {answers} for targets {targets}"
                yield Hit(
                    at=judged.loss.place if judged.loss.place >= 0 else judged.event.place,
                    data={"given": given, "keras": keras, "reason": reason, "instead": _fitting(judged, found)},
                    because=tuple(
                        Evidence(place, text)
                        for place, text in ((judged.last.place, "the output"), (target.place, "the targets"))
                        if place >= 0
                    ),
                    certainty=certainty_of(fit, target, judged.loss),
                    about=judged.about,
                )


def _refusal(judged: CompiledOutput, given: Widths, keras: int) -> str | None:
    """What this Keras says, where it refuses a loss between these; None where it computes something."""
    loss, (answers, targets) = judged.loss.name, given
    if (loss == "categorical_crossentropy" and targets in (None, 1)) or (targets is None and answers == 1):
        # Class numbers under it have a rule of their own; one number a row gets a second axis for one unit.
        return None
    compares = loss in SAME_SHAPE
    if keras < 3:
        # Targets in one axis become a column, and only logits are compared by their shapes.
        targets = targets or 1
        logits = judged.last.operator in RECOVERED or judged.loss.from_logits == Known(True)
        compares = loss.startswith("categorical") or (compares and logits)
    if answers == targets:
        return None
    if compares:
        return _compared(loss, targets, keras)
    spread = loss in SPREAD or loss in SAME_SHAPE
    return INCOMPATIBLE if spread and (targets is None or 1 not in (answers, targets)) else None


def _fitting(judged: CompiledOutput, given: Widths) -> str:
    """What makes an output and its targets fit each other."""
    answers, targets = given
    if targets is not None and targets > 1:
        units = f"give the last layer {targets} units, one for each column of the targets"
        one = answers == 1 and judged.loss.name.startswith("binary")
        return f"{units}, or write classes that exclude one another as one column" if one else units
    single = "give the last layer one unit, as there is one target for each row"
    classes = "`sparse_categorical_crossentropy` is the loss for numbers of classes"
    return f"{single}; {classes}" if answers > 1 else "give the targets as many columns as the last layer has units"


def _broadcasts(fit: Fitted, given: Widths) -> bool:
    """Whether a batch may be of one row, or of as many as there are outputs: then a number a row broadcasts."""
    answers, targets = given
    batch = 32 if fit.batch_size == NONE else fit.batch_size.value if isinstance(fit.batch_size, Known) else None
    return targets is None and batch in (None, 1, answers)


def _compared(loss: str, targets: int | None, keras: int) -> str:
    if keras < 3:
        return INCOMPATIBLE if loss.startswith("categorical") else LOGITS
    return SAME_RANK if targets is None else SAME


RECOVERED = frozenset({"sigmoid", "softmax"})
"""Activations behind which Keras 2 finds the logits."""
SAME_RANK = "Arguments `target` and `output` must have the same rank"
SAME = "Arguments `target` and `output` must have the same shape"
LOGITS = "`logits` and `labels` must have the same shape"
INCOMPATIBLE = "Incompatible shapes"
UNCOMPILED = "You must call `compile()` before using the model"
UNCOMPILED_2 = "You must compile your model before training/testing"
UNNAMED = "Could not interpret loss identifier"
NO_OUTPUT = "can't be found in either the model's output"


def _uncompiled(facts: Facts, keras: str) -> Iterator[Hit]:
    for fit in facts.of(Fitted):
        if fit.uncompiled and not fit.caught and fit.place >= 0:
            yield Hit(
                at=fit.place,
                data={
                    "given": f"`{fit.method}` of a model that is never compiled",
                    "keras": keras,
                    "reason": UNCOMPILED if facts.keras >= 3 else UNCOMPILED_2,
                    "instead": f"call the model's `compile`, with an optimizer and a loss, before `{fit.method}`",
                },
                because=(Evidence(fit.model.place, "the model is made here"),) if fit.model.place >= 0 else (),
                certainty=certainty_of(fit),
            )


def _misnamed(facts: Facts, keras: str) -> Iterator[Hit]:
    for event in facts.of(Compiled):
        for loss in event.losses:
            for _, each in ordinary_alternatives(loss, event.labels):
                if isinstance(each, NoLoss):
                    replaced = Replace(each.place, (f'"{each.meant}"',), Nested(each.place, event.place))
                    yield Hit(
                        at=each.place if each.place >= 0 else event.place,
                        data={
                            "given": f"the loss {each.text!r}",
                            "keras": keras,
                            "reason": UNNAMED,
                            "instead": _loss_meant(each),
                        },
                        certainty=certainty_of(event, each),
                        proposed_fixes=(ProposedFix((replaced,), "unsafe"),) if each.meant else (),
                    )


def _loss_meant(given: NoLoss) -> str:
    if given.meant:
        return f'write "{given.meant}"'
    return f"give the name of a loss; {given.text!r} goes into `metrics`"


def _too_many(facts: Facts, keras: str) -> Iterator[Hit]:
    """More losses in a list than the model has outputs. Where it has one, Keras takes all of them for it."""
    for event in facts.of(Compiled):
        outputs, losses = len(event.outputs), len(event.losses)
        if outputs > 1 and losses > outputs:
            yield Hit(
                at=event.losses[outputs].place if event.losses[outputs].place >= 0 else event.place,
                data={
                    "given": f"{losses} losses for {outputs} outputs",
                    "keras": keras,
                    "reason": NO_OUTPUT,
                    "instead": f"give {outputs} losses, one for each output, or one loss for all",
                },
                certainty=certainty_of(event),
            )
