"""Transformers: what `fit` learns from which rows, and that `transform` passes it on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.facts.events import TransformerFitted
from zerolint.facts.influences import FIT, Uses
from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import (
    NONE,
    Choice,
    Known,
    Object,
    Sequence,
    Tensor,
    Unknown,
    Value,
    choose,
    ordinary_alternatives,
)
from zerolint.knowledge.lists import listed
from zerolint.knowledge.registry import Transfer, transfer
from zerolint.knowledge.shapes import ANY
from zerolint.knowledge.tensors import make, rows_of, same_rows
from zerolint.knowledge.tf_data import element_of

ADAPTED = "__adapted__"
"""The slot of a layer that has seen the data whose numbers or words it holds."""
FITTED = "__fit__"
"""The slot of a transformer with what it learned last."""

TOKENIZER = "keras.preprocessing.text.Tokenizer"
USES: dict[str, Uses] = {
    **dict.fromkeys(
        """
        sklearn.preprocessing.LabelEncoder sklearn.preprocessing.OrdinalEncoder sklearn.preprocessing.OneHotEncoder
        sklearn.preprocessing.LabelBinarizer sklearn.preprocessing.MultiLabelBinarizer
        sklearn.feature_extraction.DictVectorizer category_encoders.OrdinalEncoder category_encoders.OneHotEncoder
        category_encoders.BinaryEncoder category_encoders.BaseNEncoder category_encoders.CountEncoder
        keras.layers.StringLookup keras.layers.IntegerLookup
        """.split(),
        "categories",
    ),
    TOKENIZER: "categories",
    **dict.fromkeys(
        """
        sklearn.preprocessing.StandardScaler sklearn.preprocessing.MinMaxScaler sklearn.preprocessing.RobustScaler
        sklearn.preprocessing.MaxAbsScaler sklearn.preprocessing.PowerTransformer
        sklearn.preprocessing.QuantileTransformer sklearn.preprocessing.KBinsDiscretizer sklearn.preprocessing.Imputer
        sklearn.impute.SimpleImputer sklearn.impute.KNNImputer sklearn.impute.IterativeImputer
        sklearn.feature_selection.VarianceThreshold
        sklearn.feature_extraction.text.CountVectorizer sklearn.feature_extraction.text.TfidfVectorizer
        sklearn.feature_extraction.text.TfidfTransformer
        sklearn.decomposition.PCA sklearn.decomposition.IncrementalPCA sklearn.decomposition.KernelPCA
        sklearn.decomposition.SparsePCA sklearn.decomposition.MiniBatchSparsePCA sklearn.decomposition.TruncatedSVD
        sklearn.decomposition.FastICA sklearn.decomposition.FactorAnalysis sklearn.decomposition.NMF
        sklearn.decomposition.MiniBatchNMF sklearn.decomposition.LatentDirichletAllocation
        sklearn.decomposition.DictionaryLearning sklearn.decomposition.MiniBatchDictionaryLearning
        sklearn.decomposition.RandomizedPCA
        keras.layers.Normalization keras.layers.TextVectorization keras.layers.Discretization
        sklearn.preprocessing.scale sklearn.preprocessing.minmax_scale sklearn.preprocessing.maxabs_scale
        sklearn.preprocessing.robust_scale sklearn.preprocessing.power_transform
        sklearn.preprocessing.quantile_transform scipy.stats.zscore pandas.qcut
        """.split(),
        "columns",
    ),
    **dict.fromkeys(
        """
        sklearn.feature_selection.SelectKBest sklearn.feature_selection.SelectPercentile
        sklearn.feature_selection.SelectFpr sklearn.feature_selection.SelectFdr sklearn.feature_selection.SelectFwe
        sklearn.feature_selection.GenericUnivariateSelect sklearn.feature_selection.SelectFromModel
        sklearn.feature_selection.RFE sklearn.feature_selection.RFECV
        sklearn.feature_selection.SequentialFeatureSelector
        sklearn.preprocessing.TargetEncoder sklearn.discriminant_analysis.LinearDiscriminantAnalysis
        category_encoders.TargetEncoder category_encoders.LeaveOneOutEncoder category_encoders.CatBoostEncoder
        category_encoders.WOEEncoder category_encoders.JamesSteinEncoder category_encoders.MEstimateEncoder
        """.split(),
        "labels",
    ),
    **dict.fromkeys(
        """
        imblearn.over_sampling.RandomOverSampler imblearn.over_sampling.SMOTE imblearn.over_sampling.ADASYN
        imblearn.over_sampling.BorderlineSMOTE imblearn.over_sampling.SVMSMOTE imblearn.over_sampling.SMOTENC
        imblearn.over_sampling.SMOTEN imblearn.over_sampling.KMeansSMOTE
        imblearn.combine.SMOTEENN imblearn.combine.SMOTETomek
        """.split(),
        "copies",
    ),
}
"""What each transformer takes from the rows it is fitted on. Encoders of categories learn only which there are."""
GIVEN = ("categories", "classes", "vocabulary")
"""Arguments that tell an encoder what it would otherwise learn."""

CROSS_FITTED = ("sklearn.preprocessing.TargetEncoder",)
"""What codes each row by the labels of others in `fit_transform`: scikit-learn 1.9, 300 categories of noise, scores of
-0.05 where fit and transform apart give 0.03."""
LEARNS_NOTHING = (("strategy", Known("constant")), ("axis", Known(1)))
"""Arguments with which an imputer fills in a constant, or a mean of the row itself."""

DATA = ("X", "x", "raw_documents")
"""What parameters of data are called in libraries of no table."""
ORDER: tuple[Uses, ...] = ("categories", "columns", "labels", "copies")
STEPS = ("steps", "transformers", "transformer_list", "features")
"""Slots in which a compound transformer keeps its parts."""


def uses_of(m: Machine, transformer: Value) -> tuple[str, Uses] | None:
    """The most telling thing that a transformer or one of its steps learns; None where none is known to learn."""
    found = [
        (each.kind, USES[each.kind])
        for each in steps_of(m, transformer)
        if each.kind in USES and not _learns_nothing(m, each)
    ]
    return max(found, key=lambda each: ORDER.index(each[1]), default=None)


def _learns_nothing(m: Machine, transformer: Object) -> bool:
    """Whether its arguments leave nothing to be learned from rows, as categories that the script lists."""
    listed_ones = [m.read(transformer, name) for name in GIVEN]
    return any(m.read(transformer, name) == value for name, value in LEARNS_NOTHING) or any(
        each not in (None, NONE, Known("auto")) for each in listed_ones
    )


def steps_of(m: Machine, value: Value, depth: int = 16) -> Iterator[Object]:
    """A transformer and everything in it, whatever the nesting of pipelines, unions and lists."""
    if depth == 0:
        return
    if isinstance(value, Object) and value.kind not in ("list", "dict"):
        yield value
        for slot in STEPS:
            inner = m.read(value, slot)
            if inner is not None:
                yield from steps_of(m, inner, depth - 1)
        return
    for each in m.elements(value) or ():
        yield from steps_of(m, each, depth - 1)


def learned(m: Machine, name: str, uses: Uses, x: Value, call: Call) -> Tensor:
    """What a transformer learned from an array, as an operand of what it transforms."""
    attributes = (("transformer", Known(name.rpartition(".")[2])), ("uses", Known(uses)))
    return make(m, FIT, (x,), call.place, rows=rows_of(m, x), attributes=attributes)


def fit(m: Machine, call: Call) -> Value | None:
    """`transformer.fit(X, y)`: remembers what it learned; gives that, or None where it learns nothing that matters."""
    assert isinstance(call.owner, Object)
    found = uses_of(m, call.owner)
    if found is not None and found[0] in CROSS_FITTED and call.name.endswith(".fit_transform"):
        found = found[0], "columns"
    x = given_to(m, call)
    if found is None or not isinstance(x, (Tensor, Unknown)):
        m.write(call.owner, FITTED, NONE)
        return None
    made = learned(m, *found, x, call)
    m.write(call.owner, FITTED, made)
    m.event(TransformerFitted(place=call.place, transformer=call.owner, fit=made))
    return made


def transform(m: Machine, call: Call) -> Value:
    """`transform`, `fit_transform`: the rows of its argument, influenced by those of the fit."""
    method = call.name.rpartition(".")[2]
    kind = call.owner.kind if isinstance(call.owner, Object) else ""
    if method.startswith("fit_") and isinstance(call.owner, Object):
        fit(m, call)
    known = m.read(call.owner, FITTED) if isinstance(call.owner, Object) else None
    made = same_rows(m, f"{kind}.{method}", given_to(m, call), call.place)
    if made.shape is not None and not kind.endswith(("Scaler", "Normalizer", "Imputer", "Transformer")):
        made = replace(made, shape=(made.shape[0], ANY))
    if isinstance(call.owner, Object) and kind.endswith(".MinMaxScaler"):
        told = m.read(call.owner, "feature_range") or Unknown("a range")
        made = replace(made, attributes=(*made.attributes, ("feature_range", told)))
    return influenced(m, made, known)


def influenced(m: Machine, made: Tensor, known: Value | None) -> Tensor:
    """An array with what a transformer learned among its operands."""
    if known is None or known == NONE:
        return made
    return replace(made, operands=(*made.operands, known))


def resample(m: Machine, call: Call) -> Value:
    """`sampler.fit_resample(X, y)`: rows of a new number; an oversampler's are copies or mixtures of the given ones."""
    x, y = given_to(m, call), m.current(call.get("y") if call.has("y") else second_of(call))
    kind = call.owner.kind if isinstance(call.owner, Object) else ""
    found = uses_of(m, call.owner)
    operands: tuple[Value, ...] = (x,)
    if found is not None and isinstance(x, (Tensor, Unknown)):
        operands = (x, learned(m, *found, x, call))
    features = make(m, f"{kind}.fit_resample", operands, call.place)
    targets = make(m, f"{kind}.fit_resample", (y, *operands[1:]), call.place, rows=features.rows)
    return Sequence((features, targets), place=call.place)


