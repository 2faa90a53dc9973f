"""Keywords that no signature knows: misspelled, of another version, of a subclass; the other arguments stay what they are."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.interp import interpret

HEAD = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
d = np.loadtxt("d.csv", delimiter=",")
X, y = d[:, :6], d[:, 6]
m = keras.Sequential([keras.Input((6,)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy")
"""
TRAINED_ON = {
    "of Keras 1": "m.fit(X[:50], y[:50], show_accuracy=True, nb_epoch=9)\nm.evaluate(X[40:], y[40:])",
    "misspelled": "m.fit(X[:50], y[:50], epoch=9)\nm.evaluate(X[40:], y[40:])",
    "in a dict": "how = {'verbos': 0, 'epochs': 3}\nm.fit(X[:50], y[:50], **how)\nm.evaluate(X[40:], y[40:])",
    "by name": "m.fit(x=X[:50], y=y[:50], epochs=2, callback=[])\nm.evaluate(x=X[40:], y=y[40:], verbos=1)",
    "in a helper": "def train(net, **how):\n    net.fit(X[:50], y[:50], **how)\ntrain(m, epochs=2, progress=True)\nm.evaluate(X[40:], y[40:])",
    "of validation data": "m.fit(X[:50], y[:50], validation_dat=(X[50:], y[50:]), shufle=True)\nm.evaluate(X[40:], y[40:])",
}


@pytest.mark.parametrize("script", TRAINED_ON.values(), ids=TRAINED_ON)
def test_what_is_trained_on_is_known_beside_a_keyword_that_is_not(script):
    findings = check_source("train.py", (HEAD + script + "\n").encode()).findings
    assert [each.code for each in findings] == ["ZL101"]
    assert not [site for site in interpret(HEAD + script + "\n").facts.trainings if site.lacking]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("m.compile(loss='categorical_crossentropy', optimizer='adam', metric=['accuracy'])\nm.fit(X, y)", "ZL202"),
        (
            "n = keras.Sequential([layers.Dense(1, activation='softmax', bias=True)])\nn.compile('sgd', 'mae')\nn.fit(X, y)",
            "ZL201",
        ),
        (
            "s = StandardScaler(copied=True).fit(X, weights=None)\na, b, c, e = train_test_split(s.transform(X), y)",
            "ZL105",
        ),
        ("m.compile(keras.optimizers.SGD(learning_rate=0.0, momentun=0.9), 'mae')\nm.fit(X, y)", "ZL302"),
    ],
    ids=["compile", "a layer", "a transformer", "an optimizer"],
)
def test_other_calls_keep_their_arguments_too(script, code):
    findings = check_source("train.py", (HEAD + script + "\n").encode()).findings
    assert code in [each.code for each in findings]
