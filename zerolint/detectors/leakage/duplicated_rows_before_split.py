"""ZL115: rows are copied, oversampled or augmented before some of them are held out for testing."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.dataset_roles import held_for, names_of
from zerolint.queries.hold_out import preprocessing_leaks
from zerolint.queries.reshuffling import take_skip_pairs

MIXING = frozenset("SMOTE ADASYN BorderlineSMOTE SVMSMOTE SMOTENC SMOTEN KMeansSMOTE SMOTEENN SMOTETomek".split())
"""Samplers whose new rows lie between given ones, so that no row is there twice."""


@detects("ZL115")
def duplicated_rows_before_split(facts: Facts, options: Options) -> Iterator[Hit]:
    """Copies of rows, or mixtures of them, were made before some of the rows were held out."""
    # Parts of a dataset that is shuffled anew in every pass hold the same rows already.
    reshuffled = {part.cut.place for pair in take_skip_pairs(facts) for part in pair}
    names = names_of(facts)
    for influence, held, clean in preprocessing_leaks(facts):
        if influence.uses != "copies" or held.place in reshuffled:
            continue
        does, what = ("mixed", "mixtures") if influence.transformer in MIXING else ("copied", "copies")
        part = "validation" if clean else held_for(names, held.tested, held.event)
        yield Hit(
            at=influence.place,
            data={
                "does": does,
                "what": what,
                "part": "each fold's" if held.rotates and not clean else part,
                "line": held.place,
            },
            because=(
                Evidence(influence.place, "this makes further rows out of the rows that it is given"),
                Evidence(held.place, f"some of them are held out here, beside {what} of them in the training part"),
            ),
            # Only a validation part is affected; the test that is reported is not.
            severity="warning" if clean else None,
            certainty=certainty_of(held.event),
            # Several steps of one kind before one split are one mistake, two samplers tried in turn are two.
            defect=(held.place, influence.transformer),
        )