def on_each_path(m: Machine, call: Call, method: Transfer) -> Value:
    """What a method gives for the data that it gets, where it differs by path which that is."""
    first = first_of(call)
    if not isinstance(first, Choice):
        return method(m, call)
    return m.lift(lambda each: method(m, _with_first(call, each)), on_ordinary_paths(m, first))


def on_ordinary_paths(m: Machine, value: Value) -> Value:
    """A choice without what was there before a loop of unknown length, which has turns in an ordinary run."""
    value = m.here(value)
    arms = ordinary_alternatives(value) if isinstance(value, Choice) else []
    return choose(arms) if arms else value


def _with_first(call: Call, value: Value) -> Call:
    if call.rest:
        return replace(call, rest=(value, *call.rest[1:]))
    for name in call.bound:
        if name in call.passed:
            return replace(call, bound={**call.bound, name: value})
    return replace(call, extra={name: value if name in DATA else each for name, each in call.extra.items()})


def given_to(m: Machine, call: Call) -> Value:
    """The data that a method gets, under whatever name; a list of rows is told apart like an array."""
    given = listed(m, first_of(call))
    return (
        Unknown("a list", given.key, place=given.place) if isinstance(given, Object) and given.kind == "list" else given
    )


def first_of(call: Call) -> Value:
    """The first argument of a method, or its data by name."""
    if call.rest:
        return call.rest[0]
    passed = [call.bound[name] for name in call.bound if name in call.passed]
    named = [call.extra[name] for name in DATA if name in call.extra]
    return next(iter(passed + named), NONE)


