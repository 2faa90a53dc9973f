"""Training sites: places of a script that train, each counted once, and what is said of those that were not understood."""

from __future__ import annotations

import json

import pytest

from tests.report.format_readers import read_sarif
from tests.support.notebooks import notebook

HEAD = """\
import numpy as np
import tensorflow as tf
from tensorflow import keras
x, y = np.random.rand(64, 4), np.random.rand(64, 1)
def net():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
"""
STEP = """\
def step(a, b):
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean((model(a) - b) ** 2)
    optimizer.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))
model, optimizer = net(), keras.optimizers.SGD()
"""
GRAPH = """\
import tensorflow.compat.v1 as tf1
a, b = tf1.placeholder(tf.float32, [None, 4]), tf1.placeholder(tf.float32, [None, 1])
cost = tf1.reduce_mean((tf1.matmul(a, tf1.Variable(tf1.ones([4, 1]))) - b) ** 2)
op = tf1.train.AdamOptimizer(0.01).minimize(cost)
"""


def asked(run, script: str) -> tuple[int, list[str]]:
    """How many sites there are, and what is not known of those that were not understood."""
    (run.project / "train.py").write_text(HEAD + script)
    report = json.loads(run("train.py", "--isolated", "--output-format", "training")[1])
    missed = [
        ", ".join(f"{gap['part']}: {gap['reason']}" for gap in site["not_known"]) for site in report["not_understood"]
    ]
    assert report["understood"] == report["training_sites"] - len(missed)
    return report["training_sites"], missed


@pytest.fixture
def run(run, project):
    run.project = project
    return run


ONE_SITE = {
    "one call": "net().fit(x, y)",
    "epochs of fit": "net().fit(x, y, epochs=50)",
    "a loop around fit": "model = net()\nfor epoch in range(12):\n    model.fit(x, y)",
    "a loop of unknown length": "model = net()\nwhile input():\n    model.fit(x, y)",
    "folds": "for fold in range(5):\n    net().fit(x[fold:], y[fold:])",
    "epochs of a loop of its own": STEP + "for epoch in range(20):\n    for at in range(0, 64, 8):\n        step(x[at:at + 8], y[at:at + 8])",
    "one step in two places": STEP + "step(x[:32], y[:32])\nstep(x[32:], y[32:])",
    "runs of a graph": GRAPH + "with tf1.Session() as s:\n    for epoch in range(10):\n        s.run(op, {a: x, b: y})",
    "batches by hand": "model = net()\nfor at in range(0, 64, 8):\n    model.train_on_batch(x[at:at + 8], y[at:at + 8])",
    "a helper for several models": "def train(model):\n    model.fit(x, y)\nfor _ in range(3):\n    train(net())\ntrain(net())",
    "a method of several instances": (
        "class Trainer:\n    def __init__(self):\n        self.model = net()\n    def train(self):\n        self.model.fit(x, y)\n"
        "Trainer().train()\nTrainer().train()"
    ),
    "a comprehension": "histories = [net().fit(x, y) for _ in range(4)]",
    "a lambda": "train = lambda model: model.fit(x, y)\ntrain(net())\ntrain(net())",
    "a bound method": "fit = net().fit\nfit(x, y)",
    "scikit-learn": "from sklearn.linear_model import Ridge\nfor alpha in (1, 2, 3):\n    Ridge(alpha).fit(x, y)",
    "variables moved one by one": (
        "w, b = tf.Variable(tf.ones((4, 1))), tf.Variable(0.0)\nfor _ in range(9):\n    with tf.GradientTape() as tape:\n"
        "        cost = tf.reduce_mean((tf.matmul(tf.constant(x), w) + b - y) ** 2)\n    slopes = tape.gradient(cost, [w, b])\n"
        "    w.assign_sub(0.1 * slopes[0])\n    b.assign(b - 0.1 * slopes[1])"
    ),
    "a step of its own inside fit": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.out = keras.layers.Dense(1)\n"
        "    def call(self, a):\n        return self.out(a)\n    def train_step(self, data):\n        a, b = data\n"
        "        with tf.GradientTape() as tape:\n            cost = tf.reduce_mean((self(a) - b) ** 2)\n"
        "        self.optimizer.apply_gradients(zip(tape.gradient(cost, self.trainable_variables), self.trainable_variables))\n"
        "        return {'loss': cost}\nmodel = Net()\nmodel.compile('sgd', 'mse')\nmodel.fit(x, y)"
    ),
}  # fmt: skip


