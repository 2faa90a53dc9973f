"""scikit-learn: splits that know their rows, transformers that keep them, estimators that train."""

from __future__ import annotations

import zlib
from dataclasses import replace

from zerolint.facts.events import UNKNOWN, CrossValidated, Evaluated, Fitted, Split
from zerolint.facts.machine import OPTIONS, Arguments, Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.rows import Masked, Rows, Take
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, Unknown, Value
from zerolint.facts.worlds import OPERATIONS, size
from zerolint.knowledge import transformers
from zerolint.knowledge.lists import listed
from zerolint.knowledge.registry import Transfer, transfer
from zerolint.knowledge.shapes import ANY
from zerolint.knowledge.signatures import bases
from zerolint.knowledge.tensors import make, rows_of, same_rows
from zerolint.knowledge.validating import as_rows, prediction

SEEDED = 1 << 40
"""Identities of seeded splits lie above all that the interpreter counts."""


@transfer("sklearn.model_selection.train_test_split")
def train_test_split(m: Machine, call: Call) -> Value:
    """Two disjoint parts of each array, all arrays cut alike."""
    given = [transformers.on_ordinary_paths(m, each) for each in call.rest]
    return m.lift(lambda *arrays: _dealt(m, replace(call, rest=arrays)), *given)


def _dealt(m: Machine, call: Call) -> Value:
    key, split = _split_key(m, call), Known(m.fresh())
    parts: list[Value] = []
    for each in call.rest:
        source = listed(m, each)
        rows = rows_of(m, source)
        for train in (True, False):
            part = None if rows is None else _part(rows, call, key, train)
            attributes = (("split", split), ("train", Known(train)), ("test_size", call.get("test_size")))
            parts.append(make(m, "split", (source,), call.place, rows=part, attributes=attributes))
    if call.opaque:
        return m.unknown("train_test_split", call.place)
    m.event(
        Split(
            place=call.place,
            train=tuple(parts[::2]),
            test=tuple(parts[1::2]),
            train_size=call.get("train_size"),
            test_size=call.get("test_size"),
            shuffle=call.get("shuffle"),
            seed=call.get("random_state"),
            stratify=call.get("stratify"),
        )
    )
    return Sequence(tuple(parts), place=call.place)


def _part(rows: Rows, call: Call, key: int, train: bool) -> Rows:
    """One side of a split: rows drawn by chance, or with `shuffle=False` those before or behind a cut."""
    cut, held = _cut(rows, call), call.get("test_size")
    both = call.get("train_size") != NONE and held != NONE
    if cut is None or call.get("shuffle") != Known(False):
        return Masked(rows, key, train, call.get("shuffle") != Known(False), None if both else cut)
    if train or not both:
        return Take(rows, None, cut) if train else Take(rows, cut, None)
    if not isinstance(held, Known) or not isinstance(held.value, (int, float)):
        return Masked(rows, key, train)
    return Take(rows, cut, _computed("+", cut, _share(size(rows), held, "ceil")))


def _cut(rows: Rows, call: Call) -> Value | None:
    """How many rows a split trains on; None where the sizes are not known."""
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
    made = same_rows(m, call.name, listed(m, source), call.place)
    if call.name not in ("keras.utils.to_categorical", "tf.one_hot") or made.shape is None:
        return made
    each = made.shape[:-1] if len(made.shape) > 1 and made.shape[-1] == Known(1) else made.shape
    classes = call.get("num_classes", "depth")
    return replace(made, shape=(*each, classes if isinstance(classes, Known) and classes != NONE else ANY))


MODELS = ("ClassifierMixin", "RegressorMixin", "ClusterMixin")
SEARCHES = ("GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV", "HalvingRandomSearchCV", "BayesSearchCV")
FOREIGN = ("imblearn.", "xgboost.", "lightgbm.", "catboost.", "category_encoders.", "sklearn_pandas.", "skopt.")
"""Libraries that follow the conventions of scikit-learn and are in no table."""
PARAMETERS = {"Pipeline": "steps", "DataFrameMapper": "features"}
"""The first parameter of their classes, where it matters."""


def foreign(name: str) -> bool:
    """Whether a name is a class of a library that follows scikit-learn."""
    return name.startswith(FOREIGN) and name.rpartition(".")[2][:1].isupper()


