"""Networks that give more answers than there are labels, or whose layers do the work of one."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from zerolint.finding import Verdict
from zerolint.probe.claims import Claim
from zerolint.probe.recipes import Recipe
from zerolint.probe.worker import data
from zerolint.probe.worker.libraries import numpy, tensorflow
from zerolint.probe.worker.measures.registry import counted, measures, number
from zerolint.probe.worker.network import Network


@measures("answers-for-positions")
def answers_for_positions(claim: Claim) -> Verdict:
    """The network gives several answers for each label of a row; flattened it gives one."""
    assert claim.written is not None
    assert claim.fixed is not None
    answers, labels, cost = _compared(claim.written, *claim.nodes)
    told = f"{counted(answers, 'answer')} for {counted(labels, 'label')} a row, {cost}"
    numbers = {"answers_of_a_row": float(answers), "labels_of_a_row": float(labels)}
    if answers <= labels:
        return Verdict("refuted", told, numbers)
    flat, labels, cost = _compared(claim.fixed, *claim.mended_nodes)
    told += f"; {claim.mended} {flat}, {cost}"
    return Verdict("confirmed" if flat == labels else "inconclusive", told, numbers | {"answers_fixed": float(flat)})


def _compared(recipe: Recipe, prediction: int, target: int) -> tuple[int, int, str]:
    """How many answers a network gives for a row, how many labels that has, and what comes of comparing them."""
    network = Network(recipe, data.rows(recipe))
    given, goal = network.values(network.rows, [prediction, target])
    encoding = recipe.nodes[target].arguments["encoding"]
    answers, labels = list(given.shape[1:]), list(goal.shape[1:])
    if encoding in ("integer", "one-hot"):
        answers = answers[:-1]
    if encoding == "one-hot":
        labels = labels[:-1]
    try:
        cost = f"loss {number(float(network.cost(network.rows)))}"
    except Exception as error:
        cost = f"the loss raises {type(error.__cause__ or error).__name__}"
    return math.prod(answers), math.prod(labels), cost


@measures("network-is-linear")
def network_is_linear(claim: Claim) -> Verdict:
    """Layers answer to the middle of two rows with the middle of the answers; with activations they do not."""
    assert claim.written is not None
    assert claim.fixed is not None
    most = claim.confirm["most_bend"]
    bend, widths = _bend(claim.written, *claim.nodes)
    if math.isnan(bend):
        return Verdict("inconclusive", "these layers give the same for every row")
    told = f"halfway between two rows the layers answer halfway, off by {number(bend)} of the distance"
    numbers = {"bend": bend}
    before, *between, after = widths
    if bend <= most and min(between) < min(before, after):
        return Verdict("refuted", f"from {before} numbers through {min(between)} to {after} is no one layer", numbers)
    if bend > most:
        return Verdict("refuted", told, numbers)
    mended, _ = _bend(claim.fixed, *claim.mended_nodes)
    told += f"; {claim.mended} off by {number(mended)}"
    return Verdict("confirmed" if mended > most else "inconclusive", told, numbers | {"bend_fixed": mended})


FEW = 16
SEED = 11


def _bend(recipe: Recipe, source: int, last: int, *hidden: int) -> tuple[float, tuple[int, ...]]:
    """How far layers are from a straight line, as a share of what they span, and the widths on the way."""
    few = recipe if data.counted_by_weights(recipe) else replace(recipe, rows=FEW)
    network = Network(few, data.rows(few))
    first, *values = network.values(network.rows, [source, *hidden, last])
    # What comes before these layers may be an activation of few values, and takes its time for many rows.
    random = numpy().random.default_rng(SEED)
    first, second = (_like(random, first) for _ in range(2))

    def answered(x: Any) -> Any:
        return network.values(network.rows, [last], replaced={source: x})[0].numpy()

    ends = answered(first), answered(second)
    span = float(numpy().abs(ends[0] - ends[1]).max())
    off = float(numpy().abs(answered((first + second) / 2) - (ends[0] + ends[1]) / 2).max())
    return off / span if span else math.nan, tuple(int(each.shape[-1]) for each in (first, *values))


def _like(random: Any, given: Any) -> Any:
    return tensorflow().constant(random.normal(size=given.shape), dtype="float32")
