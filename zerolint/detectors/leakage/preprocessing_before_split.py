"""ZL105: a scaler or selector is fitted on rows that are held out for testing afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.influences import Influence, Uses
from zerolint.facts.places import Evidence
from zerolint.facts.rows import roots
from zerolint.findings.finding import Hit, Severity
from zerolint.queries.certainty import certainty_of
from zerolint.queries.dataset_roles import held_for, names_of
from zerolint.queries.hold_out import HeldOut, preprocessing_leaks

EFFECTS: dict[Uses, tuple[str, str, Severity]] = {
    "statistic": ("is taken over", "the {part} is not on unseen rows", "warning"),
    "columns": ("is fitted on", "the {part} is not on unseen rows", "warning"),
    "labels": ("uses the labels of", "the {part} score looks far better than on new rows", "error"),
}
"""What each kind of transformer does with held-out rows, what comes of it, and how bad that is."""


@detects("ZL105")
def preprocessing_before_split(facts: Facts, options: Options) -> Iterator[Hit]:
    """A transformer learned from rows that are held out afterwards."""
    names = names_of(facts)
    for influence, held, clean in preprocessing_leaks(facts):
        if influence.uses not in EFFECTS:
            # Copies are told by a rule of their own.
            continue
        does, effect, severity = EFFECTS[influence.uses]
        if clean:
            # Only a validation part is affected; the test that is reported is not.
            severity = "info" if severity == "warning" or held.rotates else "warning"
        part = "validation" if clean else held_for(names, held.tested, held.event)
        yield Hit(
            at=influence.place,
            data={
                "transformer": influence.transformer,
                "does": does,
                "line": held.place,
                "effect": effect.format(part=part),
            },
            because=(
                Evidence(influence.place, "this learns from all the rows it is given"),
                Evidence(
                    held.place,
                    f"{'each fold holds some of them' if held.rotates else 'some of them are held'} out here",
                ),
            ),
            severity=severity,
            certainty=certainty_of(held.event),
            defect=_preprocessing(influence, held),
        )


def _preprocessing(influence: Influence, held: HeldOut) -> tuple[object, ...]:
    """One kind of transformer, before rows of one array are held out, is one mistake for all its columns."""
    kind = influence.uses if influence.uses == "statistic" else influence.transformer
    return kind, held.place, roots(influence.source.rows)
