"""Training with the graphs and sessions of TensorFlow 1: what a run trains on, what it only evaluates."""

from __future__ import annotations

import re
import textwrap

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.facts import Facts
from zerolint.facts.costs import read
from zerolint.facts.events import GradientApplied, SessionRan
from zerolint.facts.show import expression, lines
from zerolint.facts.values import Known, Tensor
from zerolint.interp import interpret

DATA = """
import numpy as np
import tensorflow.compat.v1 as tf
X, Y = np.load("x.npy"), np.load("y.npy")
X_train, Y_train, X_test, Y_test = X[:800], Y[:800], X[800:], Y[800:]
"""
NET = """
x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([4, 1]))
b = tf.Variable(tf.zeros([1]))
pred = tf.matmul(x, w) + b
cost = tf.reduce_mean(tf.square(pred - y))
"""
TRAIN = "train = tf.train.GradientDescentOptimizer(0.01).minimize(cost)\n"
SESSION = "sess = tf.Session()\n"
GRAPH = DATA + NET + TRAIN


def facts_of(script: str) -> Facts:
    return interpret(textwrap.dedent(script)).facts


def believed(script: str, *kinds: str) -> list[str]:
    """The lines of `zerolint facts` of these kinds, roots without their numbers."""
    found = (re.sub(r"#\d+", "#", text) for _, text in lines(facts_of(script)))
    return [text for text in found if text.startswith(kinds)]


ON_TRAIN = ["fit on slice, rows #[:800]; understood"]
TRAINS = {
    "session.run of the train op": SESSION + "sess.run(train, feed_dict={x: X_train, y: Y_train})",
    "feeds as second positional argument": SESSION + "sess.run(train, {x: X_train, y: Y_train})",
    "fetches by keyword": SESSION + "sess.run(fetches=train, feed_dict={x: X_train, y: Y_train})",
    "train op in a list of fetches": SESSION + "_, c = sess.run([train, cost], feed_dict={x: X_train, y: Y_train})",
    "train op in a tuple of fetches": SESSION + "c, _ = sess.run((cost, train), feed_dict={x: X_train, y: Y_train})",
    "train op in a dict of fetches": SESSION + "sess.run({'op': train, 'c': cost}, {x: X_train, y: Y_train})",
    "fetches in a variable": SESSION + "ops = [train]\nops.append(cost)\nsess.run(ops, {x: X_train, y: Y_train})",
    "feed dict made before": SESSION + "feed = {x: X_train, y: Y_train}\nsess.run(train, feed_dict=feed)",
    "feed dict filled item by item": SESSION + "feed = {}\nfeed[x] = X_train\nfeed[y] = Y_train\nsess.run(train, feed)",
    "feed dict updated": SESSION + "feed = {x: X_test}\nfeed.update({x: X_train, y: Y_train})\nsess.run(train, feed)",
    "feed dict from zip": SESSION + "sess.run(train, dict(zip([x, y], [X_train, Y_train])))",
    "feed dict comprehension": SESSION
    + "sess.run(train, {key: value for key, value in zip((x, y), (X_train, Y_train))})",
    "feed dict merged": SESSION + "common = {y: Y_train}\nsess.run(train, {x: X_train, **common})",
    "feed dict from a helper": SESSION
    + "def feed(a, b):\n    return {x: a, y: b}\nsess.run(train, feed_dict=feed(X_train, Y_train))",
    "session as a context": "with tf.Session() as sess:\n    sess.run(train, {x: X_train, y: Y_train})",
    "session in an attribute": """
class Trainer:
    def __init__(self):
        self.sess = tf.Session()
    def fit(self, a, b):
        self.sess.run(train, feed_dict={x: a, y: b})
Trainer().fit(X_train, Y_train)
""",
    "interactive session": "sess = tf.InteractiveSession()\nsess.run(train, {x: X_train, y: Y_train})",
    "op.run in the default session": "sess = tf.InteractiveSession()\ntrain.run(feed_dict={x: X_train, y: Y_train})",
    "op.run with a positional feed": "with tf.Session():\n    train.run({x: X_train, y: Y_train})",
    "default session": "tf.get_default_session().run(train, {x: X_train, y: Y_train})",
    "keras' session": "tf.keras.backend.get_session().run(train, {x: X_train, y: Y_train})",
    "supervisor": "sv = tf.train.Supervisor()\nwith sv.managed_session() as s:\n    s.run(train, {x: X_train, y: Y_train})",
    "monitored session": "with tf.train.MonitoredTrainingSession() as s:\n    s.run(train, {x: X_train, y: Y_train})",
    "session that is not known": "from own import make\nmake().run(train, feed_dict={x: X_train, y: Y_train})",
    "group of ops": SESSION + "both = tf.group(train, tf.no_op())\nsess.run(both, {x: X_train, y: Y_train})",
    "op behind control dependencies": SESSION
    + "with tf.control_dependencies([train]):\n    both = tf.no_op()\nsess.run(both, {x: X_train, y: Y_train})",
    "loss that waits for the train op": SESSION
    + "with tf.control_dependencies([train]):\n    c = tf.identity(cost)\nsess.run(c, {x: X_train, y: Y_train})",
}


