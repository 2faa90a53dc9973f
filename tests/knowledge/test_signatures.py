"""The knowledge tables: canonical names, signatures, identifiers; and that they agree with the real packages."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.spelling_cases import SPELLINGS
from zerolint.knowledge.signatures import (
    OPAQUE,
    REQUIRED,
    TABLES,
    bases,
    canonical,
    is_class,
    loss_function,
    members,
    methods,
    parameters,
    parse,
    signatures,
    strings,
)

ROOT = Path(__file__).resolve().parents[2]
REFRESH = "run `python tests/knowledge/dump_signatures.py --write` and read the diff"
PACKAGES = {"keras": "keras", "tf": "tensorflow", "numpy": "numpy", "pandas": "pandas", "sklearn": "sklearn"}
LIBRARIES = tuple(PACKAGES.values())
KINDS = ("losses", "metrics", "optimizers", "activations", "initializers", "regularizers", "constraints")


def stored(library: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((Path(TABLES) / f"{library}.json").read_text(encoding="utf-8"))
    return table


def names(name: str, **versions: int) -> list[list[str]]:
    """The parameter names of each signature, as they are written in a `def`."""
    marks = {"*": "*", "**": "**"}
    return [[marks.get(each.kind, "") + each.name for each in signature] for signature in signatures(name, **versions)]


@pytest.mark.parametrize(("spelling", "expected"), SPELLINGS, ids=[spelling for spelling, _ in SPELLINGS])
def test_one_name_for_every_spelling(spelling: str, expected: str) -> None:
    assert canonical(spelling) == expected


@pytest.mark.parametrize("spelling", [spelling for spelling, _ in SPELLINGS])
def test_a_canonical_name_stays(spelling: str) -> None:
    assert canonical(canonical(spelling)) == canonical(spelling)


@pytest.mark.parametrize("spelling", [spelling for spelling, _ in SPELLINGS if "." in spelling])
def test_a_member_of_a_canonical_module_has_the_same_name(spelling: str) -> None:
    module, _, member = spelling.rpartition(".")
    assert canonical(f"{canonical(module)}.{member}") == canonical(spelling)


def test_parameters_carry_kind_and_default() -> None:
    units, activation, *_, rest = parameters("keras.layers.Dense") or ()
    assert units == ("units", "positional", REQUIRED)
    assert activation == ("activation", "positional", None)
    assert rest == ("kwargs", "**", REQUIRED)


def test_a_default_that_is_no_literal_is_opaque() -> None:
    defaults = {each.name: each.default for each in parameters("tf.contrib.layers.fully_connected") or ()}
    assert defaults["activation_fn"] is OPAQUE
    assert defaults["reuse"] is None


def test_keyword_only_parameters_are_told_apart() -> None:
    kinds = {each.name: each.kind for each in parameters("sklearn.model_selection.train_test_split") or ()}
    assert kinds == dict.fromkeys(("test_size", "train_size", "random_state", "shuffle", "stratify"), "keyword") | {
        "arrays": "*"
    }


@pytest.mark.parametrize(
    ("name", "keras", "first"),
    [
        ("keras.Model.compile", 3, ["optimizer", "loss", "loss_weights", "metrics"]),
        ("keras.Model.compile", 2, ["optimizer", "loss", "metrics", "loss_weights"]),
        ("keras.layers.Dense", 1, ["output_dim", "init", "activation", "weights"]),
        ("keras.layers.Conv2D", 1, ["nb_filter", "nb_row", "nb_col", "init"]),
        ("keras.layers.Dropout", 1, ["p", "**kwargs"]),
        ("keras.optimizers.Adam", 1, ["lr", "beta_1", "beta_2", "epsilon"]),
        ("keras.Model.fit", 1, ["x", "y", "batch_size", "nb_epoch"]),
        ("keras.Model.fit_generator", 2, ["generator", "steps_per_epoch", "epochs", "verbose"]),
        ("keras.Model.fit_generator", 1, ["generator", "samples_per_epoch", "nb_epoch", "verbose"]),
        ("keras.Model", 3, ["inputs", "outputs", "name", "**kwargs"]),
    ],
)
def test_the_version_orders_the_signatures(name: str, keras: int, first: list[str]) -> None:
    assert names(name, keras=keras)[0][: len(first)] == first


@pytest.mark.parametrize(
    ("name", "tf", "first"),
    [
        ("tf.nn.dropout", 2, ["x", "rate", "noise_shape"]),
        ("tf.nn.dropout", 1, ["x", "keep_prob", "noise_shape"]),
        ("tf.argmax", 2, ["input", "axis", "output_type"]),
        ("tf.argmax", 1, ["input", "axis", "name", "dimension"]),
        ("tf.losses.mean_squared_error", 1, ["labels", "predictions", "weights"]),
        ("tf.losses.mean_squared_error", 2, ["y_true", "y_pred"]),
    ],
)
def test_the_tensorflow_version_orders_the_signatures(name: str, tf: int, first: list[str]) -> None:
    assert names(name, tf=tf)[0][: len(first)] == first


def test_other_versions_stay_as_alternatives() -> None:
    assert [signature[0] for signature in names("keras.optimizers.Adam")] == ["learning_rate"] * 3 + ["lr"]


@pytest.mark.parametrize("name", ["keras.nothing.here", "os.path.join", "keras", "tf.keras"])
def test_nothing_is_known_of_other_names(name: str) -> None:
    assert signatures(name) == ()
    assert parameters(name) is None
    assert is_class(name) is None
    assert bases(name) == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("keras.Sequential", ("keras.Model", "keras.layers.Layer", "keras.Operation")),
        ("keras.layers.LSTM", ("keras.layers.RNN", "keras.layers.Layer", "keras.Operation")),
        ("keras.optimizers.AdamW", ("keras.optimizers.Adam", "keras.optimizers.Optimizer")),
        ("tf.train.AdamOptimizer", ("tf.train.Optimizer",)),
        ("keras.layers.Merge", ("keras.layers.Layer",)),
        ("keras.losses.mean_squared_error", ()),
    ],
)
def test_bases_in_order_of_lookup(name: str, expected: tuple[str, ...]) -> None:
    assert bases(name) == expected


def test_a_method_is_found_on_a_base() -> None:
    assert signatures("keras.Sequential.fit") == signatures("keras.Model.fit") != ()
    assert {"add", "pop", "fit", "compile", "add_weight", "__call__"} <= set(methods("keras.Sequential"))
    assert "add" not in methods("keras.Model")
    assert methods("keras.losses.mean_squared_error") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("keras.layers.Dense", True), ("keras.losses.mean_squared_error", False), ("keras.layers.Mine", None)],
)
def test_classes_are_told_from_functions(name: str, expected: bool | None) -> None:
    assert is_class(name) is expected


def test_a_star_import_binds_the_members_of_a_module() -> None:
    assert {"Dense", "Convolution2D", "Input", "concatenate", "Layer"} <= set(members("keras.layers"))
    assert {"layers", "Sequential", "Model", "Input", "optimizers"} <= set(members("keras"))
    assert {"array", "pi", "random", "nan"} <= set(members("numpy"))
    assert members("keras.layers.Dense") == members("somewhere.else") == ()


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("keras.losses.MeanSquaredError", "keras.losses.mean_squared_error"),
        ("keras.metrics.MeanSquaredError", "keras.losses.mean_squared_error"),
        ("keras.metrics.LogCoshError", "keras.losses.log_cosh"),
        ("keras.losses.SparseCategoricalCrossentropy", "keras.losses.sparse_categorical_crossentropy"),
        ("keras.losses.hinge", "keras.losses.hinge"),
        ("keras.metrics.BinaryAccuracy", None),
        ("keras.metrics.Mean", None),
        ("keras.losses.Loss", None),
        ("keras.layers.Dense", None),
    ],
)
def test_a_loss_class_leads_to_its_function(name: str, function: str | None) -> None:
    assert loss_function(name) == function


@pytest.mark.parametrize(
    ("kind", "identifier", "expected"),
    [
        ("losses", "mse", "keras.losses.mean_squared_error"),
        ("losses", "KLD", "keras.losses.kl_divergence"),
        ("losses", "CategoricalCrossentropy", "keras.losses.CategoricalCrossentropy"),
        ("losses", "cosine_proximity", "keras.losses.cosine_similarity"),
        ("optimizers", "adam", "keras.optimizers.Adam"),
        ("optimizers", "RMSProp", "keras.optimizers.RMSprop"),
        ("activations", "swish", "keras.activations.silu"),
        ("metrics", "mae", "keras.metrics.MeanAbsoluteError"),
        ("initializers", "he_normal", "keras.initializers.HeNormal"),
        ("regularizers", "l2", "keras.regularizers.L2"),
        ("regularizers", "l1_l2", "keras.regularizers.L1L2"),
    ],
)
def test_string_identifiers(kind: str, identifier: str, expected: str) -> None:
    assert strings(kind)[identifier] == expected


@pytest.mark.parametrize(("kind", "identifier"), [("losses", "Mse"), ("optimizers", "adm"), ("activations", "ReLU")])
def test_identifiers_that_keras_refuses(kind: str, identifier: str) -> None:
    assert identifier not in strings(kind)


def test_identifiers_of_one_version() -> None:
    assert "logcosh" in strings("losses", keras=2)
    assert "logcosh" not in strings("losses", keras=3)


@pytest.mark.parametrize("library", [*LIBRARIES, "historic"])
def test_every_row_of_a_table_can_be_used(library: str) -> None:
    table = stored(library)
    dangling = [name for name in table["aliases"] if is_class(canonical(name)) is None]
    rows = ((name, key, value) for name, entry in table["entries"].items() for key, value in entry.items())
    broken = [name for name, key, value in rows if not readable(key, value)]
    assert (dangling, broken) == ([], [])


def readable(key: str, value: Any) -> bool:
    """Whether a signature parses; whether base classes are known."""
    if key == "bases":
        return all(is_class(each) for each in value)
    try:
        parse(value)
    except (SyntaxError, ValueError):
        return False
    return True


@pytest.fixture(scope="session")
def installed() -> dict[str, Any]:
    """The tables as the installed packages give them, dumped in a process of its own."""
    command = [sys.executable, str(ROOT / "tests" / "knowledge" / "dump_signatures.py")]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stderr[-2000:]
    tables: dict[str, Any] = json.loads(result.stdout)
    return tables


@pytest.mark.tensorflow
@pytest.mark.parametrize("library", LIBRARIES)
def test_tables_agree_with_the_installed_packages(library: str, installed: Mapping[str, Any]) -> None:
    committed, current = stored(library), installed[library]
    if committed["packages"] == current["packages"]:
        sections = ("aliases", "entries", "strings", "functions", "only_keras2")
        rows = {
            (section, name) for section in sections for table in (committed, current) for name in table.get(section, ())
        }
        changed = sorted(row for row in rows if at(committed, *row) != at(current, *row))
    else:
        used = [name for name in names_in_use() if name in committed["entries"]]
        changed = [each for name in used for each in differences(name, committed["entries"], current["entries"])]
    assert not changed, f"{library}.json is stale for {current['packages']}: {changed[:5]}; {REFRESH}"


def at(table: Mapping[str, Any], section: str, name: str) -> Any:
    """One row of a table; None where it has none."""
    return table.get(section, {}).get(name)


def names_in_use() -> list[str]:
    """The library names that stand in the linter's own source and rule pages."""
    quoted = re.compile(r"[\"'`]((?:keras|tf|numpy|pandas|sklearn)\.[A-Za-z_.0-9]+)")
    pages = [*(ROOT / "zerolint").rglob("*.py"), *(ROOT / "rules").glob("*.toml")]
    return sorted({name for page in pages for name in quoted.findall(page.read_text(encoding="utf-8"))})


