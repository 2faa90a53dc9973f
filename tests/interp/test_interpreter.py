"""What the interpreter believes, read from the facts: one behaviour each."""

from __future__ import annotations

import ast
import textwrap

import pytest

from tests.interp.hostile_scripts import HOSTILE
from zerolint.facts.show import lines
from zerolint.interp import LEAST_BUDGET, interpret
from zerolint.interp.machine import EVALUATIONS_PER_NODE


def believed(script: str) -> list[str]:
    """The facts of a script as `zerolint facts` prints them, without positions."""
    return [text for _, text in lines(interpret(textwrap.dedent(script)).facts, unknown=True)]


def rate(script: str) -> str:
    """What `v` is worth at the end of the script, seen as a learning rate."""
    script = textwrap.dedent(script) + "\nimport keras\nkeras.optimizers.Adam(v)\n"
    (line,) = [text for text in believed(script) if text.startswith("optimizer Adam")]
    return line.removeprefix("optimizer Adam, learning rate ")


VALUES = {
    "assignment": ("v = 3", "3"),
    "chained assignment": ("a = v = 3", "3"),
    "annotated assignment": ("v: int = 3", "3"),
    "augmented assignment": ("v = 3\nv *= 2", "6"),
    "unpacking": ("a, (b, v) = 1, (2, 3)", "3"),
    "starred unpacking": ("a, *b, c = 1, 2, 3, 4\nv = b[1]", "3"),
    "walrus": ("print(v := 3)", "3"),
    "arithmetic": ("v = 10 ** -3 * 2", "0.002"),
    "floor division and remainder": ("v = (17 // 5, 17 % 5)[1]", "2"),
    "huge powers are not computed": ("v = 10 ** 10 ** 10", "unknown (too large a constant)"),
    "comparison": ("v = 1 < 2 <= 2", "True"),
    "and or": ("v = 0 or 5 and 7", "7"),
    "conditional expression": ("v = 1 if 2 > 1 else 5", "1"),
    "f-string": ("n = 3\nv = f'{n}e-2'", "'3e-2'"),
    "percent formatting": ("v = '%d-%s' % (1, 'a')", "'1-a'"),
    "string method": ("v = 'A_B'.lower().split('_')[1]", "'b'"),
    "int and float": ("v = float('1e-3') + int('2')", "2.001"),
    "dict item": ("d = {'a': {'b': 4}}\nv = d['a']['b']", "4"),
    "dict update": ("d = dict(a=1)\nd.update(a=2)\nv = d['a']", "2"),
    "dict get": ("d = {}\nv = d.get('a', 9)", "9"),
    "dict store through an alias": ("d = {'a': 1}\ne = d\ne['a'] = 2\nv = d['a']", "2"),
    "dict unpacking": ("a = {'x': 1}\nv = {**a, 'y': 2}['x']", "1"),
    "list append through an alias": ("a = [1]\nb = a\nb.append(5)\nv = a[-1]", "5"),
    "list concatenation": ("v = ([1] + [2, 3])[2]", "3"),
    "list slice": ("v = [1, 2, 3, 4][1:3][1]", "3"),
    "list multiplication": ("v = len([0] * 7)", "7"),
    "zip and enumerate": ("v = [(i, a, b) for i, (a, b) in enumerate(zip([1, 2], [3, 4]))][1][2]", "4"),
    "comprehension": ("v = [n * 2 for n in (1, 2, 3) if n > 1][0]", "4"),
    "dict comprehension": ("v = {k: i for i, k in enumerate('ab')}['b']", "1"),
    "sorted and reversed": ("v = list(reversed(sorted([2, 3, 1])))[0]", "3"),
    "min max sum": ("v = max(1, min(5, 7)) + sum([1, 2])", "8"),
    "function": ("def f(a, b=2, *, c=3):\n    return a + b + c\nv = f(1, c=10)", "13"),
    "default is evaluated once": ("n = 1\ndef f(a=n):\n    return a\nn = 2\nv = f()", "1"),
    "star arguments": ("def f(*a, **k):\n    return a[1] + k['x']\nv = f(1, 2, x=3)", "5"),
    "unpacked arguments": ("def f(a, b):\n    return b\nv = f(*[1, 2])", "2"),
    "keyword dict passed on": ("def g(lr):\n    return lr\ndef f(**k):\n    return g(**k)\nv = f(lr=4)", "4"),
    "closure": ("def make(n):\n    def f():\n        return n\n    return f\nv = make(3)()", "3"),
    "closure sees the later value": ("n = 1\nf = lambda: n\nn = 2\nv = f()", "2"),
    "global": ("n = 1\ndef f():\n    global n\n    n = 5\nf()\nv = n", "5"),
    "nonlocal": (
        "def f():\n    n = 1\n    def g():\n        nonlocal n\n        n = 4\n    g()\n    return n\nv = f()",
        "4",
    ),
    "recursion is not followed": ("def f(n):\n    return f(n - 1)\nv = f(3)", "unknown (recursion)"),
    "early return": ("def f(a):\n    if a:\n        return 1\n    return 2\nv = f(True)", "1"),
    "two returns on an unknown test": ("def f(a):\n    if a:\n        return 1\n    return 2\nv = f(x)", "1 or 2"),
    "functools.partial": ("import functools\ndef f(a, b):\n    return b\nv = functools.partial(f, b=3)(1)", "3"),
    "decorator that keeps the function": (
        "import tensorflow as tf\n@tf.function\ndef f():\n    return 3\nv = f()",
        "3",
    ),
    "decorator of the script": (
        "def twice(g):\n    def inner():\n        return 2 * g()\n    return inner\n@twice\ndef f():\n    return 3\nv = f()",
        "6",
    ),
    "class attribute": ("class C:\n    lr = 3\nv = C.lr", "3"),
    "instance attribute": ("class C:\n    def __init__(self, a):\n        self.a = a\nv = C(3).a", "3"),
    "instance shadows the class": ("class C:\n    a = 1\nc = C()\nc.a = 2\nv = (C.a, c.a)[1]", "2"),
    "inherited method": ("class A:\n    def f(self):\n        return 3\nclass B(A):\n    pass\nv = B().f()", "3"),
    "super": (
        "class A:\n    def __init__(self):\n        self.a = 3\nclass B(A):\n    def __init__(self):\n        super().__init__()\nv = B().a",
        "3",
    ),
    "property": ("class C:\n    @property\n    def a(self):\n        return 3\nv = C().a", "3"),
    "static and class methods": (
        "class C:\n    n = 2\n    @staticmethod\n    def f(a):\n        return a\n    @classmethod\n    def g(cls):\n        return cls.n\nv = C.f(1) + C().g()",
        "3",
    ),
    "dataclass": (
        "import dataclasses\n@dataclasses.dataclass\nclass C:\n    a: int = 1\n    b: int = 2\nv = C(b=5).b",
        "5",
    ),
    "namespace": ("from types import SimpleNamespace\nv = SimpleNamespace(a=3).a", "3"),
    "branch on an unknown test": ("if x:\n    v = 1\nelse:\n    v = 2", "1 or 2"),
    "equal arms": ("if x:\n    v = 1\nelse:\n    v = 1", "1"),
    "the same test twice": ("if x:\n    a = 1\nelse:\n    a = 2\nif x:\n    v = a\nelse:\n    v = a + 10", "1 or 12"),
    "negated test": ("if x:\n    a = 1\nelse:\n    a = 2\nif not x:\n    v = a\nelse:\n    v = 0", "2 or 0"),
    "dead code": ("v = 1\nif False:\n    v = 2", "1"),
    "code behind a raise": ("v = 1\nif x:\n    v = 2\n    raise ValueError", "1"),
    "main guard": ("v = 1\nif __name__ == '__main__':\n    v = 2", "2"),
    "try wins over import fallback": (
        "try:\n    import keras as k\nexcept ImportError:\n    from tensorflow import keras as k\nv = k",
        "keras",
    ),
    "with": ("with open('f') as f:\n    v = 3", "3"),
    "for over a literal": ("v = 0\nfor n in (1, 2, 3):\n    v += n", "6"),
    "for over a range": ("v = 0\nfor n in range(4):\n    v += n", "6"),
    "break": ("for v in (1, 2, 3):\n    if v == 2:\n        break", "2"),
    "continue": ("v = 0\nfor n in (1, 2, 3):\n    if n == 2:\n        continue\n    v += n", "4"),
    "for else": ("for n in ():\n    pass\nelse:\n    v = 3", "3"),
    "unknown loop keeps what it does not change": ("v = 3\nfor n in x:\n    print(n)", "3"),
    "unknown loop widens what it changes": (
        "n = 3\nwhile x():\n    v = n\n    n = n + 1",
        "unknown (changes in a loop)",
    ),
    "match": (
        "match 'b':\n    case 'a':\n        v = 1\n    case 'b':\n        v = 2\n    case _:\n        v = 3",
        "2",
    ),
    "argparse default": (
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--n-units', type=int, default='3')\nv = p.parse_args().n_units",
        "3",
    ),
    "own module": ("from model import v", "unknown (own module model)"),
    "undefined name": ("v = nothing", "unknown (the name nothing)"),
    "del": ("v = 3\ndel v\nv = v", "unknown (the name v)"),
}


