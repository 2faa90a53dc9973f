"""ZL101: rows that the model trains on are used to test or validate it."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.overlaps import Overlap, overlap
from zerolint.facts.paths import certain
from zerolint.facts.places import NOWHERE, Code, Evidence, Place
from zerolint.facts.rows import Take, shuffles
from zerolint.facts.values import NONE
from zerolint.findings.finding import Certainty, Hit
from zerolint.queries.dataset_cuts import overlapping_cuts
from zerolint.queries.dataset_roles import judged_data, labels
from zerolint.queries.train_test_pairs import Subset, context_window, cut_from, fitted_on_all, train_test_pairs


@detects("ZL101")
def train_test_overlap(facts: Facts, options: Options) -> Iterator[Hit]:
    """Rows that are evaluated on were cut from the rows that are trained on."""
    leaks: dict[Place, tuple[Subset, Subset, Overlap]] = {}
    # Parts of a dataset are counted, and told, in its elements.
    told = {found.tested.cut.place for found in overlapping_cuts(facts)}
    for trained, tested in train_test_pairs(facts):
        at = trained.place if fitted_on_all(trained, tested) else tested.place
        if at in leaks or at in told:
            continue
        shared = overlap(trained.rows, tested.rows)
        if shared is not None and shared.shared and not context_window(trained.rows, tested.rows):
            leaks[at] = trained, tested, shared
    # Labels are cut like their inputs: one defect, told once, on the inputs.
    inputs = [leak for leak in leaks.values() if not labels(leak[1].name)]
    for trained, tested, shared in inputs or leaks.values():
        yield _hit(trained, tested, shared)


def _hit(trained: Subset, tested: Subset, shared: Overlap) -> Hit:
    all_rows = fitted_on_all(trained, tested)
    whole = not all_rows and not cut_from(trained.value)
    here, there = (trained.place, tested.place) if all_rows else (tested.place, trained.place)
    count = f"share {shared.shared} of {shared.total} rows" if shared.counted and shared.total > 1 else "share rows"
    orders, others = shuffles(trained.rows), shuffles(tested.rows)
    chance, apart = orders != others, bool(orders - others) and bool(others - orders)
    sure = shared.in_every_world and certain(tested.event.labels) and certain(trained.event.labels) and not chance
    certainty: Certainty = "proven" if sure else "likely"
    return Hit(
        at=here,
        data={
            "test": tested.name or judged_data(tested.event),
            "here": Code(here),
            "there": (trained.name or "the training data") if whole else Code(there),
            "line": trained.event.place if whole else there,
            "share": count,
        },
        because=(
            Evidence(trained.event.place if whole else trained.place, "these rows are trained on"),
            Evidence(
                tested.place,
                f"these{', drawn independently,' if apart else ' rows'} are evaluated on",
            ),
        ),
        severity=None if shared.in_every_world else "info",
        certainty=certainty,
        defect=("all rows", tested.place) if all_rows else _boundary(trained, tested),
    )


def _boundary(trained: Subset, tested: Subset) -> tuple[object, ...]:
    """Where the two parts were cut, if that is written once for several arrays."""
    cuts = [rows for rows in (trained.rows, tested.rows) if isinstance(rows, Take)]
    given = [part.place for rows in cuts for part in (rows.start, rows.stop, rows.step) if part not in (None, NONE)]
    return tuple(given) if len(cuts) == 2 and NOWHERE not in given else ()