def differences(name: str, committed: Mapping[str, Any], current: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a call bound by the committed signature would get wrong; new and removed parameters may differ."""
    if name not in current:
        yield name, "gone"
        return
    theirs = {origin: text for key, text in current[name].items() for origin in key.split()}
    for key, text in committed[name].items():
        for origin in key.split():
            if origin != "bases" and origin in theirs:
                ours, other = ({each.name: each for each in parse(each)} for each in (text, theirs[origin]))
                shared = [each for each in ours if each in other]
                if shared != [each for each in other if each in ours]:
                    yield name, "order of parameters"
                yield from ((name, each) for each in shared if ours[each] != other[each])


KNOWN = """
    keras.layers.Dense keras.layers.Conv2D keras.layers.LSTM keras.layers.BatchNormalization keras.layers.Embedding
    keras.Sequential keras.Sequential.add keras.Model.compile keras.Model.fit keras.Model.evaluate keras.Input
    keras.layers.Layer.add_weight keras.optimizers.Adam keras.optimizers.SGD keras.losses.BinaryCrossentropy
    keras.losses.mean_squared_error keras.callbacks.EarlyStopping tf.data.Dataset.shuffle tf.data.Dataset.batch
    tf.data.Dataset.from_tensor_slices tf.GradientTape.gradient tf.matmul tf.nn.softmax_cross_entropy_with_logits
    tf.math.log tf.clip_by_value numpy.linspace numpy.split numpy.pad pandas.read_csv pandas.DataFrame.drop
    pandas.DataFrame.sample sklearn.model_selection.train_test_split sklearn.preprocessing.StandardScaler
    sklearn.preprocessing.StandardScaler.fit_transform sklearn.model_selection.KFold.split
"""


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", KNOWN.split())
def test_well_known_callables_have_their_real_signature(name: str) -> None:
    value = real(name)
    target = value.__init__ if inspect.isclass(value) else value
    actual = [each for each in inspect.signature(target).parameters.values() if each.name != "self"]
    expected = {each.name: REQUIRED if each.default is each.empty else each.default for each in actual}
    ours = {each.name: each.default for each in parameters(name) or ()}
    if installed_version(name) == tabled_version(name):
        assert list(ours) == list(expected)
    assert [each for each in ours if each in expected] == [each for each in expected if each in ours] != []
    for each in ours.keys() & expected.keys():
        if isinstance(expected[each], (int, float, str, tuple, type(None), type(REQUIRED))):
            assert ours[each] == expected[each]


def installed_version(name: str) -> str:
    """The installed version of the package that defines a name."""
    version: str = importlib.import_module(PACKAGES[name.partition(".")[0]]).__version__
    return version


def tabled_version(name: str) -> str:
    """The version of that package that the table was dumped from."""
    package = PACKAGES[name.partition(".")[0]]
    version: str = stored(package)["packages"][package]
    return version


def real(name: str) -> Any:
    """The object of a canonical name in the installed packages."""
    library, _, path = name.partition(".")
    value: Any = importlib.import_module(PACKAGES[library])
    for part in path.split("."):
        if not hasattr(value, part):
            importlib.import_module(f"{value.__name__}.{part}")
        value = getattr(value, part)
    return value


@pytest.mark.tensorflow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("version", "package"), [(3, "keras"), (2, "tf_keras")], ids=["keras3", "keras2"])
def test_identifiers_resolve_as_in_keras(version: int, package: str, kind: str) -> None:
    module = importlib.import_module(f"{package}.{kind}")
    wrong = {}
    for identifier, expected in strings(kind, keras=version).items():
        found = module.get(identifier)
        found = found if inspect.isclass(found) or inspect.isfunction(found) else type(found)
        actual = canonical(f"{found.__module__}.{found.__qualname__}")
        if actual != expected:
            wrong[identifier] = (expected, actual)
    assert wrong == {}


@pytest.mark.tensorflow
@pytest.mark.parametrize("kind", KINDS)
def test_case_is_ignored_where_keras_ignores_it(kind: str) -> None:
    module = importlib.import_module(f"keras.{kind}")
    for identifier in strings(kind, keras=3):
        shouted = identifier.upper()
        try:
            module.get(shouted)
        except (ValueError, TypeError):
            assert shouted not in strings(kind, keras=3)
        else:
            assert shouted in strings(kind, keras=3)


def test_looking_names_up_imports_no_library() -> None:
    program = (
        "import sys\n"
        "from zerolint.knowledge.signatures import canonical, signatures\n"
        "assert signatures(canonical('tensorflow.keras.layers.Dense'))\n"
        "print(sorted({'tensorflow', 'keras', 'numpy', 'pandas', 'sklearn', 'libcst', 'rich'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ast.literal_eval(result.stdout) == []