@pytest.mark.parametrize(("script", "expected"), VALUES.values(), ids=VALUES.keys())
def test_value(script: str, expected: str) -> None:
    assert rate(script) == expected


DENSE = {
    "tensorflow.keras": "import tensorflow as tf\nD = tf.keras.layers.Dense",
    "from tensorflow": "from tensorflow import keras\nD = keras.layers.Dense",
    "submodule alias": "from tensorflow.keras import layers as L\nD = L.Dense",
    "keras": "import keras\nD = keras.layers.Dense",
    "keras.layers": "from keras.layers import Dense as D",
    "compat.v1": "import tensorflow.compat.v1 as tf\nD = tf.keras.layers.Dense",
    "star": "from keras.layers import *\nD = Dense",
    "private path": "from keras.src.layers.core.dense import Dense as D",
    "tf_keras": "import tf_keras\nD = tf_keras.layers.Dense",
    "old submodule": "from keras.layers.core import Dense as D",
    "dotted import": "import tensorflow.keras.layers\nD = tensorflow.keras.layers.Dense",
    "alias of an alias": "import tensorflow as tf\nk = tf.keras\nl = k.layers\nD = l.Dense",
}


@pytest.mark.parametrize("spelling", DENSE.values(), ids=DENSE.keys())
def test_every_import_spelling_is_one_layer(spelling: str) -> None:
    script = f"{spelling}\nimport keras as k3\ni = k3.Input((4,))\no = D(3)(i)\n"
    assert "o = keras.layers.Dense of shape (?, 3)" in believed(script)