@pytest.mark.parametrize("script", TRAINS.values(), ids=TRAINS.keys())
def test_a_run_that_fetches_the_train_op_trains_on_what_is_fed(script: str) -> None:
    assert believed(GRAPH + script, "fit", "evaluate", "predict") == ON_TRAIN


STEPS = {
    "minimize": "train = tf.train.AdamOptimizer().minimize(cost)",
    "optimizer in a variable": "opt = tf.train.AdamOptimizer()\ntrain = opt.minimize(cost, global_step=None)",
    "positional variables": "train = tf.train.AdamOptimizer().minimize(cost, None, [w, b])",
    "compute and apply": "opt = tf.train.AdamOptimizer()\ntrain = opt.apply_gradients(opt.compute_gradients(cost))",
    "clipped by value": """
opt = tf.train.AdamOptimizer()
pairs = opt.compute_gradients(cost)
clipped = [(tf.clip_by_value(g, -1., 1.), v) for g, v in pairs]
train = opt.apply_gradients(clipped)
""",
    "clipped where there is a gradient": """
opt = tf.train.AdamOptimizer()
pairs = opt.compute_gradients(cost)
for i, (g, v) in enumerate(pairs):
    if g is not None:
        pairs[i] = (tf.clip_by_norm(g, 5.), v)
train = opt.apply_gradients(pairs)
""",
    "clipped by global norm": """
opt = tf.train.AdamOptimizer()
tvars = tf.trainable_variables()
grads, norm = tf.clip_by_global_norm(tf.gradients(cost, tvars), 5.)
train = opt.apply_gradients(zip(grads, tvars))
""",
    "unzipped pairs": """
opt = tf.train.AdamOptimizer()
grads, tvars = zip(*opt.compute_gradients(cost))
grads, _ = tf.clip_by_global_norm(grads, 5.)
train = opt.apply_gradients(zip(grads, tvars))
""",
    "made in a helper": "def op(c):\n    return tf.train.AdamOptimizer().minimize(c)\ntrain = op(cost)",
    "class looked up by name": "train = {'adam': tf.train.AdamOptimizer}['adam']().minimize(cost)",
    "pairs by keyword": (
        "opt = tf.train.AdamOptimizer()\ntrain = opt.apply_gradients(grads_and_vars=opt.compute_gradients(loss=cost))"
    ),
    "slim": "train = tf.contrib.slim.learning.create_train_op(cost, tf.train.AdamOptimizer())",
}


@pytest.mark.parametrize("script", STEPS.values(), ids=STEPS.keys())
def test_a_train_op_knows_its_loss_and_its_optimizer(script: str) -> None:
    facts = facts_of(DATA + NET + script + "\ntf.Session().run(train, {x: X_train, y: Y_train})")
    (applied,) = facts.of(GradientApplied)
    assert expression(applied.loss) == (
        "reduce_mean(square(-(+(matmul(placeholder, Variable(normal)), Variable(zeros)), placeholder)))"
    )
    assert getattr(applied.optimizer, "kind", None) == "tf.train.AdamOptimizer"
    assert believed(DATA + NET + script + "\ntf.Session().run(train, {x: X_train, y: Y_train})", "fit") == ON_TRAIN


def test_gradients_moved_by_hand_are_a_train_op_without_optimizer() -> None:
    script = "g, = tf.gradients(cost, [w])\ntrain = tf.assign(w, w - 0.1 * g)\ntf.Session().run(train, {x: X_train, y: Y_train})"
    assert believed(DATA + NET + script, "train op", "fit") == [
        "train op: the script itself moves tf.Variable of shape (4, 1) to lower reduce_mean(square(-(+(matmul("
        "placeholder, Variable(normal)), Variable(zeros)), placeholder)))",
        *ON_TRAIN,
    ]


