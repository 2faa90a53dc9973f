"""Of many random answers to random labels, the best on some rows: how good the others say that it is."""

from __future__ import annotations

import random
from statistics import fmean

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.measures.registry import measures, share
from zerolint.probe.worker.rownumbers import Row, listed

DRAWS = 40
CHOICES = 25
"""Epochs, thresholds or settings that there are to choose from."""
MOST_JUDGED = 200
"""Rows that are judged in the measurement: among more, the best of many is less far from all others."""


@measures("choices-are-reported")
def choices_are_reported(claim: Claim) -> Verdict:
    """The best of many that all guess is reported as better than a guess."""
    trial = claim.details["trials"][0]
    judged, tested = (listed(trial[name], 0) for name in ("trained", "tested"))
    if not judged or not tested:
        return Verdict("inconclusive", "no rows are left in the size that was tried")
    shared = len(set(judged) & set(tested))
    part = "none" if not shared else "all" if shared == len(tested) else "some"
    told = f"{part} of the reported rows are chosen on"
    if not shared:
        return Verdict("refuted", told)
    best = fmean(_reported(list(judged), list(tested), draw) for draw in range(DRAWS))
    told += f": of {CHOICES} that guess, the best is reported with "
    # What hangs on a number of rows that is made up is no figure to be told of the script.
    known = len(claim.details["trials"]) == 1
    told += f"{share(best)} of the answers right" if known else "more than half of the answers right"
    confirmed = best >= claim.confirm["least_accuracy_of_guesses"]
    numbers = {"accuracy_of_guesses": best} if known else {}
    return Verdict("confirmed" if confirmed else "inconclusive", told, numbers)


def _reported(judged: list[Row], tested: list[Row], draw: int) -> float:
    """What the best of some random answers on the judged rows gets right of the tested ones."""
    chance = random.Random(draw)
    judged = chance.sample(judged, min(len(judged), MOST_JUDGED))
    known = set(judged)
    tested = [row for row in tested if row in known] or tested[:MOST_JUDGED]
    rows = sorted({*judged, *tested})
    choices = [{row: chance.random() < 0.5 for row in rows} for _ in range(CHOICES)]
    best = max(choices, key=lambda right: sum(right[row] for row in judged))
    return fmean(best[row] for row in tested)