MODELS = {
    "list": "m = keras.Sequential([keras.Input((4,)), L.Dense(3, activation='relu'), L.Dense(1, activation='sigmoid')])",
    "add": "m = keras.Sequential()\nm.add(L.Dense(3, input_shape=(4,)))\nm.add(L.Dense(1))\nm.add(L.Activation('sigmoid'))",
    "add in a loop": "m = keras.Sequential([keras.Input((4,))])\nfor n, a in ((3, 'relu'), (1, 'sigmoid')):\n    m.add(L.Dense(n, activation=a))",
    "functional": "i = keras.Input(shape=(4,))\nm = keras.Model(i, L.Dense(1, activation='sigmoid')(L.Dense(3)(i)))",
    "functional with an operation": "i = keras.Input((4,))\nm = keras.Model(inputs=i, outputs=tf.nn.sigmoid(L.Dense(1)(i)))",
    "builder": "def build(units):\n    m = keras.Sequential([keras.Input((4,))])\n    m.add(L.Dense(units, 'sigmoid'))\n    return m\nm = build(1)",
    "nested": "inner = keras.Sequential([keras.Input((4,)), L.Dense(1, activation='sigmoid')])\nm = keras.Sequential([inner])",
    "functional over a model": (
        "inner = keras.Sequential([keras.Input((4,)), L.Dense(5)])\ni = keras.Input((4,))\n"
        "m = keras.Model(i, L.Dense(1, activation='sigmoid')(inner(i)))"
    ),
    "subclass": (
        "class M(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.h = L.Dense(4)\n"
        "        self.o = L.Dense(1, activation=tf.nn.sigmoid)\n"
        "    def call(self, x, training=False):\n        return self.o(self.h(x))\nm = M()"
    ),
    "layer subclass": (
        "class Head(L.Layer):\n    def build(self, shape):\n        self.d = L.Dense(1)\n"
        "    def call(self, x):\n        return keras.activations.sigmoid(self.d(x))\nm = keras.Sequential([keras.Input((4,)), Head()])"
    ),
    "list of layers": "parts = [L.Dense(n) for n in (8, 4)]\nparts.append(L.Dense(1, activation='sigmoid'))\nm = keras.Sequential(parts)",
}