def test_an_optimizer_that_is_not_known_still_trains() -> None:
    script = "from own import wrap\nopt = wrap(tf.train.AdamOptimizer())\ntrain = opt.minimize(cost)\n"
    (fit,) = believed(DATA + NET + script + "tf.Session().run(train, {x: X_train, y: Y_train})", "fit")
    assert fit == "fit on slice, rows #[:800]; not understood: optimizer: own module own"


def test_a_session_runs_the_graph_it_was_made_for() -> None:
    script = (
        DATA
        + "graph = tf.Graph()\nwith graph.as_default():\n"
        + textwrap.indent(NET + TRAIN, "    ")
        + "with tf.Session(graph=graph) as sess:\n    sess.run(train, {x: X_train, y: Y_train})\n"
        "    sess.run(cost, {x: X_test, y: Y_test})\n"
    )
    assert believed(script, "fit", "evaluate") == [*ON_TRAIN, "evaluate on slice, rows #[800:]"]


EVALUATES = {
    "a run of the loss alone": (
        SESSION + "sess.run(cost, {x: X_test, y: Y_test})",
        ["evaluate on slice, rows #[800:]"],
    ),
    "a run of the prediction": (SESSION + "sess.run(pred, {x: X_test})", ["predict on slice, rows #[800:]"]),
    "tensor.eval": (
        "sess = tf.InteractiveSession()\ncost.eval(feed_dict={x: X_test, y: Y_test})",
        ["evaluate on slice, rows #[800:]"],
    ),
    "a metric beside the prediction": (
        SESSION
        + "acc = tf.reduce_mean(tf.cast(tf.equal(pred, y), tf.float32))\nsess.run([acc, pred], {x: X_test, y: Y_test})",
        ["evaluate on slice, rows #[800:]"],
    ),
    "training and evaluation in one loop": (
        SESSION
        + "for step in range(1000):\n    sess.run(train, {x: X_train, y: Y_train})\n    sess.run(cost, {x: X_test, y: Y_test})",
        [
            "fit on slice, rows #[:800]; understood (on one path, in a loop)",
            "evaluate on slice, rows #[800:] (on one path, in a loop)",
        ],
    ),
    "the initializer": (SESSION + "sess.run(tf.global_variables_initializer())", []),
    "weights are looked at": (SESSION + "print(sess.run([w, b]))", []),
    "another network that is never trained": (
        SESSION + "v = tf.Variable(tf.zeros([4, 1]))\nsess.run(tf.matmul(x, v), {x: X_test})",
        [],
    ),
}


@pytest.mark.parametrize(("script", "expected"), EVALUATES.values(), ids=EVALUATES.keys())
def test_a_run_without_a_train_op_is_no_training(script: str, expected: list[str]) -> None:
    assert believed(GRAPH + script, "fit", "evaluate", "predict") == expected