@pytest.mark.parametrize("script", [pytest.param(script, id=name) for name, script in ONE_SITE.items()])
def test_a_place_that_trains_is_counted_once(run, script):
    assert asked(run, script) == (1, [])


SEVERAL_SITES = {
    "two calls": ("a = net()\na.fit(x, y)\na.fit(x, y)", 2),
    "two on one line": ("a = net(); a.fit(x, y); a.fit(x, y)", 2),
    "two arms": ("a = net()\nif input():\n    a.fit(x, y)\nelse:\n    a.fit(x, y, epochs=9)", 2),
    "generator and discriminator": (
        STEP
        + "def other(a, b):\n    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean(tf.abs(model(a) - b))\n"
        "    optimizer.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))\n"
        "for _ in range(7):\n    step(x, y)\n    other(x, y)",
        2,
    ),
    "what never runs": ("a = net()\nif False:\n    a.fit(x, y)", 0),
    "a scaler": ("from sklearn.preprocessing import StandardScaler\nStandardScaler().fit(x)", 0),
    "a scaler that is not known": ("from own import scaler\nscaler.fit(x)", 0),
}  # fmt: skip


@pytest.mark.parametrize(("script", "count"), [pytest.param(*case, id=name) for name, case in SEVERAL_SITES.items()])
def test_as_many_sites_as_there_are_places(run, script, count):
    assert asked(run, script) == (count, [])


GIVEN = {
    "arrays": "def train(x, y):\n    net().fit(x, y)",
    "of a method": "class Study:\n    def fit(self, rows, labels):\n        net().fit(rows, labels)",
    "an attribute": "def train(data):\n    net().fit(data.train.rows, data.train.labels)",
    "batch by batch": (
        "def train(batches):\n    model, sgd = net(), keras.optimizers.SGD()\n    for rows, labels in batches:\n"
        "        with tf.GradientTape() as tape:\n            cost = tf.reduce_mean((model(rows) - labels) ** 2)\n"
        "        sgd.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))"
    ),
    "through a helper": "def train(x, y):\n    step(x, y)\ndef step(x, y):\n    net().fit(x, y)",
}  # fmt: skip


@pytest.mark.parametrize("script", GIVEN.values(), ids=GIVEN.keys())
def test_data_of_a_caller_that_is_not_seen_are_data_of_their_own(run, script):
    assert asked(run, script) == (1, [])


