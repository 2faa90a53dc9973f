"""Rows that are trained on and tested on, counted on row numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.measures.registry import measures, share
from zerolint.probe.worker.rownumbers import listed

DRAWS = 3
"""How often random orders are drawn anew."""
EPOCHS = 5
CLOSE = 0.05
"""How far apart shares may lie by chance alone; what lies further apart hangs on the number of rows."""

Trial = Mapping[str, Mapping[str, Any]]


@measures("rows-are-shared")
def rows_are_shared(claim: Claim) -> Verdict:
    """In every size and with every order that is drawn, some of the tested rows are trained on.

    Where the sizes are made up, parts are told in place of numbers.
    """
    tries = [(trial, draw) for trial in claim.details["trials"] for draw in range(DRAWS)]
    fewest = min(tries, key=lambda each: _shared(*each))
    shared = _shared(*fewest)
    total = len(listed(fewest[0]["tested"], fewest[1]))
    cuts = claim.details["told"]
    known = len(claim.details["trials"]) == 1 and cuts
    numbers = {"shared_rows": float(shared), "tested_rows": float(total)} if known else {}
    if not total:
        return Verdict("inconclusive", "no rows are left to test on in the sizes that were tried", numbers)
    told = f"{shared} of {total} tested rows are trained on" if known else f"{_parts(tries, cuts)} are trained on"
    least = claim.confirm["least_shared_rows"]
    if shared < least:
        if known or claim.fixed_how or all(_shared(*each) < least for each in tries):
            return Verdict("refuted", told, numbers)
        return Verdict("inconclusive", f"{told}: it depends on how many rows there are", numbers)
    if not claim.fixed_how:
        return Verdict("confirmed", told, numbers)
    kept = max(_shared(*each, same_order=True) for each in tries)
    if known:
        numbers["shared_rows_fixed"] = float(kept)
    later = f"{_shared(*fewest, epochs=EPOCHS)}" if known else _parts(tries, cuts, epochs=EPOCHS)
    left = f"{kept}" if kept and known else "some" if kept else "none"
    told += f" in the same epoch, {later} within {EPOCHS} epochs; {claim.fixed_how} {left}"
    return Verdict("inconclusive" if kept else "confirmed", told, numbers)


def _parts(tries: Sequence[tuple[Trial, int]], told: bool, *, epochs: int = 1) -> str:
    """`all tested rows`, `20% to 24% of the tested rows`; no figures that hang on the sizes that were made up.

    `told`: the script tells where it cuts.
    """
    parts = []
    for trial, draw in tries:
        tested = len(listed(trial["tested"], draw))
        parts.append(_shared(trial, draw, epochs=epochs) / tested if tested else 0.0)
    least, most = share(min(parts)), share(max(parts))
    if min(parts) == 1:
        return "all tested rows"
    if not told or max(parts) - min(parts) > CLOSE:
        return "some of the tested rows" if max(parts) else "none of the tested rows"
    return f"{least} of the tested rows" if least == most else f"{least} to {most} of the tested rows"


def _shared(trial: Trial, draw: int, *, epochs: int = 1, same_order: bool = False) -> int:
    """How many of the rows that the first epoch tests on are trained on in so many epochs.

    An epoch is two passes over a dataset: one over what is trained on and then one over what is tested on.
    """
    passes = (0,) if same_order else range(0, 2 * epochs, 2)
    seen = {row for number in passes for row in listed(trial["trained"], draw, number)}
    return sum(row in seen for row in listed(trial["tested"], draw, 0 if same_order else 1))
