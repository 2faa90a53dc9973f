"""Training with gradient tapes: which model learns from which rows, and what only looks like training."""

from __future__ import annotations

import re

import pytest

from zerolint.facts.events import Fitted, GradientApplied, GradientTaken
from zerolint.facts.show import expression, lines
from zerolint.facts.values import NONE, Object
from zerolint.interp import interpret

HEAD = """
import tensorflow as tf
from tensorflow import keras
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
ds = tf.data.Dataset.from_tensor_slices((x_train, y_train)).batch(32)
model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10)])
optimizer = keras.optimizers.Adam()
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
"""
STEP = """
with tf.GradientTape() as tape:
    loss = loss_fn(y_train, model(x_train, training=True))
grads = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(grads, model.trainable_variables))
"""
FUNCTION = """
def train_step(x, y):
    with tf.GradientTape() as tape:
        logits = model(x, training=True)
        loss = loss_fn(y, logits)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
"""
DATA = "keras.datasets.mnist.load_data of shape (?, 28, 28), rows #"
LOOP = " (on one path, in a loop)"


def believed(script: str, *kinds: str) -> list[str]:
    """The lines of `zerolint facts` of these kinds, without the numbers of roots and how many rows are trained on."""
    found = (re.sub(r"#\d+", "#", text).replace("(60000, ", "(?, ") for _, text in lines(interpret(script).facts))
    return [text for text in found if text.startswith(kinds)]


TRAINS = {
    "one step": (STEP, [""]),
    "a step in a function": (FUNCTION + "train_step(x_train, y_train)", [""]),
    "tf.function as decorator": ("@tf.function" + FUNCTION + "train_step(x_train, y_train)", [""]),
    "tf.function with arguments": ("@tf.function(jit_compile=True)" + FUNCTION + "train_step(x_train, y_train)", [""]),
    "tf.function as a call": (FUNCTION + "fast = tf.function(train_step)\nfast(x_train, y_train)", [""]),
    "loop over a dataset": (FUNCTION + "for x, y in ds:\n    train_step(x, y)", [LOOP]),
    "enumerated dataset": (FUNCTION + "for step, (x, y) in enumerate(ds):\n    train_step(x, y)", [LOOP]),
    "dataset's own enumerate": (FUNCTION + "for step, (x, y) in ds.enumerate():\n    train_step(x, y)", [LOOP]),
    "part of a dataset": (FUNCTION + "for x, y in ds.prefetch(2).repeat():\n    train_step(x, y)", [LOOP]),
    "elements kept together": (FUNCTION + "for batch in ds:\n    train_step(*batch)", [LOOP]),
    "elements by position": (FUNCTION + "for batch in ds:\n    train_step(batch[0], batch[1])", [LOOP]),
    "next of an iterator": (FUNCTION + "x, y = next(iter(ds))\ntrain_step(x, y)", [""]),
    "iterator in a variable": (
        FUNCTION + "it = iter(ds.repeat())\nfor _ in range(2):\n    train_step(*next(it))",
        ["", ""],
    ),
    "get_next": (FUNCTION + "it = iter(ds)\nx, y = it.get_next()\ntrain_step(x, y)", [""]),
    "progress bar": (FUNCTION + "from tqdm import tqdm\nfor x, y in tqdm(ds):\n    train_step(x, y)", [LOOP]),
    "epochs around the dataset": (
        FUNCTION + "for epoch in range(100):\n    for x, y in ds:\n        train_step(x, y)",
        [LOOP],
    ),
    "distributed": (
        "strategy = tf.distribute.MirroredStrategy()"
        + FUNCTION
        + "for x, y in strategy.experimental_distribute_dataset(ds):\n    strategy.run(train_step, args=(x, y))",
        [LOOP],
    ),
    "dataset made on each host": (
        "strategy = tf.distribute.TPUStrategy()"
        + FUNCTION
        + "it = iter(strategy.distribute_datasets_from_function(lambda context: ds))\n"
        "strategy.run(train_step, args=next(it))",
        [""],
    ),
    "gradient in a helper": (
        """
def grad(net, x, y):
    with tf.GradientTape() as tape:
        value = loss_fn(y, net(x))
    return value, tape.gradient(value, net.trainable_variables)
value, grads = grad(model, x_train, y_train)
optimizer.apply_gradients(zip(grads, model.trainable_variables))
""",
        [""],
    ),
    "clipped gradients": (
        STEP.replace("optimizer.apply", "grads = [tf.clip_by_norm(g, 1.0) for g in grads]\noptimizer.apply"),
        [""],
    ),
    "pairs made a list": (STEP.replace("zip(grads, model", "list(zip(grads, model").replace("es))", "es)))"), [""]),
    "globally clipped gradients": (
        STEP.replace("optimizer.apply", "grads, _ = tf.clip_by_global_norm(grads, 1.0)\noptimizer.apply"),
        [""],
    ),
    "apply of Keras 3": (
        STEP.replace("apply_gradients(zip(grads, model", "apply(grads, model").replace("es))", "es)"),
        [""],
    ),
    "minimize with a function": (
        "optimizer.minimize(lambda: loss_fn(y_train, model(x_train)), model.trainable_variables)",
        [""],
    ),
    "minimize with a tape": (
        "with tf.GradientTape() as tape:\n    loss = loss_fn(y_train, model(x_train))\n"
        "optimizer.minimize(loss, model.trainable_weights, tape=tape)",
        [""],
    ),
    "loss with regularisation": (STEP.replace("training=True))", "training=True)) + tf.add_n(model.losses)"), [""]),
    "class with a train method": (
        """
class Trainer:
    def __init__(self, net):
        self.net = net
        self.optimizer = keras.optimizers.SGD(0.1)
    @tf.function
    def train(self, x, y):
        with tf.GradientTape() as tape:
            loss = loss_fn(y, self.net(x, training=True))
        variables = self.net.trainable_variables
        self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
Trainer(model).train(x_train, y_train)
""",
        [""],
    ),
}