@pytest.mark.parametrize("spelling", MODELS.values(), ids=MODELS.keys())
def test_every_model_spelling_has_one_head(spelling: str) -> None:
    script = (
        f"import tensorflow as tf\nimport keras\nfrom keras import layers as L\n{spelling}\nm.compile('sgd', 'mse')\n"
    )
    (compiled,) = [text for text in believed(script) if text.startswith("compile:")]
    assert compiled.startswith("compile: output sigmoid of shape (")
    assert ", 1); loss mean_squared_error" in compiled


def test_values_of_contradicting_paths_never_meet() -> None:
    script = """
        import numpy as np
        X = np.load("x.npy")
        if flag:
            X_train, X_test = X[:80], X[80:]
        else:
            X_train, X_test = X[20:], X[:20]
        """
    from zerolint.detectors import detect

    assert detect(interpret(textwrap.dedent(script)).facts, {"ZL101"}, {}) == []


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_scripts_end_within_their_budget(script: str) -> None:
    budget = LEAST_BUDGET + EVALUATIONS_PER_NODE * (len(script) // 4)
    # A call that is replayed costs at once what it did.
    assert interpret(script).evaluations <= 1.2 * budget


def test_a_chain_of_helpers_called_twice_a_level_is_run_once_a_level() -> None:
    interpretation = interpret(HOSTILE["helpers called twice on 16 levels"])
    assert not interpretation.facts.exhausted
    assert interpretation.evaluations < 1_000


REPEATED = {
    "lists filled in five nested loops": "found = []\n"
    + "".join(f"{' ' * n}for a{n} in b{n}:\n" for n in range(5))
    + f"{' ' * 5}total = a0.size + a4.size\n{' ' * 5}found.append(total)\n",
    "generators that delegate on five levels": "def g0(x):\n    yield x\n"
    + "".join(f"def g{n}(x):\n    yield from g{n - 1}(x)\n    yield from g{n - 1}(x + 1)\n" for n in range(1, 6))
    + "for each in g5(1):\n    print(each)\n",
}
"""Text that runs as often as its nesting multiplies, unless what was seen before is used again."""


@pytest.mark.parametrize("script", REPEATED.values(), ids=REPEATED)
def test_nesting_does_not_multiply_the_work(script: str) -> None:
    interpretation = interpret(script)
    written = sum(isinstance(node, ast.expr) for node in ast.walk(ast.parse(script)))
    assert interpretation.evaluations <= 10 * written


def test_replayed_calls_give_models_of_their_own() -> None:
    script = """
        import keras
        def build():
            return keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
        first, second = build(), build()
        first.add(keras.layers.Dense(3))
        first.compile("sgd", "mse")
        second.compile("sgd", "mse")
        """
    compiled = [text for text in believed(script) if text.startswith("compile:")]
    assert [text.split(";")[0].rpartition(", ")[2] for text in compiled] == ["3)", "1)"]