FEEDS = {
    "switches and rates are no data": (
        "keep = tf.placeholder(tf.float32)\nh = tf.nn.dropout(tf.matmul(x, w), keep)\nc = tf.reduce_mean(tf.square(h - y))\n"
        "op = tf.train.AdamOptimizer().minimize(c)\ntf.Session().run(op, {keep: 0.5, x: X_train, y: Y_train})",
        ["fit on slice, rows #[:800]; understood"],
    ),
    "the last batch of a slice loop": (
        TRAIN
        + "sess = tf.Session()\nfor i in range(2):\n    sess.run(train, {x: X_train[i * 32:(i + 1) * 32], y: Y_train[i * 32:(i + 1) * 32]})",
        [
            "fit on slice, rows #[:800][0:32]; understood",
            "fit on slice, rows #[:800][32:64]; understood",
        ],
    ),
    "nothing is fed": (
        TRAIN + "tf.Session().run(train)",
        ["fit on unknown (nothing is fed); not understood: rows: nothing is fed"],
    ),
    "feeds that are not known": (
        TRAIN + "from own import feeds\ntf.Session().run(train, feed_dict=feeds())",
        ["fit on unknown (own module own); not understood: rows: own module own"],
    ),
    "mini-batches of MNIST are its training rows": (
        TRAIN
        + """
from tensorflow.examples.tutorials.mnist import input_data
mnist = input_data.read_data_sets("/tmp", one_hot=True)
with tf.Session() as sess:
    for _ in range(mnist.train.num_examples // 100):
        bx, by = mnist.train.next_batch(100)
        sess.run(train, feed_dict={x: bx, y: by})
    sess.run(cost, feed_dict={x: mnist.test.images, y: mnist.test.labels})
""",
        [
            "fit on batch of shape (?, 784), rows #; understood (on one path, in a loop)",
            "evaluate on tf.examples.tutorials.mnist.input_data.read_data_sets of shape (10000, 784), rows #",
        ],
    ),
    "lists written out in the graph": (
        "c = tf.reduce_mean(tf.square(w[0] * [1.0, 2.0, 3.0] - [1.0, 2.0, 3.0]))\n"
        "op = tf.train.AdamOptimizer().minimize(c)\ntf.Session().run(op)",
        ["fit on tf.convert_to_tensor of shape (3), rows #; understood"],
    ),
    "a dataset instead of feeds": (
        "ds = tf.data.Dataset.from_tensor_slices((X_train, Y_train)).batch(32)\na, t = ds.make_one_shot_iterator().get_next()\n"
        "c = tf.reduce_mean(tf.square(tf.matmul(a, w) - t))\nop = tf.train.AdamOptimizer().minimize(c)\ntf.Session().run(op)",
        ["fit on slice, rows #[:800]; understood"],
    ),
    "a batch that another run fetched": (
        TRAIN
        + "ds = tf.data.Dataset.from_tensor_slices((X_train, Y_train))\nnext_one = ds.make_one_shot_iterator().get_next()\n"
        "sess = tf.Session()\na, t = sess.run(next_one)\nsess.run(train, {x: a, y: t})",
        ["fit on slice, rows #[:800]; understood"],
    ),
}


@pytest.mark.parametrize(("script", "expected"), FEEDS.values(), ids=FEEDS.keys())
def test_the_rows_of_a_run_are_those_of_its_feeds(script: str, expected: list[str]) -> None:
    assert believed(DATA + NET + script, "fit", "evaluate") == expected


def test_a_run_says_what_it_fetches_and_what_each_placeholder_holds() -> None:
    (ran,) = facts_of(GRAPH + SESSION + "sess.run([train, cost], {x: X_train, y: Y_train})").of(SessionRan)
    assert [expression(each, 0) for each in ran.fetches] == ["step", "reduce_mean"]
    assert [(expression(key), expression(array, 0)) for key, array in ran.feeds] == [
        ("placeholder", "slice"),
        ("placeholder", "slice"),
    ]
    assert ran.complete


def names_of_weights(script: str) -> list[str]:
    """The paths of the variables that the loss of the only train op depends on."""
    (applied,) = facts_of(DATA + textwrap.dedent(script)).of(GradientApplied)
    paths = [weight.attribute("path") for weight in read(applied.loss).weights]
    return [str(path.value) if isinstance(path, Known) else "?" for path in paths]


