"""Each transformer beside each set of held-out rows: what these change in what it learns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.events import TransformerFitted
from zerolint.facts.influences import FIT, Influence
from zerolint.facts.overlaps import portion
from zerolint.facts.rows import Joined, Root, Take, roots
from zerolint.facts.values import Known, Object, Tensor, Value
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.rowplans import Plan, Unplanned, trials
from zerolint.queries.hold_out import InfluenceOnTraining, influences_on_training, preprocessing_leaks

TESTED_CLEAN = "the model is also tested on rows that it was not learned from, and this is what counts"
ROWS, MOST_ROWS = 200, 100_000
COLUMNS, MOST_COLUMNS = 200, 4000
QUARTER = 0.25
ENCODERS = (
    "TargetEncoder",
    "LeaveOneOutEncoder",
    "CatBoostEncoder",
    "WOEEncoder",
    "JamesSteinEncoder",
    "MEstimateEncoder",
)
"""What replaces a category by what the labels of its rows say; everything else that uses labels selects columns."""
KEPT: dict[str, tuple[str, float]] = {
    "SelectKBest": ("k", 10),
    "SelectPercentile": ("percentile", 10),
    "RFE": ("n_features_to_select", 0.5),
    "SequentialFeatureSelector": ("n_features_to_select", 0.5),
    "SelectFromModel": ("max_features", 0.5),
}
"""The argument that says how many columns are kept, and what stands for it: a share where it is below one."""


@builds("noise-labels-are-learnt")
def noise_labels_are_learnt(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each transformer beside each set of held-out rows: what these change in what it learns."""
    clean = {each.influence.lesson for each in preprocessing_leaks(facts) if each.clean}
    told: set[tuple[int, bool]] = set()
    for pair in influences_on_training(facts):
        place = pair.influence.place
        if (place, pair.seen) in told:
            continue
        told.add((place, pair.seen))
        if pair.seen and pair.influence.lesson in clean:
            yield Subject(None, TESTED_CLEAN, frozenset({place}))
            continue
        details, made_up = _details(facts, pair)
        partly = f"the number of {' and of '.join(made_up)} is not known and so made up" if made_up else ""
        yield Subject(Claim("noise-is-learnt", confirm, details=details, partly=partly), at=frozenset({place}))


def _details(facts: Facts, pair: InfluenceOnTraining) -> tuple[dict[str, Any], list[str]]:
    """What the worker needs, and what of it is not the script's own."""
    effect, source = _effect(pair.influence), pair.influence.source
    array = source.operands[0] if source.operator == FIT and source.operands else source
    columns = _size(array, 1)
    share = _held_share(pair)
    trial, rows_made_up = _rows(pair, _size(array, 0), share)
    kept = _kept(facts, pair.influence, min(columns or COLUMNS, MOST_COLUMNS))
    details = {
        "effect": effect,
        "folds": pair.held.rotates,
        "columns": min(columns or COLUMNS, MOST_COLUMNS),
        "kept": kept,
        "trial": trial,
        "sized": not rows_made_up and share is not None,
        "share": share,
    }
    made_up = {
        "rows": rows_made_up,
        "columns": effect == "selects" and (columns is None or columns > MOST_COLUMNS),
        "held-out rows": share is None and not pair.held.rotates,
        "folds": pair.held.rotates,
    }
    return details, [what for what, invented in made_up.items() if invented]


def _held_share(pair: InfluenceOnTraining) -> float | None:
    """Which share of the rows is held out, where the script tells."""
    trained, tested, learned = pair.held.trained.rows, pair.held.tested.rows, pair.influence.source.rows
    if pair.held.rotates or trained is None or tested is None:
        return None
    if pair.influence.uses != "copies" and roots(learned) & roots(tested):
        return portion(tested, learned)
    # What it was learned from is not these rows, but was made into them. A dataset that is repeated has more of them.
    return portion(tested, Joined((trained, tested))) or None


def _effect(influence: Influence) -> str:
    """What a transformer does: describes columns, selects some, encodes categories by labels, copies rows."""
    if influence.uses == "labels":
        return "encodes" if influence.transformer in ENCODERS else "selects"
    return "copies" if influence.uses == "copies" else "describes"


def _size(array: Value, axis: int) -> int | None:
    size = array.dimension(axis) if isinstance(array, Tensor) else None
    return size.value if isinstance(size, Known) and isinstance(size.value, int) else None


def _rows(pair: InfluenceOnTraining, count: int | None, share: float | None) -> tuple[Mapping[str, Plan], bool]:
    """The rows that are learned from and those that are held out, and whether their numbers are made up.

    Where the script's own can't be listed, the same share of as many rows is held out, or a quarter.
    """
    learned, tested = pair.influence.source.rows, pair.held.tested.rows
    together = None not in (learned, tested) and roots(learned) & roots(tested)
    if not pair.held.rotates and pair.influence.uses != "copies" and together:
        with suppress(Unplanned):
            planned = trials(learned, tested)
            return planned[0], len(planned) > 1
    size = min(count or ROWS, MOST_ROWS)
    root, border = Root(0, size), Known(size - math.ceil(size * (QUARTER if share is None else share)))
    found = trials(root if pair.seen else Take(root, None, border), Take(root, border, None))
    return found[0], size != count


def _kept(facts: Facts, influence: Influence, columns: int) -> int:
    """How many columns a selector keeps."""
    name, otherwise = KEPT.get(influence.transformer, ("", 0.5))
    wanted: float = otherwise
    for event in facts.of(TransformerFitted):
        made = event.transformer
        if event.place == influence.place and isinstance(made, Object) and made.kind.endswith(influence.transformer):
            given = facts.arguments(made).get(name)
            if isinstance(given, Known) and type(given.value) in (int, float) and given.value > 0:
                wanted = given.value
    if influence.transformer == "SelectPercentile":
        wanted /= 100
    return max(1, min(columns, round(wanted * columns if wanted < 1 else wanted)))
