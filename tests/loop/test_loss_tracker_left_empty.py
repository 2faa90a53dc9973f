"""Steps of one's own that report metrics they never update, in the spellings of real scripts, and steps that don't."""

from __future__ import annotations

import textwrap

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers as L
X = np.random.rand(64, 4)
y = X[:, :1]
"""
TAIL = """
i = keras.Input((4,))
m = M(i, L.Dense(1)(i))
m.compile('adam')
m.fit(X, y, epochs=3)
"""


def step(*lines: str, name: str = "train_step", before: str = "", base: str = "keras.Model") -> str:
    """A model class with a step that descends its loss and then runs these lines."""
    body = "\n".join(f"        {line}" for line in lines)
    return f"class M({base}):\n{textwrap.indent(before, '    ')}" + (
        f"    def {name}(self, data):\n        x, t = data\n        with tf.GradientTape() as tape:\n"
        f"            loss = tf.reduce_mean((self(x, training=True) - t) ** 2)\n"
        f"        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))\n"
        f"{body}\n"
    )


OWN = "def __init__(self, *a, **k):\n    super().__init__(*a, **k)\n    self.seen = keras.metrics.Mean(name='loss')\n"
LISTED = OWN + "@property\ndef metrics(self):\n    return [self.seen]\n"
OWN_COST = OWN.replace("self.seen", "self.cost").replace("name='loss'", "name='cost'")
EMPTY = {
    "no loss was compiled, but one is returned": step(
        "self.cost.update_state(loss)", "return {'loss': loss, 'cost': self.cost.result()}", before=OWN_COST
    )
    + TAIL,
    "a loss was compiled, and its metric is empty beside others": step(
        "self.cost.update_state(loss)",
        "return {each.name: each.result() for each in self.metrics}",
        before=OWN_COST,
    )
    + TAIL.replace("compile('adam')", "compile('adam', 'mse')"),
    "dict of a call": step("return dict(loss=loss)") + TAIL,
    "through a variable": step("logs = {}", "logs['loss'] = loss", "return logs") + TAIL,
    "decorated": step("return {'loss': loss}").replace("    def train_step", "    @tf.function\n    def train_step")
    + TAIL,
    "own tracker listed but not updated": step("return {'loss': self.seen.result()}", before=LISTED) + TAIL,
    "a global tracker that is not listed": "seen = keras.metrics.Mean(name='loss')\n"
    + step("seen.update_state(loss)", "return {'loss': seen.result()}")
    + TAIL,
    "compute_loss": step("return {'loss': self.compute_loss(y=t, y_pred=self(x))}")
    + TAIL.replace("compile('adam')", "compile('adam', 'mse')"),
    "get_metrics_result": step("return self.get_metrics_result()") + TAIL,
    "compute_metrics with metrics of compile": step("return self.compute_metrics(x, t, self(x))")
    + TAIL.replace("compile('adam')", "compile('adam', 'mse', metrics=['mae'])"),
    "inherited": "class Base(keras.Model):\n    pass\n" + step("return {'loss': loss}", base="Base") + TAIL,
    "in a helper method": step(
        "return self.report(loss)", before="def report(self, loss):\n    return {'loss': loss}\n"
    )
    + TAIL,
    "own compile": step(
        "return {'loss': loss}",
        before="def compile(self, optimizer, weight=1.0):\n    super().compile(optimizer=optimizer)\n    self.weight = weight\n",
    )
    + TAIL,
    "a class that is not fitted": step("return {'loss': loss}", before=LISTED),
    "a class whose call is not known": step(
        "return {'loss': self.seen.result(), 'gap': self.gap.result()}",
        before=(
            "def __init__(self, net, size, **k):\n    super().__init__(**k)\n    self.net = net\n"
            "    self.seen, self.gap = keras.metrics.Mean(name='loss'), keras.metrics.Mean(name='gap')\n"
            "@property\ndef metrics(self):\n    return [self.seen, self.gap]\ndef call(self, x):\n    return self.net(x)\n"
        ),
    ),
    "test_step in validation": step("return {'loss': loss}", name="test_step")
    + TAIL.replace("compile('adam')", "compile('adam', 'mse')").replace(
        "epochs=3", "validation_data=(np.random.rand(64, 4), y)"
    ),
    "test_step in evaluate": step("return {'loss': loss}", name="test_step")
    + TAIL.replace("compile('adam')", "compile('adam', 'mse')").replace("m.fit(X, y, epochs=3)", "m.evaluate(X, y)"),
    "a result under another name": step("return {'total': self.seen.result(), 'loss': loss}", before=LISTED) + TAIL,
}
FILLED = {
    "own tracker updated": step("self.seen.update_state(loss)", "return {'loss': self.seen.result()}", before=LISTED)
    + TAIL,
    "own tracker not listed": step("self.seen.update_state(loss)", "return {'loss': self.seen.result()}", before=OWN)
    + TAIL,
    "tracker called": step("return {'loss': self.seen(loss)}", before=LISTED) + TAIL,
    "tracker of compile": step("self._loss_tracker.update_state(loss)", "return {'loss': loss}") + TAIL,
    "compiled_metrics": step(
        "self.compiled_metrics.update_state(t, self(x))", "return {m.name: m.result() for m in self.metrics}"
    )
    + TAIL.replace("compile('adam')", "compile('adam', 'mse', metrics=['mae'])"),
    "updated on one path": step(
        "if tf.executing_eagerly():",
        "    self.seen.update_state(loss)",
        "return {'loss': self.seen.result()}",
        before=LISTED,
    )
    + TAIL,
    "updated in a helper": step(
        "self.note(loss)",
        "return {'loss': self.seen.result()}",
        before=LISTED + "def note(self, value):\n    self.seen.update_state(value)\n",
    )
    + TAIL,
    "metrics of compile that differ": step("return {'loss': loss}")
    + TAIL.replace("compile('adam')", "compile('adam', 'mse', metrics=['mae'])"),
    "metrics that are not known": "from metrics import extra\n"
    + step("return {'loss': loss}")
    + TAIL.replace("compile('adam')", "compile('adam', 'mse', metrics=extra())"),
    "a metric of its own class": (
        "class Own(keras.metrics.Metric):\n    def update(self, v):\n        self.v = v\n    def result(self):\n        return self.v\n"
        + step(
            "self.seen.update(loss)",
            "return {'loss': self.seen.result()}",
            before=LISTED.replace("keras.metrics.Mean", "Own"),
        )
        + TAIL
    ),
    "adversarial names": step("return {'d_loss': loss, 'g_loss': loss}") + TAIL,
    "one batch by hand": step("return {'loss': loss}")
    + TAIL.replace("m.fit(X, y, epochs=3)", "m.train_on_batch(X, y)"),
    "a class that is compiled elsewhere": step("return {'loss': loss}"),
    "a class that is fitted elsewhere": step(
        "self.seen.update_state(loss)", "return {'loss': self.seen.result()}", before=LISTED
    ),
    "no dict": step("return loss") + TAIL,
    "update by something unknown": "from steps import note\n"
    + step("note(self.seen, loss)", "return {'loss': loss}", before=LISTED)
    + TAIL,
    "no loss to track beside metrics of one's own": step(
        "self.cost.update_state(loss)",
        "return {each.name: each.result() for each in self.metrics}",
        before=OWN_COST,
    )
    + TAIL,
    "the same by get_metrics_result": step(
        "self.cost.update_state(loss)", "return self.get_metrics_result()", before=OWN_COST
    )
    + TAIL.replace("compile('adam')", "compile(optimizer='adam', loss=None)"),
    "the same with a compile of its own": step(
        "self.cost.update_state(loss)",
        "logs = {}",
        "for each in self.metrics:",
        "    logs[each.name] = each.result()",
        "return logs",
        before=OWN_COST + "def compile(self, by, **more):\n    super().compile(**more)\n    self.optimizer = by\n",
    )
    + TAIL,
    "the same with the metrics by name": step(
        "self.cost.update_state(loss)",
        "return dict((each.name, each.result()) for each in self.metrics)",
        before=OWN_COST,
    )
    + TAIL.replace("compile('adam')", "compile('adam', None)"),
    "test_step never run": step("return {'loss': loss}", name="test_step")
    + TAIL.replace("compile('adam')", "compile('adam', 'mse')"),
}


def found(script: str, **settings: str) -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(**settings))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", EMPTY.values(), ids=EMPTY.keys())
def test_a_metric_that_stays_empty(script: str) -> None:
    assert found(script) == ["ZL501"]


@pytest.mark.parametrize("script", FILLED.values(), ids=FILLED.keys())
def test_a_metric_that_is_filled_or_not_shown(script: str) -> None:
    assert found(script) == []


@pytest.mark.parametrize(
    "head", ["import tf_keras\n", "import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\n"], ids=["tf_keras", "legacy"]
)
def test_keras_2_shows_what_is_returned(head: str) -> None:
    assert found(head + EMPTY["dict of a call"]) == []


def test_the_setting_target_decides() -> None:
    assert found(EMPTY["dict of a call"], target="keras2") == []
