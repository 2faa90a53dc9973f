"""ZL118: a size of 1 in a split is one row, and no share."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Split
from zerolint.facts.places import NOWHERE, Evidence
from zerolint.facts.values import SWEEP, Known
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.split_parts import in_other_sizes, trains_and_tests

ONE = Known(1)


@detects("ZL118")
def single_row_test_set(facts: Facts, options: Options) -> Iterator[Hit]:
    """One row is left to test on, or to train on, by a split that was to give a share."""
    for split in facts.of(Split):
        name = "test_size" if split.test_size == ONE else "train_size" if split.train_size == ONE else None
        # In a loop each row may have its turn; of a series the next value alone may be wanted.
        if name is None or split.repeated or split.shuffle == Known(False) or not trains_and_tests(facts, split):
            continue
        size = split.test_size if name == "test_size" else split.train_size
        if SWEEP in size.marks or in_other_sizes(facts, split):
            continue
        at = split.place if size.place == NOWHERE else size.place
        tests = name == "test_size"
        yield Hit(
            at=at,
            data={"name": name, "part": "to test on: no score tells" if tests else "to train on: no model learns"},
            because=(
                Evidence(at, "a whole number counts rows"),
                Evidence(split.place, f"the {'test' if tests else 'train'} part of this split has one row"),
            ),
            certainty=certainty_of(split, size),
            proposed_fixes=(
                ProposedFix((SetArgument(split.place, "train_test_split", name, ("0.2",) if tests else ("0.8",)),)),
            ),
        )
