"""scikit-learn: splits that know their rows, transformers that keep them, estimators that train."""

from __future__ import annotations

import zlib
from dataclasses import replace

from zerolint.facts.events import Evaluated, Fitted
from zerolint.facts.machine import Call, Machine
from zerolint.facts.rows import OPERATIONS, Masked, Rows, Take, size
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.shapes import ANY
from zerolint.knowledge.signatures import bases
from zerolint.knowledge.tensors import make, rows_of, same_rows

SEEDED = 1 << 40
"""Identities of seeded splits lie above all that the interpreter counts."""


@transfer("sklearn.model_selection.train_test_split")
def train_test_split(m: Machine, call: Call) -> Value:
    """Two disjoint parts of each array, all arrays cut alike."""
    key, deal = _split_key(m, call), Known(m.fresh())
    parts: list[Value] = []
    for each in call.rest:
        source = m.current(each)
        rows = rows_of(m, source)
        for train in (True, False):
            part = None if rows is None else _part(rows, call, key, train)
            attributes = (("deal", deal), ("train", Known(train)), ("test_size", call.get("test_size")))
            parts.append(make(m, "split", (source,), call.place, rows=part, attributes=attributes))
    if call.opaque:
        return m.unknown("train_test_split", call.place)
    return Sequence(tuple(parts), place=call.place)


def _part(rows: Rows, call: Call, key: int, train: bool) -> Rows:
    """One side of a split: rows drawn by chance, or with `shuffle=False` those before or behind a cut."""
    cut = _cut(rows, call) if call.get("shuffle") == Known(False) else None
    if cut is None:
        return Masked(rows, key, train, chance=call.get("shuffle") != Known(False))
    return Take(rows, None, cut) if train else Take(rows, cut, None)


def _cut(rows: Rows, call: Call) -> Value | None:
    """How many rows an unshuffled split trains on; None where the sizes are not known."""
    held, kept, whole = call.get("test_size"), call.get("train_size"), size(rows)
    if isinstance(kept, Known) and isinstance(kept.value, (int, float)):
        return _share(whole, kept, "floor")
    if held == NONE and kept == NONE:
        held = Known(0.25)
    if not isinstance(held, Known) or not isinstance(held.value, (int, float)):
        return None
    return _computed("-", whole, _share(whole, held, "ceil"))


def _share(whole: Value, part: Known, rounded: str) -> Value:
    return part if isinstance(part.value, int) else _computed(rounded, _computed("*", whole, part))


def _computed(operator: str, *operands: Value) -> Value:
    """The operation on numbers, or the formula where one is the size of data."""
    numbers = [each.value for each in operands if isinstance(each, Known)]
    return Known(OPERATIONS[operator](*numbers)) if len(numbers) == len(operands) else Formula(operator, operands)


def _split_key(m: Machine, call: Call) -> int:
    """Calls with the same seed and sizes cut alike; without a seed every call cuts anew."""
    seed = call.get("random_state")
    if not isinstance(seed, Known) or seed.value is None:
        return m.fresh()
    sizes = [call.get(name) for name in ("test_size", "train_size", "shuffle", "stratify")]
    same = repr((seed.value, [each.value if isinstance(each, Known) else None for each in sizes]))
    return SEEDED + zlib.crc32(same.encode())


@transfer(
    "keras.utils.to_categorical",
    "tf.one_hot",
    "keras.utils.normalize",
    "keras.utils.pad_sequences",
)
def encoded(m: Machine, call: Call) -> Value:
    """Encodings of labels and sequences keep the rows."""
    source = call.get("x", "y", "indices", "sequences")
    if not call.has("x", "y", "indices", "sequences") and call.rest:
        source = call.rest[0]
    made = same_rows(m, call.name, source, call.place)
    if call.name not in ("keras.utils.to_categorical", "tf.one_hot") or made.shape is None:
        return made
    each = made.shape[:-1] if len(made.shape) > 1 and made.shape[-1] == Known(1) else made.shape
    classes = call.get("num_classes", "depth")
    return replace(made, shape=(*each, classes if isinstance(classes, Known) and classes != NONE else ANY))


def transform(m: Machine, call: Call) -> Value:
    """`transform` of a fitted transformer."""
    source = next((call.bound[name] for name in call.bound if name in call.passed), call.rest[0] if call.rest else NONE)
    made = same_rows(m, f"{_class(call)}.{call.name.rpartition('.')[2]}", m.current(source), call.place)
    if made.shape is None or _class(call).endswith(("Scaler", "Normalizer", "Imputer", "Transformer")):
        return made
    return replace(made, shape=(made.shape[0], ANY))


def _class(call: Call) -> str:
    return call.owner.kind if isinstance(call.owner, Object) else ""


def fit(m: Machine, call: Call) -> Value:
    """`estimator.fit(X, y)`; a transformer's fit is no training of a model."""
    kind = _class(call)
    if _predicts(kind):
        m.event(
            Fitted(
                place=call.place,
                model=call.owner,
                x=m.current(call.get("X")),
                y=m.current(call.get("y")),
                library="sklearn",
            )
        )
    return call.owner


def score(m: Machine, call: Call) -> Value:
    """`estimator.score(X, y)`, `estimator.predict(X)`."""
    y = call.get("y") if call.has("y") else NONE
    method = call.name.rpartition(".")[2]
    if _predicts(_class(call)):
        m.event(
            Evaluated(
                place=call.place,
                model=call.owner,
                x=m.current(call.get("X")),
                y=m.current(y),
                method=method,
                library="sklearn",
            )
        )
    return m.unknown("what the estimator gives", call.place)


def _predicts(kind: str) -> bool:
    """Whether a class of scikit-learn is a model and not a transformer."""
    return any(each.endswith(("ClassifierMixin", "RegressorMixin", "ClusterMixin")) for each in bases(kind))


def sklearn_method(m: Machine, call: Call) -> Value | None:
    """The methods every estimator has; None for others."""
    method = call.name.rpartition(".")[2]
    if method == "fit":
        return fit(m, call)
    if method in ("transform", "fit_transform", "inverse_transform"):
        return transform(m, call)
    if method in ("predict", "predict_proba", "score"):
        return score(m, call)
    return None