@pytest.mark.parametrize(("script", "circumstances"), TRAINS.values(), ids=TRAINS.keys())
def test_a_model_called_in_a_tape_is_trained_on_its_batch(script: str, circumstances: list[str]) -> None:
    # `repeat` gives the same rows again, and is what facts call them then.
    data = DATA.replace("keras.datasets.mnist.load_data", "repeated") if ".repeat()" in script else DATA
    assert believed(HEAD + script, "fit") == [f"fit on {data}; understood{each}" for each in circumstances]


def test_constants_are_trained_on_where_there_is_nothing_else() -> None:
    script = """
w = tf.Variable(2.0)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(tf.square(w * tf.constant([-1.0]) - tf.constant([2.0])))
optimizer.apply_gradients(zip(tape.gradient(loss, [w]), [w]))
"""
    assert believed(HEAD + script, "fit") == ["fit on tf.constant of shape (1), rows #; understood"]


def test_class_weights_are_no_targets_beside_labels() -> None:
    script = """
weights = tf.constant([[0.1], [0.9]])
with tf.GradientTape() as tape:
    logits = model(x_train)
    loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y_train, logits=logits) * weights)
optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
"""
    (fit,) = interpret(HEAD + script).facts.of(Fitted)
    assert expression(fit.y) == "load_data"


def test_the_fit_knows_the_model_the_targets_and_the_gradient() -> None:
    facts = interpret(HEAD + STEP).facts
    (fit,) = facts.of(Fitted)
    assert fit.library == "tape"
    assert isinstance(fit.model, Object)
    assert fit.model.kind == "keras.Sequential"
    assert expression(fit.y) == "load_data"
    assert fit.gradient is not None
    assert expression(fit.gradient.loss) == "sparse_categorical_crossentropy(load_data, Dense(Flatten(load_data)))"


NO_TRAINING = {
    "the gradient is never applied": STEP.replace("optimizer.apply_gradients(zip(", "print(list(zip(").replace(
        "es))", "es)))"
    ),
    "the model is only called": "for x, y in ds:\n    print(loss_fn(y, model(x, training=False)))",
    "a test step": "@tf.function\ndef test_step(x, y):\n    return loss_fn(y, model(x, training=False))\nfor x, y in ds:\n    test_step(x, y)",
    "an optimizer of another library": "from own import state\nstate = state.apply_gradients(grads=x_train)",
    "constants for gradients": "v = tf.Variable(1.0)\noptimizer.apply_gradients([(tf.constant(0.1), v)])",
}


@pytest.mark.parametrize("script", NO_TRAINING.values(), ids=NO_TRAINING.keys())
def test_what_applies_no_gradient_trains_nothing(script: str) -> None:
    assert believed(HEAD + script, "fit", "gradient step") == []


def test_a_gradient_that_is_not_applied_is_still_known() -> None:
    facts = interpret(HEAD + STEP.replace("optimizer.apply_gradients", "print")).facts
    (taken,) = facts.of(GradientTaken)
    assert expression(taken.loss, 0) == "sparse_categorical_crossentropy"
    assert facts.of(GradientApplied) == []


def test_a_tape_tells_what_it_recorded_from_what_was_computed_before() -> None:
    script = "before = model(x_train)\nwith tf.GradientTape() as tape:\n    loss = loss_fn(y_train, before)\n"
    facts = interpret(HEAD + script + "tape.gradient(loss, model.trainable_variables)\n").facts
    (taken,) = facts.of(GradientTaken)
    assert taken.recorded is not None
    opened, closed = (each.key for each in taken.recorded)
    loss = taken.loss
    assert opened < getattr(loss, "key", 0) < closed
    assert getattr(loss, "operands")[1].key < opened  # noqa: B009


def test_variables_moved_by_hand_are_a_step_without_optimizer() -> None:
    script = """
w = tf.Variable(tf.random.normal([784, 10]))
b = tf.Variable(tf.zeros([10]))
with tf.GradientTape() as tape:
    logits = tf.reshape(x_train, [-1, 784]) @ w + b
    loss = tf.reduce_mean(tf.square(tf.one_hot(y_train, 10) - logits))
dw, db = tape.gradient(loss, [w, b])
w.assign_sub(0.1 * dw)
b.assign_sub(0.1 * db)
"""
    facts = interpret(HEAD + script).facts
    assert [event.optimizer for event in facts.of(GradientApplied)] == [NONE, NONE]
    assert len(facts.of(Fitted)) == 2


