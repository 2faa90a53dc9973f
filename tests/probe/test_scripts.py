"""The probe on programs as people write them: in part unknown, refused by TensorFlow, too large to train.

One run over all scripts, and so one import of TensorFlow.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.support.processes import process

pytestmark = pytest.mark.tensorflow

SCRIPTS = {
    "by_hand": """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 20])
y = tf.placeholder(tf.float32, [None, 5])
width = int(open("width").read())
hidden = tf.layers.dense(x, width, activation=tf.nn.relu)
hidden = tf.layers.dropout(hidden, training=True)
hidden = tf.nn.dropout(hidden, tf.placeholder(tf.float32))
both = tf.concat([hidden, hidden], axis=1)
w = tf.Variable(tf.random_normal([16, 5]))
b = tf.Variable(tf.zeros([5]))
answers = tf.nn.softmax(tf.matmul(both, w) + b)
cost = tf.reduce_mean(-tf.reduce_sum(y * tf.log(answers), axis=1))
train = tf.train.GradientDescentOptimizer(0.0).minimize(cost)
""",
    "convolved": """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 8, 8, 1])
y = tf.placeholder(tf.float32, [None, 10])
w = tf.Variable(tf.random_normal([3, 3, 1, 10]))
b = tf.Variable(tf.constant(0.1, shape=[10]))
maps = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, w, strides=[1, 1, 1, 1], padding="SAME"), b))
pooled = tf.nn.avg_pool(maps, ksize=[1, 8, 8, 1], strides=[1, 8, 8, 1], padding="VALID")
answers = tf.nn.softmax(tf.squeeze(pooled))
cost = -tf.reduce_sum(y * tf.log(answers))
train = tf.train.AdamOptimizer(1e-3).minimize(cost)
""",
    "narrowed": """\
import keras

model = keras.Sequential([keras.Input((13,)), *(keras.layers.Dense(units) for units in (10, 13, 1))])
model.compile("adam", "mse")
model.fit(x, y)
""",
    "no_optimizer": """\
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.0, momentum=3.0), "mse")
model.fit(x, y)
""",
    "yes_or_no": """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 6])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([6, 1]))
b = tf.Variable(tf.random_normal([1]))
answers = tf.sigmoid(tf.matmul(x, w) + b)
cost = -tf.reduce_mean(y * tf.log(answers) + (1 - y) * tf.log(1 - answers))
train = tf.train.GradientDescentOptimizer(0.0).minimize(cost)
""",
    "tape": """\
import keras
import tensorflow as tf

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(3, "softmax")])
optimizer = keras.optimizers.Adam()


@tf.function
def step(x, y):
    with tf.GradientTape() as tape:
        answers = model(x)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.cast(y, tf.int32), logits=answers)
        loss = tf.reduce_mean(losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


for x, y in load():
    step(x, y)
""",
    "refused": """\
import keras

model = keras.Sequential([
    keras.layers.Conv2D(8, (1, 1), activation="relu", input_shape=(13, 1, 1)),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(4, (1, 1), activation="relu"),
    keras.layers.Flatten(),
    keras.layers.Dense(1, activation="softmax"),
])
model.compile("adam", "mse")
model.fit(x, y)
""",
    "refused_layers": """\
import keras

model = keras.Sequential([
    keras.layers.Conv1D(10, 2, input_shape=(28, 28, 1)),
    keras.layers.Reshape((756, 10)),
    keras.layers.Flatten(),
    keras.layers.Dense(16),
    keras.layers.Dense(16),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
model.fit(x, y)
""",
    "heavy": """\
import keras

model = keras.Sequential([
    keras.Input((64, 64, 3)),
    keras.layers.Conv2D(128, 3, activation="relu"),
    keras.layers.Conv2D(256, 3, activation="relu"),
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(10),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y)
""",
    "clipped": """\
import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(100), keras.layers.Dense(10), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
model.fit(x, y)
""",
    "in_part": """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 28, 28, 1])
y = tf.placeholder(tf.float32, [None, 10])
w1 = tf.Variable(tf.random_normal([3, 3, 1, 8]))
maps = tf.reshape(tf.nn.depthwise_conv2d(x, w1, [1, 1, 1, 1], "SAME"), [-1, 6272])
w2 = tf.Variable(tf.random_normal([6272, 10], stddev=0.01))
scores = tf.matmul(maps, w2)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=scores, labels=y))
train = tf.train.AdagradOptimizer(9e-6).minimize(loss)
""",
    "measured": """\
import keras

model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "mse", metrics=["acc"])
model.fit(x, y)
""",
    "before_the_softmax": """\
import keras