def second_of(call: Call) -> Value:
    """The labels, where they are the second of unnamed arguments."""
    return call.rest[1] if len(call.rest) > 1 else NONE


@transfer(*(name for name in USES if name.rpartition(".")[2][0].islower()))
def function(m: Machine, call: Call) -> Value:
    """`scale(X)`: fit and transform in one."""
    return on_each_path(m, call, _scaled)


def _scaled(m: Machine, call: Call) -> Value:
    source = given_to(m, call)
    axis = call.get("axis")
    made = same_rows(m, call.name, source, call.place)
    if not isinstance(source, (Tensor, Unknown)) or (isinstance(axis, Known) and axis.value not in (0, None)):
        return made
    return influenced(m, made, learned(m, call.name, USES[call.name], source, call))


@transfer(*(f"{name}.adapt" for name in USES if name.startswith("keras.")))
def adapt(m: Machine, call: Call) -> Value:
    """`layer.adapt(data)`: learns from an array or a dataset."""
    given = given_to(m, call)
    element = element_of(m, given)
    if isinstance(element, Sequence) and element.items:
        element = element.items[0]
    x = given if element is None else m.current(element)
    if isinstance(call.owner, Object) and isinstance(x, (Tensor, Unknown)):
        made = learned(m, call.owner.kind, USES[call.owner.kind], x, call)
        m.event(TransformerFitted(place=call.place, transformer=call.owner, fit=made))
    if isinstance(call.owner, Object):
        m.write(call.owner, ADAPTED, Known(True))
    return NONE


@transfer(f"{TOKENIZER}.fit_on_texts", f"{TOKENIZER}.fit_on_sequences")
def fit_on_texts(m: Machine, call: Call) -> Value:
    """`tokenizer.fit_on_texts(texts)`: counts words, and numbers all of them anew by how often they are there."""
    on_each_path(m, call, fit_tokenizer)
    return NONE


def fit_tokenizer(m: Machine, call: Call) -> Value:
    """What a tokenizer learned from texts."""
    return fit(m, call) or NONE


@transfer(*(f"{TOKENIZER}.{name}" for name in ("texts_to_sequences", "texts_to_matrix", "sequences_to_matrix")))
def tokenized(m: Machine, call: Call) -> Value:
    """`tokenizer.texts_to_sequences(texts)`: each text by the numbers that its words have now."""
    return on_each_path(m, call, transform)
