"""ZL108: the column of the target is among the features that a model is fitted on."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.columns_of_targets import features_with_targets


@detects("ZL108")
def target_among_features(facts: Facts, options: Options) -> Iterator[Hit]:
    """A model is fitted on a table that still has the column which it is to predict."""
    for each in features_with_targets(facts):
        column = each.column.value
        yield Hit(
            at=each.place,
            data={"column": f"column {column}" if isinstance(column, int) else repr(column), "line": each.fit.place},
            because=(
                Evidence(each.fit.y.place, "the target is this column"),
                Evidence(each.place, "the features are taken here, and the column is one of them"),
                Evidence(each.fit.place, "the model is fitted on both"),
            ),
            certainty=certainty_of(each.fit),
        )
