"""What a text or a list of names looks up: a data set of its own in a collection, or columns of the same rows."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import pandas as pd
from datasets import load_dataset
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.preprocessing import MinMaxScaler
from own import sets
fines = pd.read_csv("fines.csv")
"""
APART = {
    "mapped data sets": (
        "tokens = load_dataset('poems').map(str.split, batched=True)\n"
        "model = LogisticRegression().fit(np.array(tokens['train']['n']), np.array(tokens['train']['label']))\n"
        "print(model.score(np.array(tokens['test']['n']), np.array(tokens['test']['label'])))"
    ),
    "filtered data sets": (
        "kept = sets().filter(len)\nparts = {name: kept[name] for name in ('train', 'validation')}\n"
        "model = LogisticRegression().fit(parts['train']['x'], parts['train']['y'])\n"
        "print(model.score(parts['validation']['x'], parts['validation']['y']))"
    ),
    "a helper that looks them up": (
        "def part(data, name):\n    return np.asarray(data[name]['x']), np.asarray(data[name]['y'])\n"
        "data = sets().map(len)\nmodel = LogisticRegression().fit(*part(data, 'train'))\n"
        "print(model.score(*part(data, 'dev')))"
    ),
    "names in variables": (
        "learn, check = 'train', 'test'\ndata = sets().shuffle(3)\n"
        "model = LogisticRegression().fit(data[learn]['x'], data[learn]['y'])\n"
        "print(model.score(data[check]['x'], data[check]['y']))"
    ),
}
TOGETHER = {
    "columns of a frame": "X, y = fines['train'], fines['test']\nmodel = LogisticRegression().fit(X[:900], y[:900])\nprint(model.score(X[500:], y[500:]))",
    "columns under other names": (
        "data = sets().dropna()\nmodel = LogisticRegression().fit(data['x'][:900], data['y'][:900])\n"
        "print(model.score(data['x'][800:], data['y'][800:]))"
    ),
    "names from a list": (
        "names = [c for c in fines.columns if c != 'paid']\nX = fines[names]\n"
        "model = LogisticRegression().fit(X[:900], fines['paid'][:900])\nprint(model.score(X[800:], fines['paid'][800:]))"
    ),
    "names that are left": (
        "names = fines.columns.drop('paid')\nmodel = LogisticRegression().fit(fines[names][:900], fines['paid'][:900])\n"
        "print(model.score(fines[names][800:], fines['paid'][800:]))"
    ),
    "names of a slice": (
        "names = list(fines.columns)[:-1]\nX, y = fines[names], fines['paid']\n"
        "model = LogisticRegression().fit(X.iloc[:900], y[:900])\nprint(model.score(X.iloc[800:], y[800:]))"
    ),
}
TRAINING_SCORE = """
def report(model, table, names):
    shown = model.predict(table[names])
    print(cross_val_score(model, table[names], table["paid"]), (shown == table["paid"]).mean())


names = {names}
scaled = pd.DataFrame(MinMaxScaler().fit_transform(fines), columns=fines.columns)
model = LogisticRegression()
model.fit(scaled[names], scaled["paid"])
report(model, scaled, names)
"""


def found(script: str, code: str) -> list[int]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=(code,)))
    return [each.data["line"] for each in report.findings]


@pytest.mark.parametrize("script", APART.values(), ids=APART)
def test_data_sets_of_a_collection_have_rows_of_their_own(script: str) -> None:
    assert found(script, "ZL101") == []


@pytest.mark.parametrize("script", TOGETHER.values(), ids=TOGETHER)
def test_columns_have_the_rows_of_their_table(script: str) -> None:
    assert len(found(script, "ZL101")) == 1


@pytest.mark.parametrize(
    "names",
    [
        "[c for c in fines.columns if c != 'paid']",
        "fines.columns.difference(['paid'])",
        "list(fines.columns)[:-1]",
        "[c for c in fines if not c.startswith('p')]",
    ],
)
def test_a_prediction_of_the_training_rows_holds_none_out(names: str) -> None:
    (line,) = found(TRAINING_SCORE.replace("{names}", names), "ZL105")
    assert line
    assert found(TRAINING_SCORE.replace("{names}", names).replace("cross_val_score", "print"), "ZL105") == []
