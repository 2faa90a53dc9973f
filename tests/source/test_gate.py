"""Which files are dismissed unparsed."""

from __future__ import annotations

import re
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.catalog.catalog import load
from zerolint.knowledge.estimators import FOREIGN
from zerolint.knowledge.signatures import canonical, is_class, members
from zerolint.knowledge.spellings import LIBRARIES, MOVED
from zerolint.source.gate import Gate, Needs, passes
from zerolint.source.vocabulary import PACKAGES


def needs(*groups: str) -> Needs:
    """Groups written as words, such as `keras tensorflow`."""
    return [frozenset(group.split()) for group in groups]


LEARNING_RATE = needs("keras tensorflow", "learning_rate lr")
LOSS = needs("keras tensorflow", "compile")


@pytest.mark.parametrize(
    ("data", "rules", "expected"),
    [
        pytest.param(b"import keras; lr = 1", [LEARNING_RATE], True, id="one-string-of-each-group"),
        pytest.param(b"lr = 1", [LEARNING_RATE], False, id="one-group-missing"),
        pytest.param(b"import keras", [LEARNING_RATE, LOSS], False, id="no-rule-complete"),
        pytest.param(b"import keras; compile", [LEARNING_RATE, LOSS], True, id="second-rule-complete"),
        pytest.param(b"compile lr", [LEARNING_RATE, LOSS], False, id="groups-of-different-rules"),
        pytest.param(b"", [LEARNING_RATE], False, id="empty-file"),
        pytest.param(b"", [needs()], True, id="a-rule-without-needs"),
        pytest.param(b"x", [needs("")], False, id="a-group-of-nothing"),
        pytest.param(b"import keras", [], False, id="no-rules"),
        pytest.param("import keras; lr".encode("utf-16"), [LEARNING_RATE], True, id="utf-16-mark"),
        pytest.param("x".encode("utf-32"), [LEARNING_RATE], True, id="utf-32-mark"),
        pytest.param("x".encode("utf-16"), [], False, id="utf-16-mark-and-no-rules"),
        pytest.param(b"# coding: utf-7\nx", [LEARNING_RATE], True, id="utf-7"),
        pytest.param(b"#!python\n# coding: utf-16\nx", [LEARNING_RATE], True, id="utf-16-cookie"),
        pytest.param(b"# coding: cp037\nx", [LEARNING_RATE], True, id="ebcdic"),
        pytest.param(b"# coding: latin-1\nx", [LEARNING_RATE], False, id="ascii-compatible"),
        pytest.param(b"# coding: shift_jis\nx", [LEARNING_RATE], False, id="ascii-compatible-multibyte"),
        pytest.param(b"# coding: klingon\nx", [LEARNING_RATE], False, id="unknown-encoding"),
        pytest.param(b"# coding: rot13\nx", [LEARNING_RATE], False, id="not-a-text-encoding"),
        pytest.param(b"import os\n# coding: utf-7\n", [LEARNING_RATE], False, id="cookie-behind-code"),
    ],
)
def test_a_file_passes_for_a_rule_with_a_string_of_each_of_its_groups(
    data: bytes, rules: list[Needs], expected: bool
) -> None:
    assert passes(data, rules) is expected
    assert Gate.of(rules).passes(data) is expected


@pytest.mark.parametrize(
    ("rules", "groups", "kept"),
    [
        pytest.param([LOSS, LOSS], 2, 1, id="same-rule-twice"),
        pytest.param([LOSS, needs("keras tensorflow", "compile", "Dense")], 2, 1, id="stricter-rule"),
        pytest.param([needs("a"), needs("a b")], 1, 1, id="wider-group"),
        pytest.param([needs("lr lr_schedule")], 1, 1, id="beginning-of-another"),
        pytest.param([LOSS, LEARNING_RATE], 3, 2, id="shared-group"),
    ],
)
def test_needs_are_put_together_over_rules(rules: list[Needs], groups: int, kept: int) -> None:
    gate = Gate.of(rules)
    assert (len(gate.groups), len(gate.rules)) == (groups, kept)
    assert Gate.of(rules[::-1]) == gate


def test_words_that_begin_with_another_one_are_dropped() -> None:
    assert Gate.of([needs("lr lr_schedule learning_lr")]).groups == (("lr", "learning_lr"),)
    assert Gate.of([needs("keras train training")]).groups == (("keras", "train", "training"),)


words = st.sampled_from(["a", "b", "ab", "ba", "c", "abc", "keras", "numpy"])
rule_needs = st.lists(st.frozensets(words, max_size=3), max_size=3)
texts = st.lists(st.sampled_from(["a", "b", "ab", "xa", "_", "c", " ", "keras", "numpy"]), max_size=6).map("".join)


