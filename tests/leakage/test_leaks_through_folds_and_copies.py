"""Searches that score on folds, and rows that are drawn twice: what was learned from the rows held out there."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import RFECV
from sklearn.metrics import classification_report
from sklearn.model_selection import *
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import resample
beans = pd.read_csv("beans.csv")
X, y = beans.drop(columns="kind"), beans["kind"]
"""
SCALED = "X = StandardScaler().fit_transform(X)\n"
GRID = "{'C': [0.1, 1, 10]}"
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"

SCALED_BEFORE_FOLDS = {
    "grid": SCALED
    + f"search = GridSearchCV(LogisticRegression(), {GRID}, cv=5)\nsearch.fit(X, y)\nprint(search.best_score_)",
    "random draws": SCALED
    + f"RandomizedSearchCV(estimator=LogisticRegression(), param_distributions={GRID}).fit(X=X, y=y)",
    "halving": "from sklearn.experimental import enable_halving_search_cv\nfrom sklearn.model_selection import HalvingGridSearchCV\n"
    + SCALED
    + f"best = HalvingGridSearchCV(LogisticRegression(), {GRID}).fit(X, y).best_estimator_",
    "Bayesian": "from skopt import BayesSearchCV\n"
    + SCALED
    + f"s = BayesSearchCV(LogisticRegression(), {GRID})\ns.fit(X, y)",
    "selection of columns": SCALED
    + "chosen = RFECV(LogisticRegression(), cv=StratifiedKFold(5)).fit(X, y)\nprint(chosen.n_features_)",
    "in a helper": "def tuned(model, grid, a, b):\n    s = GridSearchCV(model, grid)\n    s.fit(a, b)\n    return s.best_estimator_\n"
    + SCALED
    + f"tuned(LogisticRegression(), {GRID}, X, y)",
    "several models": SCALED
    + "for model, grid in [(LogisticRegression(), {'C': [1, 10]}), (RandomForestClassifier(), {'max_depth': [3, 5]})]:\n"
    "    print(GridSearchCV(model, grid).fit(X, y).best_score_)",
    "training file, with a file of test rows that have no labels": "X_test = pd.read_csv('test.csv')\nscaler = StandardScaler()\n"
    "X_train, X_test = scaler.fit_transform(X), scaler.transform(X_test)\n"
    f"search = GridSearchCV(LogisticRegression(), {GRID}).fit(X_train, y)\nprint(search.best_score_, search.predict(X_test))",
    "several scores": SCALED + "print(cross_validate(LogisticRegression(), X, y, scoring=['f1', 'accuracy']))",
    "answers on folds": SCALED
    + "answers = cross_val_predict(LogisticRegression(), X, y, cv=5)\nprint(classification_report(y, answers))",
    "learning curve": SCALED + "sizes, train, test = learning_curve(LogisticRegression(), X, y, cv=5)",
    "validation curve": SCALED + "validation_curve(LogisticRegression(), X, y, param_name='C', param_range=[1, 10])",
}
SCALED_IN_FOLDS = {
    "pipeline in a search": f"p = make_pipeline(StandardScaler(), LogisticRegression())\nGridSearchCV(p, {GRID}).fit(X, y)",
    "steps by name": "p = Pipeline([('scale', StandardScaler()), ('model', LogisticRegression())])\n"
    "search = RandomizedSearchCV(p, {'model__C': [1, 10]})\nsearch.fit(X, y)\nprint(search.best_score_)",
    "pipeline in cross-validation": "print(cross_validate(make_pipeline(StandardScaler(), LogisticRegression()), X, y))",
    "nothing is scaled": f"GridSearchCV(RandomForestClassifier(), {GRID}).fit(X, y)\nlearning_curve(RandomForestClassifier(), X, y)",
    # What the folds of the training part tell is a little too good; what is reported is the test.
    "search on the training part": SPLIT
    + "scaler = StandardScaler().fit(X_train)\nX_train, X_test = scaler.transform(X_train), scaler.transform(X_test)\n"
    + f"search = GridSearchCV(LogisticRegression(), {GRID}).fit(X_train, y_train)\nprint(search.score(X_test, y_test))",
    "tested by its best model": SPLIT
    + "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\n"
    + f"search = GridSearchCV(LogisticRegression(), {GRID})\nsearch.fit(X_train, y_train)\n"
    + "print(classification_report(y_test, search.best_estimator_.predict(X_test)))",
    "search on rows that a projection by their labels gave": "from sklearn.discriminant_analysis import LinearDiscriminantAnalysis\n"
    "(a, c), (b, d) = keras.datasets.mnist.load_data()\na, b = a.reshape(-1, 784), b.reshape(-1, 784)\n"
    "p = LinearDiscriminantAnalysis(n_components=8).fit(a, c)\na, b = p.transform(a), p.transform(b)\n"
    f"search = RandomizedSearchCV(RandomForestClassifier(), {GRID})\nsearch.fit(a, c)\nprint(search.score(b, d))",
    "training part by hand": "X_train, X_test, y_train, y_test = X[:900], X[900:], y[:900], y[900:]\n"
    "scaler = StandardScaler().fit(X_train)\nX_train, X_test = scaler.transform(X_train), scaler.transform(X_test)\n"
    f"GridSearchCV(LogisticRegression(), {GRID}).fit(X_train, y_train)",
}