def construct_foreign(m: Machine, name: str, arguments: Arguments, place: Place) -> Object:
    """An estimator of another library: its keywords become its attributes."""
    first = PARAMETERS.get(name.rpartition(".")[2])
    given = {first: arguments.positional[0]} if first and arguments.positional else {}
    options = {} if arguments.options is None else {OPTIONS: arguments.options}
    return m.new(name, place, {**given, **arguments.keywords, **options})


@transfer(
    "sklearn.pipeline.make_pipeline",
    "imblearn.pipeline.make_pipeline",
    "sklearn.pipeline.make_union",
    "sklearn.compose.make_column_transformer",
)
def compound(m: Machine, call: Call) -> Value:
    """`make_pipeline(a, b)`: a transformer of transformers, or a model behind them."""
    kind = {"make_union": "FeatureUnion", "make_column_transformer": "ColumnTransformer"}.get(
        call.name.rpartition(".")[2], "Pipeline"
    )
    module = "sklearn.compose" if kind == "ColumnTransformer" else "sklearn.pipeline"
    return m.new(
        f"{module}.{kind}", call.place, {"steps": Unknown("unpacked steps") if call.opaque else Sequence(call.rest)}
    )


def fit(m: Machine, call: Call) -> Value:
    """`estimator.fit(X, y)`; a transformer's fit is no training of a model."""
    x = as_rows(m, transformers.given_to(m, call))
    transformers.fit(m, call)
    y = listed(m, call.get("y") if call.has("y") else transformers.second_of(call))
    if isinstance(call.owner, Object) and call.owner.kind.endswith((*SEARCHES, "RFECV")):
        m.event(CrossValidated(place=call.place, model=call.owner, x=x, y=y))
    if _predicts(m, call.owner):
        m.event(Fitted(place=call.place, model=call.owner, x=x, y=y, library="sklearn"))
    return call.owner


def score(m: Machine, call: Call) -> Value:
    """`estimator.score(X, y)`, `estimator.predict(X)`."""
    x = as_rows(m, transformers.given_to(m, call))
    y = m.current(call.get("y") if call.has("y") else transformers.second_of(call))
    method = call.name.rpartition(".")[2]
    answers = m.unknown("a score", call.place) if method == "score" else prediction(m, call, x)
    if _predicts(m, call.owner):
        given = answers if method == "score" else UNKNOWN
        asked = Evaluated(place=call.place, model=call.owner, x=x, y=y, method=method, library="sklearn", answers=given)
        m.event(asked)
    return answers


def _predicts(m: Machine, estimator: Value) -> bool:
    """Whether an estimator is a model and not a transformer; a pipeline is what its last step is."""
    if not isinstance(estimator, Object):
        return False
    name = estimator.kind.rpartition(".")[2]
    if name == "Pipeline":
        steps = list(transformers.steps_of(m, estimator))
        return len(steps) > 1 and _predicts(m, steps[-1])
    if name in SEARCHES or any(each.endswith(MODELS) for each in bases(estimator.kind)):
        return True
    return estimator.kind.startswith(FOREIGN) and name.endswith(("Classifier", "Regressor", "Ranker"))


def set_params(m: Machine, call: Call) -> Value:
    """`estimator.set_params(C=2)`; `step__C=2` may set the parameter of any step."""
    steps = [each for each in transformers.steps_of(m, call.owner) if each != call.owner]
    for name, value in {**call.bound, **call.extra}.items():
        inner = name.rpartition("__")[2]
        if inner == name and isinstance(call.owner, Object):
            m.write(call.owner, name, value)
        for each in steps if inner != name else ():
            m.write(each, inner, m.unknown(f"the parameter {name}", call.place))
    if call.options is not None and isinstance(call.owner, Object):
        m.write(call.owner, OPTIONS, call.options)
    return call.owner


METHODS: dict[str, Transfer] = {
    "set_params": set_params,
    "fit": fit,
    **dict.fromkeys(("transform", "fit_transform", "inverse_transform"), transformers.transform),
    **dict.fromkeys(("fit_resample", "fit_sample"), transformers.resample),
    **dict.fromkeys(("predict", "predict_proba", "score"), score),
}


def follows(kind: str, method: str) -> bool:
    """Whether a class of no table has this method of scikit-learn's."""
    return method == "set_params" or (kind.startswith(FOREIGN) and method in METHODS)


def sklearn_method(m: Machine, call: Call) -> Value | None:
    """The methods every estimator has; None for others."""
    method = METHODS.get(call.name.rpartition(".")[2])
    return None if method is None else transformers.on_each_path(m, call, method)
