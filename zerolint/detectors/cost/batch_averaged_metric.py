"""ZL227: a metric function divides sums over a batch, and Keras averages the ratios."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors
from zerolint.facts.objectives import Metric
from zerolint.facts.operations import operation
from zerolint.facts.places import Evidence
from zerolint.facts.values import NONE, Known, Sequence, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.compiled_outputs import CompiledOutput, compiled_outputs
from zerolint.queries.script_kind import fits_of

SIZES = frozenset("tf.shape tf.size keras.ops.shape keras.ops.size keras.backend.shape keras.backend.int_shape".split())
COUNTED = frozenset({"ones", "zeros"})
"""What depends on the shape of its operand alone."""
GUARDED = frozenset({"tf.math.divide_no_nan", "keras.ops.divide_no_nan"})
REDUCTIONS = frozenset({"sum", "mean"})
LARGE = 64
"""Rows of a batch in which classes that are not rare come up often enough."""


@detects("ZL227")
def batch_averaged_metric(facts: Facts, options: Options) -> Iterator[Hit]:
    """A ratio of sums over a batch among the metrics of `compile`."""
    for judged in compiled_outputs(facts):
        rank = judged.output.shape
        if rank is None or Known(...) in rank[1:] or len(rank) != 2:
            # Over all the pixels of a map, one batch is as good as all of them.
            continue
        for metric in judged.metrics:
            if isinstance(metric, Metric) and metric.prediction is not None:
                ratio = _ratio_of_sums(metric)
                if ratio is not None and not _is_lowered(judged, ratio) and not _is_settled(facts, judged, ratio):
                    yield Hit(
                        at=ratio.place if ratio.place >= 0 else metric.place,
                        data={},
                        because=(Evidence(judged.event.place, "the metric is given to compile here"),),
                        certainty=certainty_of(judged.event, metric),
                        defect=(metric.place,),
                    )


def _ratio_of_sums(metric: Metric) -> Tensor | None:
    """The division in a metric of which both sides are sums over the batch, and one of them of the predictions."""
    for each in ancestors(metric.computed):
        if not (operation(each.operator) == "divide" or each.operator in GUARDED) or len(each.operands) != 2:
            continue
        over, under = each.operands
        if _sums(under, None) and _sums(over, None) and any(_sums(side, metric.prediction) for side in each.operands):
            return each
    return None


def _sums(value: Value, source: Tensor | None) -> bool:
    """Whether a value is computed from sums over the batch of data, of this source where one is given."""
    summed = [each for each in ancestors(value, _ends) if _over_batch(each)]
    return any(
        (leaf.operator == "input" and (source is None or leaf.key == source.key))
        for each in summed
        for leaf in ancestors(each, _ends)
    )


def _ends(tensor: Tensor) -> bool:
    """Whether a tensor says no more of its operands than how many they are."""
    return tensor.operator in SIZES or operation(tensor.operator) in COUNTED


def _over_batch(tensor: Tensor) -> bool:
    """Whether this sums up rows: over all axes, or over the first."""
    if operation(tensor.operator) not in REDUCTIONS or not tensor.operands:
        return False
    axis = dict(tensor.attributes).get("axis", NONE)
    if isinstance(axis, Sequence):
        return Known(0) in axis.items
    return axis in (NONE, Known(0))


def _is_settled(facts: Facts, judged: CompiledOutput, ratio: Tensor) -> bool:
    """Whether one sum over so many rows stands behind each ratio that batches differ little; not one for each class."""
    sizes = [fit.batch_size for fit in fits_of(facts, judged.event)]
    known = [each.value for each in sizes if isinstance(each, Known) and isinstance(each.value, int)]
    by_class = any(_over_batch(each) and dict(each.attributes).get("axis", NONE) != NONE for each in ancestors(ratio))
    return bool(known) and min(known) >= LARGE and len(known) == len(sizes) and not by_class


def _is_lowered(judged: CompiledOutput, ratio: Tensor) -> bool:
    """Whether the loss is made of the same ratio: then the metric shows what training sees."""
    return any(each.place == ratio.place for each in ancestors(judged.loss.computed))