def holds(group: frozenset[str], text: str) -> bool:
    """The definition, word by word."""
    libraries = group & PACKAGES.keys()
    end = "(?![a-z])" if libraries else ""
    return any(re.search(rf"\b{word}\b", text) for word in libraries) or any(
        re.search(rf"(?<![a-z])[xy]?{word}{end}", text) for word in group - libraries
    )


@given(st.lists(rule_needs, max_size=4), texts)
def test_putting_together_changes_no_decision(rules: list[Needs], text: str) -> None:
    plain = any(all(holds(group, text) for group in rule) for rule in rules)
    assert Gate.of(rules).passes(text.encode()) is plain


LEAK = needs("keras sklearn numpy train Train TRAIN")


@pytest.mark.parametrize(
    "text",
    [
        "from tensorflow.keras import layers",
        "import tf_keras as k3",
        "model = Sequential()",
        "x = layers.Dense(3)(x)",
        "Conv2D\t(8, 3)",
        "scores = cross_val_score(m, X, y)",
        "a, b = train_test_split(X)",
        "scaler.fit_transform(X)",
        "net.fit(X, y)",
        "net . fit (X, y)",
        "clf = xgboost.XGBClassifier()",
        "(a, b), (c, d) = mnist.load_data()",
        "h = tf.nn.relu(x)",
        "cost = tf.reduce_mean(x)",
        "train_rows = rows[:7]",
        "xtrain, xtest = rows[:7], rows[5:]",
        "rowsTrain = rows[:7]",
        "X_TRAIN = rows[:7]",
        '{"cells": [{"source": "import os\\nSequential([])"}]}',
        '{"cells": [{"source": ["if 1:\\n", "\\tDense(1)"]}]}',
        "# " + "filler " * 30_000 + "\nnet = Sequential()",
        "# " + "x" * 200_000 + "\nnet = Sequential()",
    ],
)
def test_a_snippet_that_imports_nothing_is_known_by_its_words(text: str) -> None:
    assert passes(text.encode(), [LEAK])


@pytest.mark.parametrize(
    "text",
    [
        "benefit = value",
        "# the best fit",
        "def fit(line, width): ...",
        "with tarfile.open(name) as tf:\n    tf.close()",
        "def load_data(path): ...",
        "constraint = CONSTRAINTS[0]",
        "def f(**extrainfo): ...",
        "# a training course for trainers",
        "import sklearnish, my_keras",
        "import torch.nn as nn\nnet = nn.Sequential(nn.LSTM(3, 3))",
        "class Model(Layer):\n    inputs = Input()",
        "",
    ],
)
def test_words_that_other_code_has_too_tell_nothing(text: str) -> None:
    assert not passes(text.encode(), [LEAK])


def test_the_standard_library_trains_nothing() -> None:
    gate = Gate.of([[frozenset(group) for group in rule.needs] for rule in load().rules.values() if rule.needs])
    files = [path for path in Path(sysconfig.get_path("stdlib")).rglob("*.py") if "site-packages" not in path.parts]
    assert len(files) > 500
    assert [str(path) for path in files if gate.passes(path.read_bytes())] == []


ORDINARY = frozenset(
    """
    Accuracy Activation Add Attention Average Concatenate Constant Dot Flatten Hashing Identity Initializer Input Lambda
    Layer Lion Masking Maximum Merge Minimum Multiply Normalization Ones Optimizer Orthogonal Permute Pipeline Rescaling Reshape Resizing
    Subtract Wrapper Zeros
    """.split()
)
"""Names that other code has too."""


def known(text: str) -> bool:
    return passes(text.encode(), [needs("keras tensorflow sklearn")])


@pytest.mark.parametrize("module", ["keras.layers", "keras.optimizers", "keras.optimizers.schedules"])
def test_the_classes_of_keras_are_known_by_their_names(module: str) -> None:
    names = [name for name in members(module) if name[0].isupper() and is_class(canonical(f"{module}.{name}"))]
    assert len(names) > 5
    assert [name for name in names if name not in ORDINARY and not known(f"{name}()")] == []


def test_every_package_that_is_understood_is_known_by_its_name() -> None:
    moved = {old for old, _ in MOVED if "." not in old}
    packages = {"tensorflow", *LIBRARIES, *moved, *(name.rstrip(".") for name in FOREIGN)} - {"tf"}
    assert [
        name for name in sorted(packages) if not passes(f"import {name}".encode(), [needs(" ".join(PACKAGES))])
    ] == []
