"""Layers answer to the middle of two rows with the middle of the answers; with activations they do not."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Verdict
from zerolint.probe.worker import data
from zerolint.probe.worker.libraries import numpy, tensorflow
from zerolint.probe.worker.measures.registry import measures, number
from zerolint.probe.worker.network import Network


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
    fixed_bend, _ = _bend(claim.fixed, *claim.fixed_nodes)
    told += f"; {claim.fixed_how} off by {number(fixed_bend)}"
    return Verdict("confirmed" if fixed_bend > most else "inconclusive", told, numbers | {"bend_fixed": fixed_bend})


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
