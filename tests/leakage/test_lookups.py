"""Numbers looked up in another table: what is found there holds none of the table's rows."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, train_test_split
new = pd.read_csv("new.csv")
old = pd.read_csv("old.csv")
new["filled"] = new["size"].fillna(old["size"].mean())
"""
SCORED = """
train, test = train_test_split(new)
model = LogisticRegression().fit(train[["filled", "rank"]], train["kind"])
print(model.score(test[["filled", "rank"]], test["kind"]))
"""
FOUND_IN_ANOTHER_TABLE = {
    "ranks": "new['rank'] = np.searchsorted(np.sort(old['size'].values), new['size'].values) / len(old)",
    "ranks by a method": "edges = np.sort(old['size'].to_numpy())\nnew['rank'] = edges.searchsorted(new['size'])",
    "bins": "new['rank'] = np.digitize(new['size'], np.sort(old['size']))",
    "a curve": "old = old.sort_values('size')\nnew['rank'] = np.interp(new['size'], old['size'], old['price'])",
    "in a helper": "def ranked(table, column):\n    return np.searchsorted(np.sort(table[column]), new[column])\nnew['rank'] = ranked(old, 'size')",
    "in a loop": "for name in ['rank']:\n    new[name] = np.searchsorted(v=new['size'].values, a=np.sort(old['size'].values))",
}
FOUND_IN_THE_SAME_TABLE = {
    "a mean beside it": "new['filled'] = new['filled'].fillna(new['size'].mean())\nnew['rank'] = np.digitize(new['size'], [1, 2, 3])",
    "a mean on the way": "new['rank'] = np.searchsorted(np.sort(old['size'].values), new['size'] - new['size'].mean())",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + SCORED).encode()).findings]


@pytest.mark.parametrize("script", FOUND_IN_ANOTHER_TABLE.values(), ids=FOUND_IN_ANOTHER_TABLE)
def test_a_statistic_of_another_table_is_no_leak_where_numbers_are_looked_up_in_it(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", FOUND_IN_THE_SAME_TABLE.values(), ids=FOUND_IN_THE_SAME_TABLE)
def test_a_statistic_of_the_rows_that_are_split_afterwards(script: str) -> None:
    assert codes(script) == ["ZL105"]
