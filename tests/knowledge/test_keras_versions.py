"""Which Keras a script is read for: the names it uses, where nothing else decides."""

from __future__ import annotations

import importlib

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.cli import main
from zerolint.interp import interpret
from zerolint.knowledge.versions import FORMER_NAMES

HEAD = """
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
model = keras.Sequential([keras.layers.Dense(1)])
x, y = tf.random.normal((32, 4)), tf.random.normal((32, 1))
"""
KERAS_2 = {
    "a module that is gone": "opt = tf.keras.optimizers.experimental.SGD(0.1)",
    "imported from it": "from tensorflow.keras.optimizers.legacy import Adam",
    "imported as a module": "from tensorflow.keras.layers.experimental import preprocessing",
    "through an alias": "from tensorflow.keras import optimizers as o\nopt = o.legacy.SGD(0.1)",
    "a class that is gone": "model.add(keras.layers.LocallyConnected1D(4, 2))",
    "a function of the backend": "K.set_learning_phase(0)",
    "a method of models": "model.fit_generator(iter([(x, y)]), steps_per_epoch=1)",
    "a method of an unknown model": "from nets import net\nnet.predict_generator(iter([x]))",
    "the old name of the rate": "opt = keras.optimizers.Adam(lr=1e-3)",
    "the old name in a function": "from keras.optimizers import SGD\ndef choose(rate):\n    return SGD(lr=rate)",
    "the rate's attribute": "print(model.optimizer.lr)",
    "an argument of fit": "model.fit(x, y, workers=4)",
    "an argument of predict": "model.predict(x, use_multiprocessing=True)",
    "an argument of every layer": "model.add(keras.layers.LSTM(3, stateful=True, batch_input_shape=(2, 5, 1)))",
    "an argument of Keras 1": "model.fit(x, y, nb_epoch=3)",
    "a module of old": "from keras.layers.convolutional import Conv2D",
    "a function of old": "from keras.utils import np_utils\nt = np_utils.to_categorical([0, 1])",
    "TensorFlow 1": "s = tf.compat.v1.Session()",
    "tf_keras": "import tf_keras",
    "the environment": "import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'",
    "in a main guard": "if __name__ == '__main__':\n    opt = keras.optimizers.Adam(lr=1e-3)",
    "while it is interrupted": "try:\n    model.fit_generator(iter([(x, y)]))\nexcept KeyboardInterrupt:\n    pass",
}
NO_EVIDENCE = {
    "nothing": "model.compile(keras.optimizers.Adam(1e-3), 'mse')",
    "in a comment": "# model.fit_generator and optimizers.experimental are gone, lr= as well",
    "in a text": "print('use fit instead of fit_generator')",
    "a fallback": (
        "try:\n    from tensorflow.keras.optimizers.legacy import Adam\nexcept ImportError:\n    from keras.optimizers import Adam"
    ),
    "a fallback on a call": (
        "try:\n    model.fit_generator(iter([(x, y)]))\nexcept AttributeError:\n    model.fit(iter([(x, y)]))"
    ),
    "asked for": "if hasattr(model, 'fit_generator'):\n    model.fit_generator(iter([(x, y)]))",
    "the version is asked for": "if tf.__version__ < '2.16':\n    opt = tf.keras.optimizers.experimental.SGD(0.1)",
    "an optimizer of another library": "import torch\nopt = torch.optim.Adam(model.parameters(), lr=1e-3)",
    "workers of another library": "from torch.utils.data import DataLoader\nd = DataLoader(x, workers=2)",
    "a name of the script's own": "class Trainer:\n    def legacy(self, lr):\n        self.lr = lr\nTrainer().legacy(lr=1)",
    "an experimental name that is left": "options = tf.data.experimental.AUTOTUNE",
    "compiled_loss, which Keras 3 still has": "cost = model.compiled_loss(y, y)",
}


@pytest.mark.parametrize("script", KERAS_2.values(), ids=KERAS_2)
def test_a_name_that_only_keras_2_has_decides(script):
    assert interpret(HEAD + script + "\n").facts.keras == 2


@pytest.mark.parametrize("script", NO_EVIDENCE.values(), ids=NO_EVIDENCE)
def test_a_name_that_says_nothing(script):
    assert interpret(HEAD + script + "\n").facts.keras == 3


def test_the_setting_decides_before_any_name():
    assert interpret(HEAD + KERAS_2["tf_keras"], target="keras3").facts.keras == 3


STEP = """
class Own(keras.Model):
    def train_step(self, data):
        a, b = data
        with tf.GradientTape() as tape:
            cost = self.compiled_loss(b, self(a, training=True))
        self.optimizer.apply_gradients(zip(tape.gradient(cost, self.trainable_variables), self.trainable_variables))
        return {each.name: each.result() for each in self.metrics}
given = keras.Input((4,))
own = Own(given, keras.layers.Dense(1)(given))
"""


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("own.compile(keras.optimizers.legacy.SGD(0.1), 'mse')", []),
        ("own.compile(keras.optimizers.SGD(lr=0.1), 'mse')", []),
        ("own.compile(keras.optimizers.SGD(0.1), 'mse')", ["ZL501"]),
    ],
    ids=["a module", "an argument", "no evidence"],
)
def test_a_rule_for_keras_3_is_silent_in_a_script_for_keras_2(line, codes):
    script = f"{HEAD}{STEP}{line}\nown.fit(x, y)\n"
    assert [each.code for each in check_source("train.py", script.encode()).findings] == codes


def test_facts_say_what_decided(tmp_path, capsys):
    path = tmp_path / "train.py"
    path.write_text(HEAD + KERAS_2["a module that is gone"] + "\n")
    assert main(["facts", str(path)]) == 0
    assert "line 7: read for Keras 2, since it uses keras.optimizers.experimental" in capsys.readouterr().out


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", sorted(each for each in FORMER_NAMES if each.startswith("keras.")))
def test_what_the_tables_do_not_hold_is_gone_from_keras_3_too(name):
    import keras

    owner, _, last = name.rpartition(".")
    with pytest.raises((ImportError, AttributeError)):
        getattr(importlib.import_module(owner.replace("keras", keras.__name__, 1)), last)
