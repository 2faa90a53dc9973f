"""`zerolint facts` as its user reads it: by name, each place that trains on one line, files and folders."""

from __future__ import annotations

import re

import pytest

from tests.support.notebooks import notebook

HEAD = """\
import numpy as np
import tensorflow as tf
from tensorflow import keras
def net():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
x, y = np.random.rand(64, 4), np.random.rand(64, 1)
"""
TAPE = """\
model, optimizer = net(), keras.optimizers.Adam(0.02)
for epoch in range(20):
    for at in range(0, 64, 8):
        with tf.GradientTape() as tape:
            cost = tf.reduce_mean((model(x[at:at + 8]) - y[at:at + 8]) ** 2)
        pairs = zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables)
        optimizer.apply_gradients(pairs)
"""


@pytest.fixture
def told(project, run):
    """The lines that the facts of a script have, without where they are."""

    def call(script: str, *options: str, head: str = HEAD) -> list[str]:
        (project / "train.py").write_text(head + script)
        status, out, err = run("facts", "train.py", *options)
        assert (status, err) == (0, "")
        return [re.sub(r"^line \d+: ", "", line) for line in out.splitlines()]

    return call


SITES = {
    "fit": (
        "net().fit(x, y, epochs=30)",
        "`net().fit(x, y, epochs=30)` trains on x; Dense of shape (?, 1), loss mean_squared_error, optimizer SGD; understood",
    ),
    "epochs of its own": (
        TAPE,
        "`optimizer.apply_gradients(pairs)` trains on x[0:8] or x[8:16] or x[16:24] or others; "
        "lowers `tf.reduce_mean((model(x[at:at + 8]) - y[at:at + 8]) ** 2)`, optimizer Adam; understood",
    ),
    "steps of its own": (
        "w = tf.Variable(tf.ones((4, 1)))\nwith tf.GradientTape() as tape:\n    cost = tf.reduce_mean((tf.matmul(x, w) - y) ** 2)\n"
        "w.assign_sub(0.1 * tape.gradient(cost, w))",
        "`w.assign_sub(0.1 * tape.gradient(cost, w))` trains on x; "
        "lowers `tf.reduce_mean((tf.matmul(x, w) - y) ** 2)`, the script's own step; understood",
    ),
    "steps of several variables": (
        "w, b = tf.Variable(tf.ones((4, 1))), tf.Variable(0.0)\nwith tf.GradientTape() as tape:\n"
        "    cost = tf.reduce_mean(tf.matmul(x, w) + b)\nslopes = tape.gradient(cost, [w, b])\n"
        "w.assign_sub(0.1 * slopes[0])\nb.assign_sub(0.1 * slopes[1])",
        "`w.assign_sub(0.1 * slopes[0])` trains on x; lowers `tf.reduce_mean(tf.matmul(x, w) + b)`, the script's own step; "
        "understood",
    ),
    "a graph": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\n"
        "cost = tf1.reduce_mean(tf1.matmul(a, tf1.Variable(tf1.ones([4, 1]))) ** 2)\n"
        "op = tf1.train.AdamOptimizer(0.01).minimize(cost)\nwith tf1.Session() as s:\n    for _ in range(9):\n        s.run(op, {a: x})",
        "`s.run(op, {a: x})` trains on x; lowers `tf1.reduce_mean(tf1.matmul(a, tf1.Variable(tf... 1]))) ** 2)`, "
        "optimizer AdamOptimizer; understood",
    ),
    "scikit-learn": (
        "from sklearn.linear_model import Ridge\nRidge().fit(x[:50], y[:50])",
        "`Ridge().fit(x[:50], y[:50])` trains on x[:50]; sklearn.linear_model.Ridge; understood",
    ),
    "a helper": (
        "def train(model, rows):\n    model.fit(rows, y)\ntrain(net(), x[:40])\ntrain(net(), x[40:])",
        "`model.fit(rows, y)` trains on x[:40] or x[40:]; Dense of shape (?, 1), loss mean_squared_error, optimizer SGD; understood",
    ),
    "validation": (
        "net().fit(x[10:], y[10:], validation_data=(x[:10], y[:10]))",
        "`net().fit(x[10:], y[10:], validation_data=(x[:10], y[:10]))` trains on x[10:]; validation x[:10]; "
        "Dense of shape (?, 1), loss mean_squared_error, optimizer SGD; understood",
    ),
    "a model from elsewhere": (
        "from own import build\nmodel = build(3)\nmodel.fit(x, y)",
        "`model.fit(x, y)` trains; not understood: model: own module own, not found in the project (`build(3)`, line 10)",
    ),
    "rows from elsewhere": (
        "from own import load\nbatch = load('a.npy')\nnet().fit(batch, y)",
        "`net().fit(batch, y)` trains on unknown; "
        "Dense of shape (?, 1), loss mean_squared_error, optimizer SGD; "
        "not understood: rows: own module own, not found in the project (`load('a.npy')`, line 10)",
    ),
    "an argument": (
        "def train(model):\n    model.fit(x, y)",
        "`model.fit(x, y)` trains; not understood: model: the argument model (never called)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("script", "line"), [pytest.param(*case, id=name) for name, case in SITES.items()])
def test_a_training_site_is_one_line(told, script, line):
    assert [each for each in told(script) if " trains" in each] == [line]


ROWS = {
    "a slice": ("train = x[:40]", "train = x[:40]: shape (40, 4), numbers (0, 1), rows x[:40]"),
    "sizes": ("half = x[len(x) // 2:]", "half = x[len(x) // 2:]: shape (32, 4), numbers (0, 1), rows x[32:]"),
    "a size that is not known": (
        "import pandas as pd\nt = pd.read_csv('t.csv')\nhalf = t[:len(t) // 2]",
        "half = t[:len(t) // 2]: rows t[:len(t) // 2]",
    ),
    "a split": (
        "from sklearn.model_selection import train_test_split\na, b = train_test_split(x)",
        "a, of train_test_split(x): numbers (0, 1), rows x[random part A]",
        "b: numbers (0, 1), rows x[all but random part A]",
    ),
    "two splits": (
        "from sklearn.model_selection import train_test_split\na, b = train_test_split(x)\nc, d = train_test_split(a)",
        "a, of train_test_split(x): numbers (0, 1), rows x[random part A]",
        "b: numbers (0, 1), rows x[all but random part A]",
        "c, of train_test_split(a): numbers (0, 1), rows x[random part A][random part B]",
        "d: numbers (0, 1), rows x[random part A][all but random part B]",
    ),
    "a condition": (
        "import pandas as pd\nt = pd.read_csv('t.csv')\nmask = t.year > 2015\nold = t[~mask]\nnew = t[mask]",
        "old = t[~mask]: rows t[all but part A]",
        "new = t[mask]: rows t[part A]",
    ),
    "positions": ("p = x[np.argsort(y[:, 0])]", "p = x[np.argsort(y[:, 0])]: numbers (0, 1), rows x[selection A]"),
    "joined": ("z = np.concatenate([x[:9], x[20:]])", "z = np.concatenate([x[:9], x[20:]]): numbers (0, 1), rows x[:9] + x[20:]"),
    "a dataset": (
        "ds = tf.data.Dataset.from_tensor_slices(x)\nfirst = ds.shuffle(64).take(9)",
        "first = ds.shuffle(64).take(9): shape (?, 4), rows shuffled(x)[:9]",
    ),
    "a loop over a file": (
        "import pandas as pd\nfor part in range(40):\n    t = pd.read_csv(f'{part}.csv')\n    u = t[:9]",
        "t = pd.read_csv(f'{part}.csv')",
        "u = t[:9]: rows t[:9]",
    ),
    "a name that is used twice": (
        "import pandas as pd\nt = pd.read_csv('a.csv')\nu = t[:9]\nt = pd.read_csv('b.csv')\nv = t[:9]",
        "u = t[:9]: rows t of line 10[:9]",
        "v = t[:9]: rows t of line 12[:9]",
    ),
    "data without a name": (
        "import pandas as pd\nu = pd.read_csv('a.csv')[:9]",
        "u = pd.read_csv('a.csv')[:9]: rows pd.read_csv('a.csv')[:9]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in ROWS.items()])
def test_rows_go_by_the_names_of_the_script(told, case):
    script, *lines = case
    said = told(script)
    assert [line for line in said if line in lines] == lines


EVERY = "\n".join(
    [TAPE, *(script for script, _ in SITES.values()), *(script for script, *_ in ROWS.values()), "reveal_type(x[9:])"]
)


@pytest.mark.parametrize("options", [(), ("--unknown",)])
def test_nothing_goes_by_a_number(told, options):
    said = told(EVERY, *options)
    assert len(said) > 40
    assert [line for line in said if re.search(r"#\d|mask \d|index \d|positions \d|\d{9}", line)] == []


def test_the_events_have_every_turn_and_every_number(told):
    said = told(TAPE, "--events")
    assert len([line for line in said if line.startswith("fit on slice")]) == 16
    assert "x = numpy.random.rand of shape (64, 4), rows #" in "".join(said)


def test_a_thing_is_said_once_however_often_it_runs(told):
    said = told(TAPE)
    assert len(said) == len(set(said))
    assert len(said) < 15


def test_a_place_that_is_many_things_says_a_few_of_them(told):
    said = told("def part(n):\n    rows = x[:n]\n    return rows\nfor n in range(1, 9):\n    part(n)\n")
    assert [line for line in said if line.startswith("rows = ")] == [
        f"rows = x[:n]: shape ({n}, 4), numbers (0, 1), rows x[:{n}]" for n in (1, 2, 3)
    ]


UNKNOWN = {
    "a name": ("value = nowhere", "value = nowhere: unknown (the name nowhere)"),
    "a call": ("from own import load\nvalue = load()", "value = load(): unknown (own module own, not found in the project)"),
    "a rate": (
        "from own import cfg\nkeras.optimizers.Adam(cfg.rate)",
        "optimizer Adam, learning rate unknown `cfg.rate` (own module own, not found in the project)",
    ),
    "a loss": (
        "import own\nm = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\nm.compile('sgd', own.cost)",
        "compile: output Dense of shape (?, 1); loss unknown `own.cost` (own module own, not found in the project); metrics none",
    ),
    "a test": ("from own import load\nnet().predict(load('b'))", "`net().predict(load('b'))` tests on unknown `load('b')` (own module own, not found in the project)"),
    "what is revealed": ("from own import load\nreveal_type(load(3))", "revealed: unknown `load(3)` (own module own, not found in the project)"),
}  # fmt: skip


@pytest.mark.parametrize(("script", "line"), [pytest.param(*case, id=name) for name, case in UNKNOWN.items()])
def test_what_is_not_known_goes_by_its_source_text(told, script, line):
    assert line in told(script, "--unknown")


def test_the_end_tells_how_much_was_understood(told):
    assert told("net().fit(x, y)")[-1] == "1 of 1 training site understood"
    assert told("net().fit(x, nobody)\nnet().fit(nobody, y)")[-1] == "1 of 2 training sites understood"
    assert told("net()")[-1] == "no fit was seen"
    assert told("", head="x = 3\n") == ["nothing is trained here, as far as zerolint can see"]


def test_a_notebook_names_cells(project, run):
    (project / "train.ipynb").write_text(notebook(HEAD, "from own import build\nnet = build()", "net.fit(x, y)"))
    said = run("facts", "train.ipynb")[1].splitlines()
    assert [line for line in said if " trains" in line or "site" in line] == [
        "cell 3, line 1: `net.fit(x, y)` trains; not understood: model: own module own, not found in the project (`build()`, cell 2, line 2)",
        "0 of 1 training site understood",
    ]


@pytest.fixture
def folder(project):
    (project / "src").mkdir()
    for name, text in {
        "src/a.py": HEAD + "net().fit(x, y)\n",
        "src/b.ipynb": notebook(HEAD + "net().fit(nobody, y)\n"),
        "src/helpers.py": "import numpy as np\nx = np.ones(3)\n",
        "src/notes.txt": "net().fit(x, y)\n",
        "other.py": HEAD + "net().fit(x, y)\n",
    }.items():
        (project / name).write_text(text)
    return project


def test_a_folder_tells_of_each_file_that_trains(folder, run):
    status, out, err = run("facts", "src")
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if not line.startswith("  ")] == [
        "src/a.py:",
        "",
        "src/b.ipynb:",
        "",
        "2 of 3 files train; 1 of 2 training sites understood",
    ]
    assert out.count(" trains on ") == 2


def test_files_and_folders_go_together(folder, run):
    heads = [line for line in run("facts", "other.py", "src/a.py", "src")[1].splitlines() if line.endswith(":")]
    assert heads == ["other.py:", "src/a.py:", "src/b.ipynb:"]


def test_a_folder_with_one_file_names_it(project, run):
    (project / "train.py").write_text(HEAD + "net().fit(x, y)\n")
    assert run("facts", ".")[1].startswith("train.py:\n")


def test_a_file_that_does_not_parse_stops_no_other(folder, run):
    (folder / "src" / "broken.py").write_text("import keras\nx = (\n")
    status, out, err = run("facts", "src")
    assert (status, err) == (1, "src/broken.py: line 2: '(' was never closed\n")
    assert "src/b.ipynb:" in out


def test_a_folder_without_scripts_is_said_so(project, run):
    (project / "empty").mkdir()
    assert run("facts", "empty") == (2, "", "zerolint: no Python files or notebooks in `empty`\n")


def test_the_target_of_the_settings_counts_as_in_a_check(project, run):
    (project / "train.py").write_text("from keras.optimizers import Adam\nAdam()\nreveal_type(Adam().learning_rate)\n")
    usual = run("facts", "train.py")[1]
    (project / "zerolint.toml").write_text('target = "keras2"\n')
    assert run("facts", "train.py")[1] == run("facts", "train.py", "--target", "keras2")[1]
    assert run("facts", "train.py", "--target", "keras3")[1] == usual
