"""A model predicts noise of held-out rows after the transformer saw them; or, of statistics, these rows move it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, pstdev
from typing import Any, NamedTuple

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Status, Verdict
from zerolint.probe.worker.measures.registry import measures, number, share
from zerolint.probe.worker.rownumbers import listed

DRAWS = 5
FOLDS = 5
MOST_TESTED = 200
MOST_VOTES = 100
MOST_BITS = 4_000_000
"""Noise that is drawn at once: more columns than fit are left out."""
MINORITY = 0.1
CATEGORY = 4
"""Rows of a category, for an encoder."""


class Rows(NamedTuple):
    """Positions of rows: those that something is learned from, those held out, and the others that are trained on."""

    learned: frozenset[int]
    tested: frozenset[int]
    trained: frozenset[int]

    @property
    def apart(self) -> Rows:
        """The same with nothing learned from what is held out."""
        return self._replace(learned=self.learned - self.tested)


@measures("noise-is-learnt")
def noise_is_learnt(claim: Claim) -> Verdict:
    """A model predicts noise of held-out rows after the transformer saw them; or, of statistics, these rows move it."""
    details = claim.details
    rows = _rows(details)
    seen = len(rows.learned & rows.tested)
    told = _seen(rows, details)
    # What hangs on a number of rows that is made up is no figure to be told of the script.
    sized = details["sized"]
    numbers = {"held_out_rows_seen": float(seen)} if sized else {}
    if details["effect"] == "describes":
        moved = _movement(rows)
        if seen:
            told += ": other numbers in them move what it learns"
            told += f" by {number(moved)} standard deviations" if sized else ""
        status: Status = "confirmed" if moved >= claim.confirm["least_movement"] else "refuted"
        return Verdict(status, told, numbers | ({"movement": moved} if sized else {}))
    score = SCORES[details["effect"]]
    accuracy, apart = (fmean(score(each, details, draw) for draw in range(DRAWS)) for each in (rows, rows.apart))
    numbers |= {"accuracy_on_noise": accuracy, "accuracy_on_noise_fixed": apart}
    told += f", and of their labels, which are noise, {share(accuracy)} are predicted right"
    if not seen:
        return Verdict("refuted", told, numbers)
    told += f"; learned from the others alone {share(apart)}"
    least = claim.confirm["least_accuracy_on_noise"]
    return Verdict("confirmed" if accuracy >= least > apart else "inconclusive", told, numbers)


def _seen(rows: Rows, details: Mapping[str, Any]) -> str:
    """How much of what it learns from is held out, in numbers that the script tells."""
    seen, held = len(rows.learned & rows.tested), details["share"]
    if details["folds"]:
        return "each of the rows it learns from is held out in its turn"
    if details["sized"]:
        return f"{seen} of the {len(rows.learned)} rows it learns from are held out"
    part = "none" if not seen else "some" if held is None else share(held)
    return f"{part} of the rows it learns from are held out"


def _rows(details: Mapping[str, Any]) -> Rows:
    learned, tested = (listed(details["trial"][name], 0) for name in ("trained", "tested"))
    if details["folds"]:
        tested = list(learned)[::FOLDS]
    position = {row: place for place, row in enumerate(sorted({*learned, *tested}))}
    held = frozenset(position[row] for row in tested)
    known = frozenset(position[row] for row in learned)
    return Rows(known, held, known - held)


def _movement(rows: Rows) -> float:
    """By how much the mean of a column changes when the held-out rows hold other numbers."""
    moved = []
    for draw in range(DRAWS):
        chance = random.Random(draw)
        values = [(row in rows.tested, chance.random()) for row in sorted(rows.learned)]
        before = fmean(value for _, value in values)
        spread = pstdev(value for _, value in values) or 1.0
        after = fmean(chance.random() if held else value for held, value in values)
        moved.append(abs(after - before) / spread)
    return fmean(moved)


def _mask(rows: frozenset[int]) -> int:
    return sum(1 << row for row in rows)


def _selected(rows: Rows, details: Mapping[str, Any], draw: int) -> float:
    """The columns that agree most with the labels of the learned rows vote on the held-out ones."""
    chance = random.Random(draw)
    size = max(rows.learned | rows.tested) + 1
    learned, trained = _mask(rows.learned), _mask(rows.trained)
    columns = max(1, min(details["columns"], MOST_BITS // size))
    # What counts of a column of noise is where it agrees with the labels, which is noise as well.
    agreeing = [chance.getrandbits(size) for _ in range(columns)]
    agreeing.sort(key=lambda bits: -abs(2 * (bits & learned).bit_count() - len(rows.learned)))
    votes = agreeing[: min(details["kept"], MOST_VOTES)]
    turned = [bits if 2 * (bits & trained).bit_count() >= len(rows.trained) else ~bits for bits in votes]
    tested = sorted(rows.tested)[:MOST_TESTED]
    right = [sum(bits >> row & 1 for bits in turned) * 2 - len(turned) for row in tested]
    return fmean(0.5 if each == 0 else float(each > 0) for each in right)


def _encoded(rows: Rows, details: Mapping[str, Any], draw: int) -> float:
    """A category is worth the mean of the labels of its learned rows, and a held-out row is what that says."""
    chance = random.Random(draw)
    label = {row: chance.random() < 0.5 for row in sorted(rows.learned | rows.tested)}
    category = {row: chance.randrange(max(1, len(label) // CATEGORY)) for row in label}
    held: dict[int, list[bool]] = {}
    for row in rows.learned:
        held.setdefault(category[row], []).append(label[row])
    means = {row: fmean(held.get(category[row], [False, True])) for row in rows.tested}
    return fmean(0.5 if mean == 0.5 else float((mean > 0.5) == label[row]) for row, mean in means.items())


def _copied(rows: Rows, details: Mapping[str, Any], draw: int) -> float:
    """Who has a copy among the training rows is known by heart; of noise, all others are like any training row.

    The accuracy is that of both classes alike.
    """
    chance = random.Random(draw)
    everyone = sorted(rows.learned | rows.tested)
    label = {row: place % round(1 / MINORITY) == 0 for place, row in enumerate(everyone)}
    if rows.learned & rows.tested:
        shuffled = _evened(everyone, label, chance)
        chance.shuffle(shuffled)
        border = len(shuffled) * len(rows.trained) // len(everyone)
        trained, tested = shuffled[:border], shuffled[border:]
    else:
        trained, tested = _evened(sorted(rows.trained), label, chance), sorted(rows.tested)
    # Copies lie in one place: of noise, the nearest training row is any of the different ones.
    known, different = set(trained), sorted(set(trained))
    right: dict[bool, list[float]] = {False: [], True: []}
    for row in tested:
        answer = label[row] if row in known else label[chance.choice(different)]
        right[label[row]].append(float(answer == label[row]))
    return fmean(fmean(each) for each in right.values() if each)


def _evened(rows: Sequence[int], label: Mapping[int, bool], chance: random.Random) -> list[int]:
    """The rows, and copies of those of the smaller class until both are equally many."""
    few, many = ([row for row in rows if label[row] is wanted] for wanted in (True, False))
    return [*rows, *(chance.choice(few) for _ in range(len(many) - len(few) if few else 0))]


SCORES: dict[str, Callable[[Rows, Mapping[str, Any], int], float]] = {
    "selects": _selected,
    "encodes": _encoded,
    "copies": _copied,
}
