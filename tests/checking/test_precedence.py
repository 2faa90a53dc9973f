"""Which rule speaks where two see one mistake: the table of docs/precedence.md, each pair on real scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

TABLE = Path(__file__).resolve().parents[2] / "docs" / "precedence.md"
HEAD = """
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers as L, ops
x, y = np.random.rand(40, 5), np.random.randint(0, 2, (40, 1)).astype("float32")
i = keras.Input((5,))
"""
GRAPH = "a, t = tf1.placeholder('float', [None, 5]), tf1.placeholder('float', [None, 1])\n"
TRAINED = "\nstep = tf1.train.AdamOptimizer(1e-3).minimize(cost)\n"

ONE_MISTAKE = {
    ("ZL202", "ZL201"): {
        "names": "m = keras.Sequential([i, L.Dense(1, activation='softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, y)",
        "objects": (
            "m = keras.Model(i, L.Softmax()(L.Dense(1)(i)))\nm.compile('adam', keras.losses.CategoricalCrossentropy())\nm.fit(x, y)"
        ),
        "a helper": (
            "def head(h, units=1):\n    return L.Activation('softmax')(L.Dense(units)(h))\nm = keras.Model(i, head(i))\n"
            "m.compile(optimizer='sgd', loss=keras.losses.sparse_categorical_crossentropy)\nm.fit(x, y)"
        ),
        "a subclass": (
            "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = L.Dense(1, 'softmax')\n"
            "    def call(self, inputs):\n        return self.d(inputs)\nm = N()\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, y)"
        ),
        "a loss of its own": (
            "def cost(t, p):\n    return ops.mean(keras.losses.categorical_crossentropy(t, p))\n"
            "m = keras.Sequential([i, L.Dense(1, 'softmax')])\nm.compile('adam', cost)\nm.fit(x, y)"
        ),
        "a graph": GRAPH
        + "p = tf1.nn.softmax(tf1.layers.dense(a, 1))\ncost = tf1.losses.softmax_cross_entropy(t, p)"
        + TRAINED,
    },
    ("ZL202", "ZL203"): {
        "linear": "m = keras.Sequential([i, L.Dense(1)])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, y)",
        "relu": "m = keras.Model(i, L.Dense(1, 'relu')(i))\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))\nm.fit(x, y)",
    },
    ("ZL202", "ZL205"): {
        "a sigmoid": GRAPH
        + "p = tf1.sigmoid(tf1.layers.dense(a, 1))\ncost = tf1.losses.softmax_cross_entropy(t, p)"
        + TRAINED,
        "a sigmoid in Keras": "m = keras.Sequential([i, L.Dense(1, 'sigmoid'), L.Dropout(0.1)])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))\nm.fit(x, y)",
    },
    ("ZL221", "ZL205"): {
        "sigmoids told to be logits": "m = keras.Sequential([i, L.Dense(3, 'sigmoid')])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))\nm.fit(x, np.eye(3)[[0, 1] * 20])",
    },
    ("ZL214", "ZL203"): {
        "prices": "m = keras.Sequential([i, L.Dense(1)])\nm.compile('adam', 'binary_crossentropy')\nm.fit(x, 900 * np.random.rand(40, 1) + 50)",
    },
    ("ZL222", "ZL207"): {
        "class numbers": "m = keras.Sequential([i, L.Dense(4, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, np.random.randint(0, 4, 40))",
    },
    ("ZL204", "ZL215"): {
        "a column of class numbers": "m = keras.Sequential([i, L.Dense(3, 'softmax')])\nm.compile('adam', 'mse')\nm.fit(x, np.random.randint(0, 3, (40, 1)))",
    },
    ("ZL228", "ZL202"): {
        "three columns": "m = keras.Sequential([i, L.Dense(1)])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, keras.utils.to_categorical(np.random.randint(0, 3, 40), 3))",
    },
    ("ZL228", "ZL207"): {
        "class numbers": "m = keras.Sequential([i, L.Dense(3, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy')\nm.fit(x, np.random.randint(0, 3, 40))",
    },
    ("ZL228", "ZL215"): {
        "four columns": "m = keras.Sequential([i, L.Dense(3, 'softmax')])\nm.compile('adam', 'mse')\nm.fit(x, keras.utils.to_categorical(np.random.randint(0, 4, 40), 4))",
    },
    ("ZL228", "ZL216"): {
        "too few units": "m = keras.Sequential([i, L.Dense(3, 'softmax')])\nm.compile('adam', 'binary_crossentropy')\nm.fit(x, keras.utils.to_categorical(np.random.randint(0, 4, 40), 4))",
    },
}
SHOWN = "\nshown = tf1.losses.softmax_cross_entropy(t, p)\n"
ANOTHER_LOSS = {
    ("ZL202", "ZL201"): {
        "a cost over one column is only shown": GRAPH
        + "p = tf1.layers.dense(a, 1, activation=tf1.nn.softmax)\ncost = tf1.losses.log_loss(t, p)"
        + TRAINED
        + SHOWN,
        "a cost by hand is trained": GRAPH
        + "p = tf1.nn.softmax(tf1.layers.dense(a, 1))\ncost = -tf1.reduce_mean(t * tf1.log(p + 1e-6))"
        + TRAINED
        + SHOWN,
        "squares in a tape": (
            "m = keras.Sequential([i, L.Dense(1, 'softmax')])\no = keras.optimizers.Adam(1e-3)\nfor step in range(9):\n"
            "    with tf.GradientTape() as tape:\n        p = m(x)\n        cost = tf.reduce_mean(tf.abs(p - y))\n"
            "    o.apply_gradients(zip(tape.gradient(cost, m.trainable_variables), m.trainable_variables))\n"
            "    print(keras.losses.categorical_crossentropy(y, p))"
        ),
        "one of two models": (
            "p = L.Dense(1, 'softmax')(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'mae')\nm.fit(x, y)\n"
            "n.compile('adam', 'categorical_crossentropy')\nn.fit(x, y)"
        ),
    },
    ("ZL202", "ZL203"): {
        "a wider output": (
            "p, q = L.Dense(1)(i), L.Dense(3)(i)\nm = keras.Model(i, [p, q])\n"
            "m.compile('adam', ['categorical_crossentropy', 'categorical_crossentropy'])\nm.fit(x, [y, np.eye(3)[[0] * 40]])"
        ),
    },
    ("ZL202", "ZL205"): {
        "another loss of the same output": GRAPH
        + "p = tf1.sigmoid(tf1.layers.dense(a, 1))\ncost = tf1.losses.sigmoid_cross_entropy(t, p)"
        + TRAINED
        + SHOWN,
    },
    ("ZL221", "ZL205"): {
        "one of two models": (
            "p = L.Dense(3, 'sigmoid')(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'categorical_crossentropy')\n"
            "m.fit(x, np.eye(3)[[0, 1] * 20])\nn.compile('adam', keras.losses.BinaryCrossentropy(from_logits=True))\nn.fit(x, np.eye(3)[[0, 1] * 20])"
        ),
    },
    ("ZL214", "ZL203"): {
        "one of two models": (
            "p = L.Dense(1)(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'binary_crossentropy')\n"
            "m.fit(x, 900 * np.random.rand(40, 1) + 50)\nn.compile('adam', 'binary_crossentropy')\nn.fit(x, y)"
        ),
    },
    ("ZL222", "ZL207"): {
        "one of two models": (
            "p = L.Dense(4, 'softmax')(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'categorical_crossentropy')\n"
            "m.fit(x, np.random.randint(0, 4, 40))\nn.compile('adam', 'sparse_categorical_crossentropy')\nn.fit(x, np.random.randint(0, 9, 40))"
        ),
    },
    ("ZL204", "ZL215"): {
        "one of two models": (
            "p = L.Dense(3, 'softmax')(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'mse')\n"
            "m.fit(x, np.random.randint(0, 3, (40, 1)))\nn.compile('adam', 'mae')\nn.fit(x, keras.utils.to_categorical(np.random.randint(0, 3, 40), 3))"
        ),
    },
    ("ZL228", "ZL202"): {
        "one of two models": (
            "p = L.Dense(1)(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'categorical_crossentropy')\n"
            "m.fit(x, keras.utils.to_categorical(np.random.randint(0, 3, 40), 3))\nn.compile('adam', 'sparse_categorical_crossentropy')\nn.fit(x, np.zeros(40))"
        ),
    },
    ("ZL228", "ZL207"): {
        "one of two models": (
            "p = L.Dense(3, 'sigmoid')(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'binary_crossentropy')\n"
            "m.fit(x, np.random.randint(0, 2, 40))\nn.compile('adam', 'binary_crossentropy')\nn.fit(x, np.random.choice([-1.0, 1.0], (40, 3)))"
        ),
    },
    ("ZL228", "ZL215"): {
        "one of two models": (
            "p = L.Dense(3, 'softmax')(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'mse')\n"
            "m.fit(x, keras.utils.to_categorical(np.random.randint(0, 4, 40), 4))\nn.compile('adam', 'mae')\nn.fit(x, keras.utils.to_categorical(np.random.randint(0, 3, 40), 3))"
        ),
    },
    ("ZL228", "ZL216"): {
        "one of two models": (
            "p = L.Dense(3, 'softmax')(i)\nm, n = keras.Model(i, p), keras.Model(i, p)\nm.compile('adam', 'binary_crossentropy')\n"
            "m.fit(x, keras.utils.to_categorical(np.random.randint(0, 4, 40), 4))\nn.compile('adam', 'binary_crossentropy')\nn.fit(x, keras.utils.to_categorical(np.random.randint(0, 3, 40), 3))"
        ),
    },
}


def cases(table: dict[tuple[str, str], dict[str, str]]) -> list[object]:
    return [
        pytest.param(*pair, script, id=f"{'-'.join(pair)} {name}")
        for pair, scripts in table.items()
        for name, script in scripts.items()
    ]


def found(script: str, **settings: tuple[str, ...]) -> list[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(**settings))
    return [each.code for each in report.findings]


@pytest.mark.parametrize(("speaks", "gives_way", "script"), cases(ONE_MISTAKE))
def test_one_mistake_is_told_once_by_the_rule_that_says_most(speaks, gives_way, script):
    assert found(script, extend_select=("ZL205", "ZL216")) == [speaks]
    assert gives_way in found(script, select=(gives_way,)), "it does see the mistake"


@pytest.mark.parametrize(("speaks", "gives_way", "script"), cases(ANOTHER_LOSS))
def test_another_loss_of_the_same_output_is_another_mistake(speaks, gives_way, script):
    assert {speaks, gives_way} <= set(found(script, extend_select=("ZL205", "ZL216")))


def with_comments(code: str, script: str) -> str:
    return "".join(f"{line}  # zerolint: ignore[{code}]\n" for line in script.splitlines())


def left(script: str, **settings: object) -> list[str]:
    return found(script, extend_select=("ZL205", "ZL216"), **settings)


IGNORING = {
    "ignore": lambda code, script: left(script, ignore=(code,)),
    "per-file-ignores": lambda code, script: left(script, per_file_ignores={"*.py": (code,)}),
    "all other files": lambda code, script: left(script, per_file_ignores={"!*.ipynb": (code,)}),
    "comments": lambda code, script: left(with_comments(code, script), ignore=("ZL003",)),
    "a comment for the file": lambda code, script: left(f"# zerolint: file-ignore[{code}]\n{script}"),
}


@pytest.mark.parametrize("way", IGNORING.values(), ids=IGNORING)
@pytest.mark.parametrize(("speaks", "gives_way", "script"), cases(ONE_MISTAKE))
def test_nothing_is_said_in_the_place_of_what_is_ignored(speaks, gives_way, script, way):
    assert way(speaks, script) == []


@pytest.mark.parametrize("way", IGNORING.values(), ids=IGNORING)
@pytest.mark.parametrize(("speaks", "gives_way", "script"), cases(ANOTHER_LOSS))
def test_another_mistake_is_told_though_the_first_is_ignored(speaks, gives_way, script, way):
    assert gives_way in way(speaks, script)


def test_a_rule_that_nobody_selected_speaks_for_nobody():
    script = ONE_MISTAKE["ZL202", "ZL201"]["names"]
    assert found(script, select=("ZL201",)) == found(script, select=("ZL201",), ignore=("ZL202",)) == ["ZL201"]


def test_what_a_baseline_holds_leaves_nothing_in_its_place(run, project):
    (project / "train.py").write_text(HEAD + ONE_MISTAKE["ZL202", "ZL201"]["names"] + "\n")
    run("--isolated", "--write-baseline", "known.json", "train.py")
    assert run("--isolated", "--baseline", "known.json", "train.py")[0] == 0


@pytest.mark.parametrize("script", ONE_MISTAKE["ZL202", "ZL201"].values(), ids=ONE_MISTAKE["ZL202", "ZL201"])
def test_the_advice_is_the_whole_repair(script):
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings())
    advice = load().rules["ZL202"].advice.format(**report.findings[0].data)
    assert ("sigmoid" in advice and "binary_crossentropy" in advice) or "no softmax and sigmoid_cross_entropy" in advice


def test_the_advice_leads_to_no_other_finding():
    script = ONE_MISTAKE["ZL202", "ZL201"]["names"]
    assert found(script.replace("softmax", "sigmoid").replace("categorical_", "binary_")) == []


def test_the_table_of_the_documentation_is_that_of_the_pages():
    rows = re.findall(r"^\| (ZL\d+) \| (ZL\d+) \| \S", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    pairs = [(rule.code, code) for rule in load().rules.values() for code in rule.supersedes]
    assert sorted(rows) == sorted(pairs)


def test_each_pair_is_tried_both_ways():
    pairs = {(rule.code, code) for rule in load().rules.values() for code in rule.supersedes}
    assert set(ONE_MISTAKE) == set(ANOTHER_LOSS) == pairs
