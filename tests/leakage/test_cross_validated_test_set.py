"""ZL121 in other constructs: folds of the test part, and folds that are made of what they should be."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import pandas as pd
from sklearn import model_selection
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score
from sklearn.model_selection import *
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
loans = pd.read_csv("loans.csv")
X, y = loans.drop(columns="paid"), loans["paid"]
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y)
"""

ON_FOLDS_OF_THE_TEST_PART = {
    "keywords": "m = SVC().fit(X_train, y_train)\nprint(cross_val_score(estimator=m, X=X_test, y=y_test, scoring='f1'))",
    "by its module": "m = SVC()\nm.fit(X_train, y_train)\ns = model_selection.cross_val_score(m, X_test, y_test)",
    "older module": "from sklearn.cross_validation import cross_val_score as folds\nm = SVC()\nm.fit(X_train, y_train)\nprint(folds(m, X_test, y_test))",
    "in a helper": "def report(model, a, b):\n    print(cross_val_score(model, a, b, cv=5).mean())\nm = LogisticRegression().fit(X_train, y_train)\nreport(m, X_test, y_test)",
    "in a loop over models": "for m in (SVC(), LogisticRegression()):\n    m.fit(X_train, y_train)\n    print(cross_val_score(m, X_test, y_test).mean())",
    "a dict of models": "models = {'svm': SVC(), 'forest': RandomForestClassifier()}\nfor name, m in models.items():\n    m.fit(X_train, y_train)\n    print(name, cross_val_score(m, X_test, y_test))",
    "a pipeline": "p = make_pipeline(StandardScaler(), SVC())\np.fit(X_train, y_train)\nprint(cross_val_predict(p, X_test, y_test))",
    "scaled": "s = StandardScaler()\na, b = s.fit_transform(X_train), s.transform(X_test)\nm = SVC().fit(a, y_train)\nprint(classification_report(y_test, cross_val_predict(m, b, y_test, cv=10)))",
    "in a class": "class Study:\n    def __init__(self, model):\n        self.model = model\n    def train(self, a, b):\n        self.model.fit(a, b)\n        return self\n    def score(self, a, b):\n        return cross_validate(self.model, a, b)\n"
    "print(Study(GradientBoostingClassifier()).train(X_train, y_train).score(X_test, y_test))",
    "both parts on folds": "m = SVC()\nprint(cross_val_score(m, X_train, y_train), cross_val_score(m, X_test, y_test))",
    "a found model": "g = GridSearchCV(SVC(), {'C': [1, 10]})\ng.fit(X_train, y_train)\nprint(cross_val_score(g, X_test, y_test))",
    "masks": "old = np.random.rand(len(X)) < 0.7\nm = SVC().fit(X[old], y[old])\nprint(m.score(X[~old], y[~old]))\nprint(cross_val_score(m, X[~old], y[~old]))",
    "another file": "new = pd.read_csv('new.csv')\na, b = new.drop(columns='paid'), new['paid']\nm = SVC().fit(X, y)\nprint(f1_score(b, m.predict(a)), cross_val_score(m, a, b))",
}
ON_OTHER_FOLDS = {
    "training part": "m = SVC()\nprint(cross_val_score(m, X_train, y_train))\nm.fit(X_train, y_train)\nprint(m.score(X_test, y_test))",
    "all rows": "m = SVC()\nprint(cross_val_score(m, X, y).mean())\nm.fit(X_train, y_train)\nprint(m.score(X_test, y_test))",
    "search": "g = GridSearchCV(SVC(), {'C': [1, 10]}).fit(X_train, y_train)\nprint(g.score(X_test, y_test))",
    "nested": "print(cross_val_score(GridSearchCV(SVC(), {'C': [1, 10]}), X_train, y_train))",
    "stacking": "m = RandomForestClassifier().fit(X_train, y_train)\na = m.predict_proba(X_test)\nn = RandomForestClassifier()\nprint(cross_val_score(n, a, y_test))",
    "another class": "m = SVC().fit(X_train, y_train)\nprint(m.score(X_test, y_test))\nprint(cross_val_score(LogisticRegression(), X_test, y_test))",
    "validation part cut from the training part": "a, b, c, d = train_test_split(X_train, y_train)\nm = SVC()\nprint(cross_val_score(m, X_train, y_train))\nm.fit(a, c)\nprint(m.score(b, d))",
    "one of two paths": "import sys\nm = SVC()\nif len(sys.argv) > 1:\n    m.fit(X_train, y_train)\nelse:\n    print(cross_val_score(m, X_test, y_test))",
    "two tables": "other = pd.read_csv('other.csv')\nm = SVC()\nprint(cross_val_score(m, X, y))\nprint(cross_val_score(m, other[['a', 'b']], other['c']))",
}


def codes(script: str) -> set[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("ALL",)))
    return {each.code for each in report.findings}


@pytest.mark.parametrize("script", ON_FOLDS_OF_THE_TEST_PART.values(), ids=ON_FOLDS_OF_THE_TEST_PART)
def test_new_models_are_fitted_on_folds_of_the_test_part(script: str) -> None:
    assert codes(script) == {"ZL121"}


@pytest.mark.parametrize("script", ON_OTHER_FOLDS.values(), ids=ON_OTHER_FOLDS)
def test_folds_of_rows_that_are_there_to_be_fitted_on(script: str) -> None:
    assert "ZL121" not in codes(script)
