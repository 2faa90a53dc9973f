"""Columns of features, beside the one that is the target."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.columns import Chosen
from zerolint.facts.values import Known, Sequence, SliceOf
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.queries.columns_of_targets import features_with_targets


@builds("targets-are-features")
def targets_are_features(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each table that a model is fitted on, with the column of its targets."""
    for each in features_with_targets(facts):
        details = {"column": each.column.value, "chosen": _listed(each.chosen)}
        yield Subject(Claim("targets-are-features", confirm, details=details), at=frozenset({each.place}))


def _listed(chosen: Chosen) -> list[object] | None:
    """Names, or where a slice starts and stops; None for all columns."""
    if isinstance(chosen, Sequence):
        return [each.value for each in chosen.items if isinstance(each, Known)]
    if isinstance(chosen, SliceOf):
        return [each.value for each in (chosen.start, chosen.stop) if isinstance(each, Known)]
    return None