RARE = "rare, common = beans[beans.kind == 1], beans[beans.kind == 0]\n"
PARTS = "train_test_split(both.drop(columns='kind'), both.kind)\n"
COPIED = {
    "smaller class filled up": RARE
    + "both = pd.concat([common, resample(rare, n_samples=len(common))])\na, b, c, d = "
    + PARTS,
    "module": "from sklearn import utils\n"
    + RARE
    + "more = utils.resample(rare, replace=True)\nboth = pd.concat([more, common])\na, b, c, d = "
    + PARTS,
    "sample of the frame": RARE
    + "both = pd.concat([common, rare.sample(len(common), replace=True)], axis=0)\na, b, c, d = "
    + PARTS,
    "shuffled behind": RARE
    + "more = resample(rare, replace=True, random_state=7)\nboth = pd.concat([common, more]).sample(frac=1)\n"
    + "train, test = both[:900], both[900:]",
    "in a function": "def balanced(frame):\n    a, b = frame[frame.kind == 1], frame[frame.kind == 0]\n"
    "    return pd.concat([resample(a, n_samples=len(b)), b])\nboth = balanced(beans)\na, b, c, d = " + PARTS,
    "all rows": "again, kinds = resample(X, y)\na, b, c, d = train_test_split(again, kinds)",
}
SCORED = "m = RandomForestClassifier().fit(train[['long', 'wide']], train.kind)\nprint(m.score(test[['long', 'wide']], test.kind))"
BY_COIN = "train, test = beans[beans.part == 1], beans[beans.part == 0]\n" + SCORED
DRAWN_FROM_TRAINING_ROWS = {
    "training part": "train, test = train_test_split(beans)\nrare, common = train[train.kind == 1], train[train.kind == 0]\n"
    "train = pd.concat([common, resample(rare, n_samples=len(common))])\n"
    "m = RandomForestClassifier().fit(train.drop(columns='kind'), train.kind)\nprint(m.score(test.drop(columns='kind'), test.kind))",
    "sample of the training part": "train, test = train_test_split(beans)\ntrain = train.sample(1000, replace=True)\n"
    "m = RandomForestClassifier().fit(train.drop(columns='kind'), train.kind)\nprint(m.score(test.drop(columns='kind'), test.kind))",
    "larger class made smaller": RARE
    + "both = pd.concat([resample(common, replace=False, n_samples=len(rare)), rare])\na, b, c, d = "
    + PARTS,
    "fewer rows of the frame": RARE + "both = pd.concat([common.sample(len(rare)), rare])\na, b, c, d = " + PARTS,
    "a coin for each row": "beans['part'] = pd.Series([0, 1]).sample(len(beans), replace=True).array\n" + BY_COIN,
    "a die for each row": "import numpy as np\nsides = pd.Series(np.array([1, 1, 1, 0]))\nbeans['part'] = sides.sample(n=len(beans), replace=True).values\n"
    + BY_COIN,
    "names of parts": "parts = pd.Series(['train', 'test'])\nbeans['part'] = list(parts.sample(len(beans), replace=True))\n"
    "train, test = beans[beans.part == 'train'], beans[beans.part == 'test']\n" + SCORED,
    "values drawn by scikit-learn": "beans['part'] = resample([0, 1, 1], n_samples=len(beans))\n" + BY_COIN,
    "bootstrap": SPLIT
    + "for k in range(50):\n    a, b = resample(X_train, y_train)\n"
    + "    print(RandomForestClassifier().fit(a, b).score(X_test, y_test))",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SCALED_BEFORE_FOLDS.values(), ids=SCALED_BEFORE_FOLDS.keys())
def test_a_scaler_that_saw_the_rows_of_every_fold(script: str) -> None:
    assert codes(script) == ["ZL105"]


@pytest.mark.parametrize("script", SCALED_IN_FOLDS.values(), ids=SCALED_IN_FOLDS.keys())
def test_folds_that_hold_back_what_they_test(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", COPIED.values(), ids=COPIED.keys())
def test_copies_of_rows_that_are_held_out(script: str) -> None:
    assert codes(script) == ["ZL105"]


@pytest.mark.parametrize("script", DRAWN_FROM_TRAINING_ROWS.values(), ids=DRAWN_FROM_TRAINING_ROWS.keys())
def test_rows_drawn_again_that_no_test_holds(script: str) -> None:
    assert codes(script) == []


CODED = "print(cross_val_score(LogisticRegression(), X, y))"
CROSS_FITTED = {
    "fit_transform": "X = TargetEncoder().fit_transform(X, y)\n",
    "by keyword": "coder = TargetEncoder(smooth=2.0)\nX = coder.fit_transform(X=X, y=y)\n",
    "in a pipeline": "X = make_pipeline(TargetEncoder()).fit_transform(X, y)\n",
}
FITTED_ON_ALL = {
    "fit, then transform": "X = TargetEncoder().fit(X, y).transform(X)\n",
    "two steps": "coder = TargetEncoder()\ncoder.fit(X, y)\nX = coder.transform(X)\n",
    "of another library": "import category_encoders as ce\nX = ce.TargetEncoder().fit_transform(X, y)\n",
}


def severities(script: str) -> list[str]:
    text = HEAD + "from sklearn.preprocessing import TargetEncoder\n" + script + CODED + "\n"
    return [finding.severity for finding in check_source("train.py", text.encode()).findings]


@pytest.mark.parametrize("script", CROSS_FITTED.values(), ids=CROSS_FITTED)
def test_an_encoder_that_codes_each_row_by_others_has_a_small_effect(script: str) -> None:
    assert severities(script) == ["warning"]


@pytest.mark.parametrize("script", FITTED_ON_ALL.values(), ids=FITTED_ON_ALL)
def test_an_encoder_that_codes_each_row_by_its_own_label_too(script: str) -> None:
    assert severities(script) == ["error"]
