"""Snippets and exercises leave their imports out: a name that nothing binds is the library's where only one fits."""

from __future__ import annotations

import pytest

from tests.support.notebooks import notebook
from zerolint.checking.pipeline import check_source
from zerolint.interp import interpret
from zerolint.knowledge.unbound import FUNCTIONS, MODULES, meant

SOFTMAX = 'model.add(Dense(1, activation="softmax"))\nmodel.compile(loss="binary_crossentropy", optimizer="adam")\n'
ADDED = f"model = Sequential()\n{SOFTMAX}"


def found(text: str, name: str = "train.py") -> list[tuple[str, str]]:
    return [(each.code, each.certainty) for each in check_source(name, text.encode()).findings]


SNIPPETS = {
    "layers that are added": ("ZL201", ADDED),
    "layers in a list": (
        "ZL201",
        "m = Sequential([Dense(8), Dense(1, activation='softmax')])\nm.compile('adam', 'bce')\n",
    ),
    "tensors": (
        "ZL201",
        "inputs = Input(shape=(4,))\nout = Dense(1, activation='softmax')(inputs)\nModel(inputs, out).compile('adam', 'bce')\n",
    ),
    "a helper": (
        "ZL201",
        "def build(units):\n    net = Sequential()\n    net.add(Dense(units))\n    net.add(Activation('softmax'))\n    return net\n\n"
        "build(1).compile(loss='binary_crossentropy', optimizer=RMSprop())\n",
    ),
    "modules": (
        "ZL201",
        "model = models.Sequential([layers.Dense(8), layers.Dense(1, activation='softmax')])\n"
        "model.compile(loss='binary_crossentropy', optimizer=optimizers.Adam())\n",
    ),
    "the package itself": (
        "ZL302",
        "model = tf.keras.Sequential([tf.keras.layers.Dense(1)])\nmodel.compile(tf.keras.optimizers.Adam(0.0), 'mse')\n",
    ),
    "an optimizer": ("ZL302", "model.compile(Adam(learning_rate=0.0), 'mse')\nmodel.fit(x, y)\n"),
    "a transformer before a split": (
        "ZL105",
        "X = pd.read_csv('x.csv').drop(columns='y')\ny = pd.read_csv('x.csv')['y']\n"
        "X = StandardScaler().fit_transform(X)\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n"
        "model = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n",
    ),
    "one name of several is imported": ("ZL201", f"from keras.layers import Dropout\n{ADDED}"),
    "a star import of a library": ("ZL201", f"from keras.layers import *\n{ADDED}"),
}


@pytest.mark.parametrize(("code", "text"), SNIPPETS.values(), ids=SNIPPETS)
def test_a_name_bound_nowhere_is_the_one_thing_that_it_fits(code: str, text: str) -> None:
    assert (code, "likely") in found(text)


BOUND = {
    "a class of that name": "class Dense(Base):\n    pass\n\n",
    "a class of that name further down": "def later():\n    class Dense: pass\n",
    "a parameter": "def build(Dense):\n    return Dense(1)\n\n",
    "an import of an own module": "from mine import Dense\n",
    "an import under that name": "import mine as Dense\n",
    "a star import of an own module": "from mine import *\n",
    "a star import of a module beside": "from .layers import *\n",
    "a star import of what is not in the tables": "from pylab import *\n",
    "a loop": "for Dense in kinds: pass\n",
    "a tuple": "Dense, *Other = kinds\n",
    "a walrus": "if (Dense := kinds()): pass\n",
    "a handler": "try: pass\nexcept ValueError as Dense: pass\n",
    "code from a string": "exec(open('net.py').read())\n",
    "the variables by a dict": "globals().update(kinds)\n",
    "a magic that runs a file": "get_ipython().run_line_magic('run', 'net.py')\n",
    "another library": "import torch\n",
    "another library, not imported": "x = torch.zeros(3)\n",
}


@pytest.mark.parametrize("before", BOUND.values(), ids=BOUND)
def test_a_name_that_may_be_bound_is_not_guessed_at(before: str) -> None:
    assert found(f"import keras\n{before}model = keras.Sequential()\n{SOFTMAX}") == []


@pytest.mark.parametrize("cell", ["%run net.py", "%load_ext nets", "from mine import *"])
def test_nor_in_a_notebook_that_runs_other_code(cell: str) -> None:
    assert found(notebook(ADDED, ADDED), "train.ipynb") == [("ZL201", "likely")] * 2
    assert found(notebook(cell, ADDED), "train.ipynb") == []


def test_what_is_imported_in_any_cell_is_proven() -> None:
    cells = "from keras.models import Sequential\nfrom keras.layers import Dense", ADDED
    assert found(notebook(*cells), "train.ipynb") == [("ZL201", "proven")]


def test_the_facts_say_what_was_assumed() -> None:
    assert dict(interpret(ADDED).facts.assumed) == {"Sequential": "keras.Sequential", "Dense": "keras.layers.Dense"}


@pytest.mark.parametrize("name", ["Pipeline", "Thing", "fit", "shuffle", "x", "load", "Dense2D"])
def test_what_fits_several_or_none_is_unknown(name: str) -> None:
    assert meant(name, lambda word: False) is None


@pytest.mark.parametrize(
    "name", [*sorted(FUNCTIONS), *MODULES, "Sequential", "Conv2D", "KFold", "SVC", "Adam", "EarlyStopping"]
)
def test_every_name_is_in_the_tables(name: str) -> None:
    assert meant(name, lambda word: False)
