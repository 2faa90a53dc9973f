"""ZL113: `validation_split` takes the last rows, and these are all of the last class."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.places import NOWHERE, Evidence
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Named, Passed, ProposedFix, Receiver, Replace, SetArgument, Template
from zerolint.queries.certainty import certainty_of
from zerolint.queries.ordered_rows import Ordered, ordered_by_label


@detects("ZL113")
def sorted_validation_tail(facts: Facts, options: Options) -> Iterator[Hit]:
    """The rows of a fit come class by class, and the share at their end is held out to validate it."""
    for fit in facts.of(Fitted):
        share = fit.validation_split
        if fit.validation or not isinstance(share, Known) or type(share.value) is not float or not 0 < share.value < 1:
            continue
        ordered = ordered_by_label(fit.y)
        if ordered is None:
            continue
        at = fit.place if share.place == NOWHERE else share.place
        yield Hit(
            at=at,
            data={"how": ordered.how, "line": ordered.place},
            because=(
                Evidence(ordered.place, f"the rows are {ordered.how} here"),
                Evidence(fit.place, "the last rows are held out before anything is shuffled"),
            ),
            certainty=certainty_of(fit, share),
            proposed_fixes=_fixes(fit, ordered),
        )


def _fixes(fit: Fitted, ordered: Ordered) -> tuple[ProposedFix, ...]:
    """One random order for the rows of both arrays, or of the table in the stead of the sorted one."""
    if ordered.sorted_table:
        mixed = Replace(ordered.place, (Receiver(ordered.place), ".sample(frac=1, random_state=0)"))
        return (ProposedFix((mixed,), grade="unsafe"),)
    if fit.place == NOWHERE or not _numpy_array(fit.x) or not _numpy_array(fit.y):
        return ()
    # The same seed draws the same order for as many rows.
    inputs, labels = Passed(fit.place, "x", 0), Passed(fit.place, "y", 1)
    shuffled = (
        SetArgument(fit.place, "fit", "x", _mixed(inputs), 0),
        SetArgument(fit.place, "fit", "y", _mixed(labels), 1),
    )
    return (ProposedFix(shuffled),)


def _mixed(array: Passed) -> Template:
    return array, "[", Named("numpy.random.default_rng"), "(0).permutation(len(", array, "))]"


def _numpy_array(value: Value) -> bool:
    """Whether this can be indexed by positions: no table, whose rows have labels, and no list."""
    while isinstance(value, Tensor) and value.operator.startswith("array.") and value.operands:
        value = value.operands[0]
    return isinstance(value, Tensor) and value.operator.startswith(("numpy.", "keras.utils.to_categorical"))