OWN = "model: own module own, not found in the project"
NOT_KNOWN = {
    "a model from elsewhere": ("from own import build\nmodel = build()\nmodel.fit(x, y)", OWN),
    "straight from the call": ("from own import build\nbuild(4).fit(x, y)", OWN),
    "a class from elsewhere": ("import own\nmodel = own.Net()\nmodel.compile('sgd', 'mse')\nmodel.fit(x, y)", OWN),
    "a bound method": ("from own import build\nfit = build().fit\nfit(x, y)", OWN),
    "an attribute": ("from own import cfg\ncfg.model.fit(x, y, epochs=cfg.epochs)", OWN),
    "by keyword": ("from own import build\nbuild().fit(x=x, y=y)", OWN),
    "a dataset": ("from own import build, ds\nbuild().fit(ds, epochs=3)", OWN),
    "a generator": ("from own import build, flow\nbuild().fit_generator(flow, steps_per_epoch=9)", OWN),
    "batch by batch": ("from own import build\nmodel = build()\nfor _ in range(9):\n    model.train_on_batch(x, y)", OWN),
    "an argument of a function that nobody calls": ("def train(model):\n    model.fit(x, y)", "model: the argument model"),
    "an item of a list": ("from own import build\nmodels = [build()]\nfor model in models:\n    model.fit(x, y)", OWN),
    "a subclass of a class from elsewhere": (
        "from own import Base\nclass Net(Base):\n    def build(self):\n        return 3\nNet().fit(x, y)",
        "model: a base class of Net",
    ),
    "a subclass of a library's class": (
        "import tensorflow_recommenders as tfrs\nclass Net(tfrs.Model):\n    def compute_loss(self, data):\n        return 0.0\n"
        "net = Net()\nnet.fit(x, epochs=3)",
        "model: the base class tensorflow_recommenders.Model",
    ),
    "a library of which little is known": (
        "import torch\ntorch.load('net').fit(x, y)",
        "model: call of torch.load",
    ),
    "layers that are not in the file": (
        "from own import layers\nmodel = keras.Sequential(layers)\nmodel.compile('sgd', 'mse')\nmodel.fit(x, y)",
        "head: a list of layers that is not known",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("script", "reason"), [pytest.param(*case, id=name) for name, case in NOT_KNOWN.items()])
def test_training_of_what_is_not_known_is_counted_and_not_understood(run, script, reason):
    assert asked(run, script) == (1, [reason])


NOT_ALL_IS_KNOWN = {
    "layers in a loop of unknown length": (
        "model = keras.Sequential()\nfor _ in range(int(input())):\n    model.add(keras.layers.Dense(8))\n"
        "model.add(keras.layers.Dense(1))\nmodel.compile('sgd', 'mse')\nmodel.fit(x, y)"
    ),
    "layers in a while loop": (
        "model = keras.Sequential()\nwhile input():\n    model.add(keras.layers.Dense(8))\n    model.add(keras.layers.Dropout(0.2))\n"
        "model.add(keras.layers.Dense(1))\nmodel.compile('sgd', 'mse')\nmodel.fit(x, y)"
    ),
    "a stack from elsewhere": (
        "from own import stack\nmodel = keras.Sequential(stack)\nmodel.add(keras.layers.Dense(1))\nmodel.compile('sgd', 'mse')\nmodel.fit(x, y)"
    ),
    "layers added by a helper": (
        "def widen(model, count):\n    for _ in range(count):\n        model.add(keras.layers.Dense(8, activation='relu'))\n"
        "    return model\nmodel = widen(keras.Sequential(), int(input()))\nmodel.add(keras.layers.Dense(1))\n"
        "model.compile('sgd', 'mse')\nmodel.fit(x, y)"
    ),
    "a clone of such a stack": (
        "model = keras.Sequential()\nfor _ in range(int(input())):\n    model.add(keras.layers.Dense(8))\n"
        "model.add(keras.layers.Dense(1))\nmodel = keras.models.clone_model(model)\nmodel.compile('sgd', 'mse')\nmodel.fit(x, y)"
    ),
    "a model that visits its layers": (
        "class Study:\n    def __init__(self, name):\n        self.name, self.model = name, net()\n"
        "    def freeze(self, part=None):\n        part = part or self.model\n        for layer in part.layers:\n"
        "            if hasattr(layer, 'layers'):\n                self.freeze(layer)\n            else:\n"
        "                layer.trainable = layer.name != self.name\n"
        "study = Study(input())\nstudy.freeze()\nstudy.model.compile('sgd', 'mse')\nstudy.model.fit(x, y)"
    ),
    "two inputs in a tuple": "net().fit((x, x), y)",
    "inputs that a model hands on": (
        "a, b = keras.Input((4,)), keras.Input((4,))\npair = keras.Model([a, b], keras.layers.Dense(1)(a - b))\n"
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.pair = pair\n"
        "    def call(self, inputs):\n        return self.pair(inputs)\n"
        "model = Net()\nmodel.compile('sgd', 'mse')\nmodel.fit([x, x], y)"
    ),
    "answers of another model": "encoder = net()\nnet().fit(encoder.predict(x), y)",
    "steps through layers of unknown number": (
        "class Net(keras.Model):\n    def __init__(self, depth):\n        super().__init__()\n"
        "        self.inner = [keras.layers.Dense(8) for _ in range(depth)]\n        self.out = keras.layers.Dense(1)\n"
        "    def call(self, rows):\n        for layer in self.inner:\n            rows = layer(rows)\n        return self.out(rows)\n"
        "model, optimizer = Net(int(input())), keras.optimizers.SGD()\n"
        "with tf.GradientTape() as tape:\n    cost = tf.reduce_mean((model(x) - y) ** 2)\n"
        "optimizer.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))"
    ),
    "a cost that grows in a loop": (
        "model, optimizer = net(), keras.optimizers.SGD()\nwith tf.GradientTape() as tape:\n"
        "    cost = tf.reduce_mean((model(x) - y) ** 2)\n    for variable in input().split():\n        cost = cost + tf.nn.l2_loss(variable)\n"
        "optimizer.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))"
    ),
    "rows noised in a loop": (
        "model, optimizer, rows = net(), keras.optimizers.SGD(), tf.constant(x)\nwhile input():\n"
        "    rows = rows + tf.random.normal((64, 4))\nwith tf.GradientTape() as tape:\n    cost = tf.reduce_mean((model(rows) - y) ** 2)\n"
        "optimizer.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))"
    ),
}  # fmt: skip


@pytest.mark.parametrize("script", NOT_ALL_IS_KNOWN.values(), ids=NOT_ALL_IS_KNOWN.keys())
def test_what_matters_is_known_though_not_all_is(run, script):
    assert asked(run, script) == (1, [])


CLASS = """\
class Study:
    def __init__(self, options):
        self.options = options
        {checks}
        self.build()
    def build(self):
        self.model = net()
    def train(self):
        self.model.fit(x, y)
"""
REFUSING = {
    "a name that subclasses give": "if not hasattr(self, 'name'): raise ValueError('no name')",
    "a part that subclasses make": "self.loader = self.make_loader()\n    def make_loader(self):\n        raise NotImplementedError('loader')\n    def rest(self):",
    "a class attribute that is empty": "assert self.KIND, 'set KIND'\n    KIND = None\n    def rest(self):",
    "an exit": "if not getattr(self, 'data', None):\n            import sys; sys.exit(2)",
}  # fmt: skip


@pytest.mark.parametrize("checks", REFUSING.values(), ids=REFUSING.keys())
def test_methods_of_a_class_whose_constructor_wants_more_than_is_seen(run, checks):
    assert asked(run, CLASS.format(checks=checks)) == (1, [])


HANDED = {
    "to a generator over its attributes": (
        "    def parts(self):\n        for name in dir(self):\n            yield name, report(self, name)\n"
        "    def train(self):\n        for name, part in self.parts():\n            print(name)\n        self.model.fit(x, y)\n"
    ),
    "in a loop": "    def train(self):\n        for _ in range(int(input())):\n            report(self)\n            self.model.fit(x, y)\n",
    "in a try": "    def train(self):\n        try:\n            report(self)\n        except OSError:\n            pass\n        self.model.fit(x, y)\n",
    "in a with": "    def train(self):\n        with open('log') as log:\n            report(self, log)\n        self.model.fit(x, y)\n",
    "in a recursion": (
        "    def retry(self, left):\n        report(self)\n        if left:\n            self.retry(left - 1)\n"
        "    def train(self):\n        self.retry(int(input()))\n        self.model.fit(x, y)\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("methods", HANDED.values(), ids=HANDED.keys())
def test_an_object_handed_to_what_is_not_seen_keeps_its_model(run, methods):
    made = "from own import report\nclass Study:\n    def __init__(self):\n        self.model, self.width = net(), 3\n"
    assert asked(run, made + methods + "Study().train()") == (1, [])


def test_a_helper_is_understood_only_where_all_its_calls_are(run):
    helper = "from own import build\ndef train(model):\n    model.fit(x, y)\ntrain(net())\n"
    assert asked(run, helper) == (1, [])
    assert asked(run, helper + "train(build())\ntrain(net())\ntrain(build())\n") == (1, [OWN])


SCRIPT = (
    HEAD + "from own import build, load\n\nmodel = build()\nmodel.fit(x, y)\nnet().fit(load(3), y)\nnet().fit(x, y)\n"
)
FIRST = "train.py:12:1: model: own module own, not found in the project (`build()`, line 11)"
SECOND = "train.py:13:1: rows: own module own, not found in the project (`load(3)`, line 13)"
LISTED = f"""\
1 of 1 file trains a model; 1 of 3 training sites understood.
Not understood, by reason:
    1  model: own module own, not found in the project
    1  rows: own module own, not found in the project
Not understood, by place:
  {FIRST}
  {SECOND}
"""


@pytest.fixture
def script(project):
    (project / "train.py").write_text(SCRIPT)
    return project


@pytest.mark.parametrize("options", [("--statistics",), ("--output-format", "full")])
def test_the_text_reports_list_the_places(script, run, options):
    assert run("train.py", *options) == (0, "No findings in 1 file.\n" + LISTED, "")


def test_the_counts_in_json_are_the_same_and_the_places_go_beside_them(script, run):
    assert run("train.py", "--statistics", "--output-format", "json") == (
        0,
        "[]\n",
        "No findings in 1 file.\n" + LISTED,
    )


@pytest.mark.parametrize("name", ["concise", "json", "sarif", "github", "junit"])
def test_the_closing_hint_names_the_option_that_lists_the_places(script, run, name):
    err = run("train.py", "--output-format", name)[2]
    hint = "2 of 3 training sites were not understood in full; --statistics tells where and why.\n"
    assert err.removeprefix("No findings in 1 file.\n") == hint
    assert FIRST in run("train.py", "--statistics")[1]
    assert "-q" not in err
    assert run("train.py", "-q")[1:] == ("", "")


def test_json_stays_an_array_of_findings(script, run):
    assert run("train.py", "--output-format", "json")[1] == "[]\n"
    assert run("train.py", "--output-format", "json-lines")[1] == ""


def test_the_training_report_is_written_beside_the_findings(script, run):
    run("train.py", "--output-format", "json", "-o", "findings", "--output-format", "training", "-o", "sites")
    report = json.loads((script / "sites").read_text())
    assert (report["files"], report["files_that_train"], report["training_sites"], report["understood"]) == (1, 1, 3, 1)
    sites = report["not_understood"]
    assert [(site["location"]["row"], site["code"]) for site in sites] == [
        (12, "model.fit(x, y)"),
        (13, "net().fit(load(3), y)"),
    ]
    assert sites[1]["not_known"] == [
        {
            "cell": None,
            "code": "load(3)",
            "location": {"column": 11, "row": 13},
            "part": "rows",
            "reason": "own module own, not found in the project",
        }
    ]
    assert sites[0]["filename"] == str(script / "train.py")


def test_html_has_a_row_for_each_place(script, run):
    page = run("train.py", "--output-format", "html")[1]
    assert "not understood: 2 training sites" in page
    assert "1 of 3 training sites understood" in page
    assert page.count("<details") == 1
    for part in ("train.py:12:1", "model.fit(x, y)", "train.py:13:1", "<code>load(3)</code>"):
        assert part in page


def test_html_says_nothing_of_it_where_all_is_understood(project, run):
    (project / "train.py").write_text(HEAD + "net().fit(x, y)\n")
    page = run("train.py", "--output-format", "html")[1]
    assert "1 of 1 training site understood" in page
    assert "<details" not in page


def test_sarif_has_them_as_notes_of_the_run_and_not_as_results(script, run):
    text = run("train.py", "--output-format", "sarif")[1]
    assert read_sarif(text) == []
    [made] = json.loads(text)["runs"]
    [invocation] = made["invocations"]
    assert invocation["executionSuccessful"]
    descriptors = made["tool"]["driver"]["notifications"]
    notes = invocation["toolExecutionNotifications"]
    assert {descriptors[note["descriptor"]["index"]]["id"] for note in notes} == {"training-not-understood"}
    assert [note["level"] for note in notes] == ["note", "note"]
    places = [note["locations"][0]["physicalLocation"] for note in notes]
    assert [(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places] == [
        ("train.py", 12),
        ("train.py", 13),
    ]
    assert [note["message"]["text"] for note in notes] == [
        "model: own module own, not found in the project (`build()`, line 11)",
        "rows: own module own, not found in the project (`load(3)`, line 13)",
    ]


def test_in_a_notebook_places_are_cells_and_lines(project, run):
    (project / "train.ipynb").write_text(
        notebook(HEAD, "from own import build\nmodel = build()", "%time\nmodel.fit(x, y)")
    )
    assert (
        "  train.ipynb:cell 3:2:1: model: own module own, not found in the project (`build()`, cell 2, line 2)\n"
        in run("--statistics")[1]
    )
    [site] = json.loads(run("--output-format", "training")[1])["not_understood"]
    assert (site["cell"], site["location"]) == (3, {"column": 1, "row": 2})
    rows = (project / "train.ipynb").read_text().splitlines()
    assert "model.fit(x, y)" in rows[site["notebook_row"] - 1]
    [note] = json.loads(run("--output-format", "sarif")[1])["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    region = note["locations"][0]["physicalLocation"]["region"]
    assert rows[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "model.fit(x, y)"


def test_a_report_for_people_lists_some_and_the_statistics_all(project, run):
    lines = "".join(f"build({number}).fit(x, y)\n" for number in range(30))
    (project / "train.py").write_text(HEAD + "from own import build\n" + lines)
    listed = [line for line in run("--statistics")[1].splitlines() if line.startswith("  train.py:")]
    assert len(listed) == 30
    shown = run("--output-format", "full")[1].splitlines()
    assert len([line for line in shown if line.startswith("  train.py:")]) == 20
    assert shown[-1] == "  and 10 more, which --statistics lists"


def test_rare_reasons_are_counted_together(project, run):
    lines = "".join(f"from own{number} import build\nbuild().fit(x, y)\n" for number in range(7))
    (project / "train.py").write_text(HEAD + lines)
    said = run("--statistics")[1].splitlines()
    assert said[2:9] == [
        "Not understood, by reason:",
        *(f"    1  model: own module own{number}, not found in the project" for number in range(5)),
        "    2  for other reasons",
    ]
    assert said[1] == "1 of 1 file trains a model; 0 of 7 training sites understood."


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param("x = 1", "None of 1 file trains a model.", id="dismissed"),
        pytest.param("import keras\nprint(keras)", "None of 1 file trains a model.", id="no-training"),
        pytest.param(HEAD + "net()", "1 of 1 file trains a model; no fit was seen.", id="no-fit"),
        pytest.param(HEAD + "net().fit(x, y)", "1 of 1 file trains a model; 1 of 1 training site understood.", id="all"),
    ],
)  # fmt: skip
def test_clean_does_not_look_like_not_understood(project, run, script, said):
    (project / "train.py").write_text(script)
    assert run("--statistics")[1].splitlines() == ["No findings in 1 file.", said]
    assert run() == (0, "", "No findings in 1 file.\n")