model = keras.Sequential([keras.Input((30,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1, "softmax")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y)
""",
    "from_numbers": """\
import keras
import numpy as np
import pandas as pd

y = pd.get_dummies(np.loadtxt("y"))
model = keras.Sequential([keras.Input((30,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(3)])
model.compile("adam", "categorical_crossentropy")
model.fit(np.loadtxt("x"), y.to_numpy())
""",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, Any]]:
    """The verdict of each finding, by script and code."""
    folder = tmp_path_factory.mktemp("scripts")
    for name, code in SCRIPTS.items():
        (folder / f"{name}.py").write_text(code)
    ran = process(
        "--isolated", "--probe", "--probe-timeout", "600", "--no-cache", "--output-format", "json", ".", cwd=folder
    )
    return {
        (each["filename"].rpartition("/")[2][:-3], each["code"]): each["verdict"] for each in json.loads(ran.stdout)
    }


CONFIRMED = [
    ("by_hand", "ZL402"),
    ("by_hand", "ZL302"),
    ("convolved", "ZL402"),
    ("narrowed", "ZL602"),
    ("yes_or_no", "ZL402"),
    ("tape", "ZL205"),
    ("refused", "ZL201"),
    ("heavy", "ZL203"),
    ("clipped", "ZL203"),
    ("measured", "ZL215"),
    ("before_the_softmax", "ZL201"),
    ("from_numbers", "ZL203"),
]


@pytest.mark.parametrize(("script", "code"), CONFIRMED, ids=[f"{code}-{script}" for script, code in CONFIRMED])
def test_what_can_be_seen_in_what_is_known_is_confirmed(told, script, code):
    assert told[script, code]["status"] == "confirmed", told[script, code]["text"]


def test_what_had_to_be_chosen_is_named_with_its_line(told):
    chosen = "chosen here, since not known or too large: `units` of Dense (line 6), `rate` of Dropout (line 7)"
    assert told["by_hand", "ZL302"]["text"].endswith(f"{chosen}, the rate of `tf.nn.dropout` (line 8)")


@pytest.mark.parametrize("script", ["by_hand", "yes_or_no"])
def test_labels_by_hand_are_classes_and_no_cost_is_negative(told, script):
    loss = re.search(r"loss (\S+) for 200 steps", told[script, "ZL302"]["text"])
    assert loss is not None
    assert float(loss[1]) > 0.1


def test_a_layer_that_tensorflow_refuses_is_named_and_stood_in_for(told):
    text = told["refused", "ZL201"]["text"]
    assert "what TensorFlow refuses, its Conv2D layer (line 6) on rows of shape (6, 0, 8): " in text


def test_where_the_refused_layer_is_what_the_finding_is_about_nothing_is_shown(told):
    verdict = told["refused_layers", "ZL602"]
    assert verdict["status"] == "inconclusive"
    assert "TensorFlow refuses the rebuilt program, and so perhaps the script's: its Conv1D layer" in verdict["text"]
    assert "Error" not in verdict["text"]


def test_what_tensorflow_refuses_outside_of_the_network_is_named(told):
    text = told["no_optimizer", "ZL302"]["text"]
    assert text.startswith("TensorFlow refuses the rebuilt program, and so perhaps the script's: its optimizer SGD: ")
    assert "`momentum`" in text


def test_a_layer_that_takes_too_long_is_stood_in_for(told):
    assert "what takes too long, its Conv2D layer (line 6) on rows of shape" in told["heavy", "ZL203"]["text"]


def test_rows_that_the_loss_cuts_off_count_though_the_others_are_learnt(told):
    assert told["clipped", "ZL203"]["numbers"]["share_of_rows_without_gradient"] > 0.1


def test_a_part_of_a_program_refutes_nothing(told):
    verdict = told["in_part", "ZL301"]
    assert verdict["status"] == "inconclusive"
    assert verdict["text"].endswith("what is not rebuilt: `tf.nn.depthwise_conv2d` is not rebuilt (line 6)")


def test_a_loss_that_keras_computes_before_the_softmax_is_told(told):
    text = told["before_the_softmax", "ZL201"]["text"]
    assert re.search(r"spread 0\.\d+ and the same loss, which Keras computes before the softmax", text)


def test_what_is_left_behind_a_fix_is_probed(tmp_path):
    text = (
        "import keras\nimport numpy as np\nimport tensorflow as tf\n\nrows = tf.data.Dataset.range(1000).shuffle(1000)\n"
        "a, b = rows.take(800), rows.skip(800)\nx, y = np.random.rand(90, 6), np.random.randint(0, 2, 90)\n"
        'net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="softmax")])\n'
        'net.compile("adam", "binary_crossentropy")\nnet.fit(x, y)\n'
    )
    (tmp_path / "train.py").write_text(text)
    done = process("--isolated", "--probe", "--fix", "--no-cache", "--output-format", "json", ".", cwd=tmp_path)
    (left,) = json.loads(done.stdout)
    assert (left["code"], left["verdict"]["status"]) == ("ZL201", "confirmed")
