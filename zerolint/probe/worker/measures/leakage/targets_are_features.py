"""A table of noise, of which one column is the target: whether one of the features says exactly what it is."""

from __future__ import annotations

import random

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.measures.registry import measures

ROWS = 50


@measures("targets-are-features")
def targets_are_features(claim: Claim) -> Verdict:
    """Some column of the features, chosen as the script chooses them, is the target in every row."""
    column, chosen = claim.details["column"], claim.details["chosen"]
    names = _names(column, chosen)
    chance = random.Random(0)
    table = {name: [chance.random() for _ in range(ROWS)] for name in names}
    target = table[names[column]] if isinstance(column, int) else table[column]
    if chosen is None:
        features = names
    elif isinstance(column, int):
        features = names[slice(*chosen)]
    else:
        features = [name for name in names if name in chosen]
    equal = sum(table[name] == target for name in features)
    told = f"{equal} of {len(features)} features of a table of noise is the target in all of its {ROWS} rows"
    numbers = {"features_that_are_the_target": float(equal)}
    confirmed = equal >= claim.confirm["least_features"]
    return Verdict("confirmed" if confirmed else "refuted", told, numbers)


def _names(column: int | str, chosen: list[int | str | None] | None) -> list[int | str]:
    """The columns of a table that has those which the script names, and a few more."""
    if isinstance(column, int):
        ends = [abs(each) for each in (column, *(chosen or ())) if isinstance(each, int)]
        return list(range(max(ends) + 4))
    return [*dict.fromkeys(each for each in (*(chosen or ("another",)), column) if each is not None)]
