"""Claims about rows in scripts that the pages do not show; they run without TensorFlow."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.processes import process

TWO_DATASETS = """\
import tensorflow as tf

ds = tf.data.Dataset.range(9000)
val = ds.take(500).batch(2)
train = ds.skip(500).batch(2)
ds = tf.data.Dataset.from_tensor_slices(list(range(3000))).shuffle(2000).batch(2)
val = ds.take(100)
train = ds.skip(100)
"""


def test_two_datasets_that_are_cut_alike_are_not_taken_for_one():
    ran = process("--isolated", "--probe", "--output-format", "json", "-", input=TWO_DATASETS.encode())
    (finding,) = json.loads(ran.stdout)
    assert finding["code"] == "ZL103"
    assert finding["verdict"]["status"] == "confirmed"


def told(text: str, code: str) -> list[tuple[str, str]]:
    ran = process("--isolated", "--probe", "--output-format", "json", "-", input=text.encode())
    found = [each["verdict"] for each in json.loads(ran.stdout) if each["code"] == code]
    return [(each["status"], each["text"]) for each in found]


UNSIZED = """\
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

x = StandardScaler().fit_transform(x)
x_train, x_test, y_train, y_test = train_test_split(x, y)
model.fit(x_train, y_train)
model.score(x_test, y_test)
"""

SOME_AND_ALL = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

rows = pd.read_csv("rows.csv").sample(frac=1, random_state=1)
train, validation = train_test_split(rows, test_size=0.1, random_state=1)


def fitted(on):
    model = LogisticRegression()
    model.fit(on[["a"]], on["b"])
    return model.score(validation[["a"]], validation["b"])


fitted(train)
fitted(rows)
"""


def test_where_the_script_gives_no_size_parts_are_told_and_no_numbers():
    ((status, text),) = told(UNSIZED, "ZL105")
    assert status == "confirmed"
    assert re.match(r"2\d% of the rows it learns from are held out: other numbers in them move", text)
    assert text.endswith("; the number of rows is not known and so made up")


def test_a_test_that_is_clean_for_one_fit_and_not_for_another_is_judged_by_the_other():
    (verdict,) = told(SOME_AND_ALL, "ZL101")
    assert verdict[0] == "confirmed"
    assert verdict[1].startswith("all tested rows are trained on")


def test_a_part_drawn_at_random_is_not_refuted_by_the_few_rows_of_a_small_size():
    script = SOME_AND_ALL.replace("fitted(rows)", "fitted(rows.sample(frac=0.05, random_state=3))")
    ((status, text),) = told(script, "ZL101")
    assert status == "confirmed"
    assert "% of the tested rows are trained on" in text


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e12", "soon"])
def test_a_time_that_is_none_is_wrong_usage(seconds):
    ran = process("--isolated", "--probe", f"--probe-timeout={seconds}", "-", input=UNSIZED.encode())
    assert ran.returncode == 2
    assert b"--probe-timeout" in ran.stderr
