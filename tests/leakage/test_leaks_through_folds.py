"""Searches that score on folds: what was learned from the rows held out there."""

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


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SCALED_BEFORE_FOLDS.values(), ids=SCALED_BEFORE_FOLDS.keys())
def test_a_scaler_that_saw_the_rows_of_every_fold(script: str) -> None:
    assert codes(script) == ["ZL105"]


@pytest.mark.parametrize("script", SCALED_IN_FOLDS.values(), ids=SCALED_IN_FOLDS.keys())
def test_folds_that_hold_back_what_they_test(script: str) -> None:
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
