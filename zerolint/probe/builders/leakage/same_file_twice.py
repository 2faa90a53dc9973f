"""Files that are read to train on, beside those that are read to test on."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Subject
from zerolint.facts import Facts
from zerolint.probe.builders.leakage.shared_rows import claimed
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.rowplans import trials
from zerolint.queries.rereading import rereadings


@builds("files-are-shared")
def files_are_shared(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """The rows of each file that a model is tested on, beside those that it is trained on."""
    for each in rereadings(facts):
        yield claimed(confirm, frozenset({each.again.place}), trials, each.trained, each.tested)
