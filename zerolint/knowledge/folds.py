"""Cross-validation: every round gives index arrays of rows to train and of the others to test."""

from __future__ import annotations

from zerolint.facts.fold_rows import SPLITS
from zerolint.facts.machine import Call, Machine
from zerolint.facts.rows import Masked, Root
from zerolint.facts.values import Object, Sequence, Unknown, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import make

SPLITTERS = """
    KFold StratifiedKFold GroupKFold StratifiedGroupKFold RepeatedKFold RepeatedStratifiedKFold ShuffleSplit
    StratifiedShuffleSplit GroupShuffleSplit LeaveOneOut LeavePOut LeaveOneGroupOut TimeSeriesSplit
    """.split()


@transfer(*(f"sklearn.model_selection.{name}.split" for name in SPLITTERS))
def rounds(m: Machine, call: Call) -> Value:
    """`for train, test in KFold(5).split(X)`: which rows are tested is another condition for each call."""
    positions, key = Root(m.fresh(), positions=True), m.fresh()
    splits = m.read(call.owner, "n_splits") if isinstance(call.owner, Object) else None
    attributes = ((SPLITS, Unknown("as many as there are groups") if splits is None else splits),)
    train, test = (
        make(m, call.name, (), call.place, rows=Masked(positions, key, wanted), attributes=attributes)
        for wanted in (True, False)
    )
    return m.new("list", call.place, {"items": Unknown("rounds"), "element": Sequence((train, test))})