GAN = """
generator = keras.Sequential([keras.Input((16,)), keras.layers.Dense(784)])
discriminator = keras.Sequential([keras.Input((784,)), keras.layers.Dense(1)])
bce = keras.losses.BinaryCrossentropy(from_logits=True)
first, second = keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4)
for images, _ in ds:
    noise = tf.random.normal([32, 16])
    with tf.GradientTape() as one, tf.GradientTape() as two:
        fake = generator(noise, training=True)
        real, made = discriminator(tf.reshape(images, [-1, 784])), discriminator(fake)
        g_loss = bce(tf.ones_like(made), made)
        d_loss = bce(tf.ones_like(real), real) + bce(tf.zeros_like(made), made)
    g, d = one.gradient(g_loss, generator.trainable_variables), two.gradient(d_loss, discriminator.trainable_variables)
    first.apply_gradients(zip(g, generator.trainable_variables))
    second.apply_gradients(zip(d, discriminator.trainable_variables))
"""


def test_two_models_trained_against_each_other_are_two_fits() -> None:
    generator, discriminator = interpret(HEAD + GAN).facts.of(Fitted)
    assert generator.model != discriminator.model
    assert expression(generator.x, 0) == "normal"
    assert expression(discriminator.x) == "reshape(load_data)"


def test_a_persistent_tape_gives_several_gradients() -> None:
    script = """
other = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10)])
with tf.GradientTape(persistent=True) as tape:
    one, two = loss_fn(y_train, model(x_train)), loss_fn(y_train, other(x_train))
for net, loss in ((model, one), (other, two)):
    optimizer.apply_gradients(zip(tape.gradient(loss, net.trainable_variables), net.trainable_variables))
del tape
"""
    first, second = interpret(HEAD + script).facts.of(Fitted)
    assert first.model != second.model


def test_variables_of_two_models_in_one_list_are_one_step() -> None:
    script = STEP.replace("loss_fn(y_train, model(x_train, training=True))", "loss_fn(y_train, head(model(x_train)))")
    script = script.replace("model.trainable_variables", "(model.trainable_variables + head.trainable_variables)")
    (applied,) = believed(HEAD + "head = keras.Sequential([keras.layers.Dense(10)])\n" + script, "gradient step")
    assert "Dense(Dense(Flatten(load_data)))" in applied


OWN_STEP = """
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = keras.layers.Dense(10)
    def call(self, x):
        return self.d(x)
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = loss_fn(y, self(x, training=True))
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))
        return {"loss": loss}
net = Net()
net.compile(optimizer)
net.fit(x_train, y_train)
"""


def test_fit_runs_the_train_step_of_a_model_and_stays_one_fit() -> None:
    facts = interpret(HEAD + OWN_STEP).facts
    (fit,) = facts.of(Fitted)
    (applied,) = facts.of(GradientApplied)
    assert fit.library == "keras"
    assert getattr(applied.optimizer, "kind", None) == "keras.optimizers.Adam"
    assert expression(applied.loss) == "sparse_categorical_crossentropy(load_data, Dense(load_data))"
    assert not applied.uncalled


@pytest.mark.parametrize(
    "call",
    ["self.compute_loss(x, y, self(x))", "self.compute_loss(y=y, y_pred=self(x))", "self.compiled_loss(y, self(x))"],
)
def test_the_compiled_loss_of_a_train_step_leads_to_the_weights(call: str) -> None:
    script = OWN_STEP.replace("loss_fn(y, self(x, training=True))", call)
    (applied,) = interpret(HEAD + script.replace("compile(optimizer)", "compile(optimizer, loss_fn)")).facts.of(
        GradientApplied
    )
    assert expression(applied.loss).endswith("(load_data, Dense(load_data))")


def test_a_network_of_many_skip_connections_is_compared_in_a_loop() -> None:
    script = """
inputs = keras.Input((28, 28))
x = inputs
for block in range(6):
    for _ in range(8):
        x = keras.layers.Add()([x, keras.layers.Dense(28)(x)])
model = keras.Model(inputs, keras.layers.Dense(10)(keras.layers.Flatten()(x)))
"""
    loop = "while True:\n    for x, y in ds:\n        train_step(x, y)\n"
    assert believed(HEAD + script + FUNCTION + loop, "fit") == [f"fit on {DATA}; understood{LOOP}"]


UNKNOWN = {
    "a loss from another module": (
        STEP.replace("loss_fn(", "cost(").replace("with", "from own import cost\nwith", 1),
        "cost: own module own",
    ),
    "an optimizer from another module": (
        "from own import optimizer\n" + STEP,
        "optimizer: own module own",
    ),
    "rows from another module": (
        "from own import x_train, y_train\n" + STEP,
        "rows: own module own",
    ),
}


@pytest.mark.parametrize(("script", "reason"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_is_not_known_about_a_step_is_said(script: str, reason: str) -> None:
    (fit,) = believed(HEAD + script, "fit")
    assert f"not understood: {reason}" in fit