SCOPES = {
    "nested scopes": (
        """
        with tf.variable_scope("net"):
            with tf.variable_scope("layer"):
                w = tf.get_variable("w", [4, 1])
        tf.train.AdamOptimizer().minimize(tf.reduce_sum(tf.matmul(X, w)))
        """,
        ["net/layer/w"],
    ),
    "a function that returns inside its scope": (
        """
        def dense(a, name):
            with tf.variable_scope(name):
                return tf.matmul(a, tf.get_variable("w", [4, 4]))
        out = dense(dense(X, "one"), "two")
        tf.train.AdamOptimizer().minimize(tf.reduce_sum(out * tf.get_variable("scale", [])))
        """,
        ["one/w", "two/w", "scale"],
    ),
    "a variable used again": (
        """
        def net(a, reuse):
            with tf.variable_scope("d", reuse=reuse):
                return tf.matmul(a, tf.get_variable("w", [4, 1]))
        tf.train.AdamOptimizer().minimize(tf.reduce_mean(net(X, False) - net(X[::-1], True)))
        """,
        ["d/w"],
    ),
    "a scope entered again by its object": (
        """
        with tf.variable_scope("d") as scope:
            a = tf.get_variable("w", [4, 1])
        with tf.variable_scope(scope, reuse=True):
            b = tf.get_variable("w", [4, 1])
        tf.train.AdamOptimizer().minimize(tf.reduce_mean(tf.matmul(X, a) * tf.matmul(X, b)))
        """,
        ["d/w"],
    ),
    "another graph has variables of its own": (
        """
        with tf.Graph().as_default():
            tf.get_variable("w", [4, 2])
        with tf.Graph().as_default():
            w = tf.get_variable("w", [4, 1])
            tf.train.AdamOptimizer().minimize(tf.reduce_sum(tf.matmul(X, w) * len(tf.trainable_variables())))
        """,
        ["w"],
    ),
    "a variable that does not train": (
        """
        w = tf.Variable(tf.zeros([4, 1]), name="w")
        m = tf.Variable(tf.zeros([1]), trainable=False, name="mean")
        tf.train.AdamOptimizer().minimize(tf.reduce_sum(tf.matmul(X, w) - m))
        """,
        ["w"],
    ),
    "weight decay over the collection of variables": (
        """
        w = tf.get_variable("w", [4, 1])
        v = tf.get_variable("v", [4, 1])
        decay = tf.add_n([tf.nn.l2_loss(each) for each in tf.trainable_variables()])
        tf.train.AdamOptimizer().minimize(decay)
        """,
        ["w", "v"],
    ),
    "losses that tf.losses collects": (
        """
        w = tf.get_variable("w", [4, 1])
        v = tf.get_variable("v", [4, 1])
        tf.losses.mean_squared_error(Y, tf.matmul(X, w))
        tf.losses.add_loss(tf.nn.l2_loss(v))
        tf.train.AdamOptimizer().minimize(tf.losses.get_total_loss())
        """,
        ["w", "v"],
    ),
    "losses collected and summed": (
        """
        w = tf.get_variable("w", [4, 1])
        v = tf.get_variable("v", [4, 1])
        tf.add_to_collection("losses", tf.nn.l2_loss(w))
        tf.add_to_collection("losses", tf.nn.l2_loss(v))
        tf.train.AdamOptimizer().minimize(tf.add_n(tf.get_collection("losses")))
        """,
        ["w", "v"],
    ),
}


@pytest.mark.parametrize(("script", "expected"), SCOPES.values(), ids=SCOPES.keys())
def test_the_weights_below_a_loss_are_found_by_a_walk(script: str, expected: list[str]) -> None:
    assert names_of_weights(script) == expected


def test_variables_of_one_scope_are_told_from_those_of_another() -> None:
    script = """
    with tf.variable_scope("generator"):
        g = tf.get_variable("w", [4, 4])
    with tf.variable_scope("discriminator"):
        d = tf.get_variable("w", [4, 1])
    loss = tf.reduce_mean(tf.matmul(tf.matmul(X, g), d))
    only = [v for v in tf.trainable_variables() if v.name.startswith("disc")]
    tf.train.AdamOptimizer().minimize(loss, var_list=only)
    tf.train.AdamOptimizer().minimize(loss, var_list=tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, "gen"))
    """
    facts = facts_of(DATA + textwrap.dedent(script))
    moved = [item for event in facts.of(GradientApplied) for item in getattr(event.variables, "items", ())]
    paths = [each.attribute("path") for each in moved if isinstance(each, Tensor)]
    assert paths == [Known("discriminator/w"), Known("generator/w")]


def codes(script: str) -> list[tuple[str, int]]:
    """The findings in a script, by code and line."""
    return [(each.code, each.start.row) for each in check_source("train.py", script.encode()).findings]


@pytest.mark.parametrize(
    "run",
    ["sess.run(cost, {x: X_test, y: Y_test})", "with sess.as_default():\n    cost.eval({x: X_test, y: Y_test})"],
    ids=["session.run", "tensor.eval"],
)
def test_rows_that_are_fed_to_training_and_to_evaluation_are_a_leak(run: str) -> None:
    script = DATA.replace("X[800:]", "X[700:]").replace("Y[800:]", "Y[700:]") + NET + TRAIN
    script += f"sess = tf.Session()\nsess.run(train, {{x: X_train, y: Y_train}})\n{run}\n"
    assert codes(script) == [("ZL101", 5)]
    assert codes(GRAPH + f"sess = tf.Session()\nsess.run(train, {{x: X_train, y: Y_train}})\n{run}\n") == []
