"""ZL109: one model goes through all folds, each of which trains on the rows that another one tests."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.carried_weights import carried_over
from zerolint.queries.certainty import certainty_of


@detects("ZL109")
def fold_model_not_reset(facts: Facts, options: Options) -> Iterator[Hit]:
    """A model from before the loop is fitted fold by fold: it has seen what it is tested on from the second one on."""
    for each in carried_over(facts):
        yield Hit(
            at=each.fit.place,
            data={"line": each.place},
            because=(
                Evidence(each.fit.model.place, "the model is made once, before the folds"),
                Evidence(each.fit.place, "each fold goes on from the weights of the one before"),
                Evidence(each.place, "these rows are held out from this fold alone"),
            ),
            certainty=certainty_of(each.fit),
        )
