"""Rows that are trained on and tested on, counted on row numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zerolint.finding import Verdict
from zerolint.probe.claims import Claim
from zerolint.probe.worker.measures.registry import measures
from zerolint.probe.worker.rownumbers import listed

DRAWS = 3
"""How often random orders are drawn anew."""
EPOCHS = 5

Trial = Mapping[str, Mapping[str, Any]]


@measures("rows-are-shared")
def rows_are_shared(claim: Claim) -> Verdict:
    """In every size and with every order that is drawn, some of the tested rows are trained on."""
    tries = [(trial, draw) for trial in claim.details["trials"] for draw in range(DRAWS)]
    fewest = min(tries, key=lambda each: _shared(*each))
    shared = _shared(*fewest)
    total = len(listed(fewest[0]["tested"], fewest[1]))
    numbers = {"shared_rows": float(shared), "tested_rows": float(total)}
    if not total:
        return Verdict("inconclusive", "no rows are left to test on in the sizes that were tried", numbers)
    told = f"{shared} of {total} tested rows are trained on"
    if shared < claim.confirm["least_shared_rows"]:
        return Verdict("refuted", told, numbers)
    if not claim.mended:
        return Verdict("confirmed", told, numbers)
    kept = max(_shared(*each, same_order=True) for each in tries)
    numbers["shared_rows_fixed"] = float(kept)
    told += f" in the same epoch, {_shared(*fewest, epochs=EPOCHS)} within {EPOCHS} epochs; {claim.mended} {kept}"
    return Verdict("inconclusive" if kept else "confirmed", told, numbers)


def _shared(trial: Trial, draw: int, *, epochs: int = 1, same_order: bool = False) -> int:
    """How many of the rows that the first epoch tests on are trained on in so many epochs.

    An epoch is two passes over a dataset: one over what is trained on and then one over what is tested on.
    """
    passes = (0,) if same_order else range(0, 2 * epochs, 2)
    seen = {row for number in passes for row in listed(trial["trained"], draw, number)}
    return sum(row in seen for row in listed(trial["tested"], draw, 0 if same_order else 1))
