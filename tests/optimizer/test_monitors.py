"""ZL312 and ZL313: what callbacks watch, in other constructs than those of the pages."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import callbacks as cb
from tensorflow.keras import layers
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau

rows, wanted = np.random.rand(96, 5), np.random.rand(96, 1)
net = keras.Sequential([keras.Input((5,)), layers.Dense(9, activation="relu"), layers.Dense(1)])
net.compile("adam", "mse", metrics=["mae", "accuracy"])
"""
FIT = "net.fit(rows, wanted, epochs=9, validation_split=0.2, callbacks=[stop])\n"
PLAIN = "net.fit(rows, wanted, epochs=9, callbacks=[stop])\n"
INVERTED = {
    "a loss": "stop = EarlyStopping('val_loss', mode='max')\n" + FIT,
    "an error": "stop = ReduceLROnPlateau(monitor='mae', mode='max')\n" + FIT,
    "an accuracy": "stop = EarlyStopping(monitor='val_accuracy', mode='min')\n" + FIT,
    "by position": "stop = ModelCheckpoint('a.keras', 'val_acc', 0, True, False, 'min')\n" + FIT,
    "a variable": "way = 'min'\nwatched = 'val_auc'\nstop = EarlyStopping(monitor=watched, mode=way)\n" + FIT,
    "an alias": "stop = cb.EarlyStopping(monitor='val_loss', mode='max')\n" + FIT,
    "settings": "how = dict(monitor='val_f1_score', mode='min', patience=3)\nstop = EarlyStopping(**how)\n" + FIT,
    "a helper": "def stopper(what, mode='max'):\n    return EarlyStopping(monitor=what, mode=mode)\nstop = stopper('val_loss')\n"
    + FIT,
    "a subclass": "class Stop(EarlyStopping):\n    pass\nstop = Stop(monitor='val_loss', mode='max')\n" + FIT,
    "never fitted here": "def callbacks():\n    return [EarlyStopping(monitor='val_loss', mode='max')]\n",
    "a loss of a score": "stop = EarlyStopping(monitor='val_dice_loss', mode='max')\n" + FIT,
    "partial": "import functools\nmake = functools.partial(EarlyStopping, mode='min')\nstop = make(monitor='val_recall')\n"
    + FIT,
}
RIGHT = {
    "auto": "stop = EarlyStopping(monitor='val_accuracy')\n" + FIT,
    "max": "stop = EarlyStopping(monitor='val_accuracy', mode='max')\n" + FIT,
    "min": "stop = EarlyStopping(monitor='val_mae', mode='min')\n" + FIT,
    "a name that does not tell": "stop = EarlyStopping(monitor='val_quality', mode='min')\n" + FIT,
    "an unknown name": "from plans import watched\nstop = EarlyStopping(monitor=watched, mode='max')\n" + FIT,
    "an unknown mode": "from plans import mode\nstop = EarlyStopping(monitor='val_loss', mode=mode)\n" + FIT,
    "all are kept": "stop = ModelCheckpoint('a.keras', monitor='val_loss', mode='max')\n" + FIT,
    "by the name": "what = 'val_accuracy'\nstop = EarlyStopping(monitor=what, mode='max' if 'acc' in what else 'min')\n"
    + FIT,
}
LATE = {
    "the default": "stop = EarlyStopping()\n" + PLAIN,
    "a list": "stops = []\nstops.append(EarlyStopping(patience=3))\nnet.fit(rows, wanted, callbacks=stops)\n",
    "no list": "net.fit(rows, wanted, callbacks=ReduceLROnPlateau())\n",
    "a dict": "how = {'callbacks': [EarlyStopping(monitor='val_mae')]}\nnet.fit(rows, wanted, **how)\n",
    "none": "stop = EarlyStopping()\nnet.fit(rows, wanted, validation_data=None, callbacks=[stop])\n",
    "a helper": "def train(net, stop):\n    net.fit(rows, wanted, callbacks=[stop])\ntrain(net, ModelCheckpoint('a.keras', save_best_only=True))\n",
    "a dataset": (
        "import tensorflow as tf\ndata = tf.data.Dataset.from_tensor_slices((rows, wanted)).batch(8)\nnet.fit(data, callbacks=[EarlyStopping()])\n"
    ),
    "a tuple": "net.fit(rows, wanted, callbacks=(EarlyStopping(monitor='val_loss'),))\n",
    "a share of zero": "stop = EarlyStopping()\nnet.fit(rows, wanted, validation_split=0.0, callbacks=[stop])\n",
}
IN_TIME = {
    "a part of the rows": "stop = EarlyStopping()\n" + FIT,
    "other rows": "stop = EarlyStopping()\nnet.fit(rows, wanted, validation_data=(rows[:9], wanted[:9]), callbacks=[stop])\n",
    "unknown rows": "from data import held\nstop = EarlyStopping()\nnet.fit(rows, wanted, validation_data=held, callbacks=[stop])\n",
    "unknown options": "from data import options\nstop = EarlyStopping()\nnet.fit(rows, wanted, callbacks=[stop], **options)\n",
    "the loss": "stop = EarlyStopping(monitor='loss')\n" + PLAIN,
    "another callback": "from probes import Validate\nstop = EarlyStopping()\nnet.fit(rows, wanted, callbacks=[Validate(), stop])\n",
    "a callback of its own": (
        "class Validate(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n        logs['val_loss'] = 0.5\n"
        "net.fit(rows, wanted, callbacks=[Validate(), EarlyStopping()])\n"
    ),
    "a lambda": "net.fit(rows, wanted, callbacks=[cb.LambdaCallback(on_epoch_end=lambda e, logs: logs.update(val_loss=1.0)), EarlyStopping()])\n",
    "never used": "stop = EarlyStopping()\nnet.fit(rows, wanted)\n",
    "a later fit": "stop = EarlyStopping()\n" + PLAIN + FIT,
    "the last one is kept": "stop = ModelCheckpoint('a.keras')\n" + PLAIN,
    "by batches": "stop = EarlyStopping()\nnet.train_on_batch(rows, wanted)\n",
}
IN_KERAS_2 = {
    "a score": ("EarlyStopping(monitor='val_f1')", True),
    "a precision": ("EarlyStopping(monitor='val_precision')", True),
    "an auc": ("EarlyStopping(monitor='val_auc')", False),
    "an auc that is kept": ("ModelCheckpoint('a.h5', 'val_auc', save_best_only=True)", True),
    "an accuracy in parts": ("EarlyStopping(monitor='val_accuracy_of_head')", True),
    "an accuracy in parts, kept": ("ModelCheckpoint('a.h5', 'val_accuracy_of_head', save_best_only=True)", False),
    "a loss": ("EarlyStopping(monitor='val_dice_loss')", False),
    "a plateau of a score": ("ReduceLROnPlateau(monitor='val_iou')", True),
}


def found(script: str, code: str, target: str = "keras3") -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(select=(code,), target=target))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", INVERTED.values(), ids=INVERTED)
def test_the_worst_is_taken_for_the_best(script):
    assert found(script, "ZL313") == ["ZL313"]


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_the_best_is_taken_for_the_best(script):
    assert found(script, "ZL313") == []


@pytest.mark.parametrize(("made", "wrong"), IN_KERAS_2.values(), ids=IN_KERAS_2)
def test_keras_2_goes_by_the_name(made, wrong):
    assert found(f"stop = {made}\n{FIT}", "ZL313", "keras2") == ["ZL313"] * wrong


@pytest.mark.parametrize("script", LATE.values(), ids=LATE)
def test_a_number_that_is_never_there(script):
    assert found(script, "ZL312") == ["ZL312"]


@pytest.mark.parametrize("script", IN_TIME.values(), ids=IN_TIME)
def test_a_number_that_is_there_or_may_be(script):
    assert found(script, "ZL312") == []
