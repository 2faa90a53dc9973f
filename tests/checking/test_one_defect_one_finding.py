"""One mistake that shows at several places is told once, at the first of them, with the others as reasons."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.findings.file_report import FileReport

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
"""
TABLE = "df = pd.read_csv('flats.csv')\n"
SPLIT = "x_train, x_test, y_train, y_test = train_test_split(df.drop(columns='price'), df['price'])\n"
TEACH = "print(Ridge().fit(x_train, y_train).score(x_test, y_test))\n"
NET = (
    "def net(units):\n    return keras.Sequential([keras.Input((4,)), layers.Dense(16, 'relu'), layers.Dense(units)])\n"
)
BCE = "m.compile('adam', 'binary_crossentropy')\n"

ONE = {
    "gaps of several columns": (
        "ZL105",
        3,
        TABLE + "".join(f"df['{each}'] = df['{each}'].fillna(df['{each}'].mean())\n" for each in "abc") + SPLIT + TEACH,
    ),
    "gaps filled in place by other statistics": (
        "ZL105",
        2,
        TABLE
        + "df['a'].fillna(df['a'].mean(), inplace=True)\ndf['b'].fillna(df['b'].median(), inplace=True)\n"
        + SPLIT
        + TEACH,
    ),
    "one scaler for column after column": (
        "ZL105",
        2,
        TABLE
        + "s = MinMaxScaler()\ndf[['a']] = s.fit_transform(df[['a']])\ndf[['b']] = s.fit_transform(df[['b']])\n"
        + SPLIT
        + TEACH,
    ),
    "a scaler for each column": (
        "ZL105",
        2,
        TABLE
        + "first, second = StandardScaler().fit(df[['a']]), StandardScaler().fit(df[['b']])\n"
        + "df['a'], df['b'] = first.transform(df[['a']]), second.transform(df[['b']])\n"
        + SPLIT
        + TEACH,
    ),
    "in a loop": (
        "ZL105",
        1,
        TABLE
        + "for each in ('a', 'b', 'c'):\n    df[[each]] = StandardScaler().fit_transform(df[[each]])\n"
        + SPLIT
        + TEACH,
    ),
    "a helper that scales for several models": (
        "ZL105",
        1,
        "def scores(x, y, models):\n    x = StandardScaler().fit_transform(x)\n    a, b, c, d = train_test_split(x, y)\n"
        + "    for each in models:\n        print(each.fit(a, c).score(b, d))\n"
        + TABLE
        + "scores(df[['a', 'b']], df['price'], [Ridge()])\nscores(df[['c']], df['price'], [Ridge(), Ridge(2.0)])",
    ),
    "one boundary of several arrays": (
        "ZL101",
        2,
        "images, notes = np.load('images.npy'), np.load('notes.npy')\nend, start = 8000, 7000\n"
        + "images_train, notes_train = images[:end], notes[:end]\nimages_test, notes_test = images[start:], notes[start:]",
    ),
    "output of a helper under several compiles": (
        "ZL203",
        3,
        NET + "x, y = np.load('x.npy'), np.array([0, 1, 1, 0])\n" + ("m = net(1)\n" + BCE + "m.fit(x, y)\n") * 3,
    ),
    "one output compiled again": (
        "ZL203",
        2,
        NET + "x, y = np.load('x.npy'), np.array([0, 1])\nm = net(1)\n" + (BCE + "m.fit(x, y)\n") * 2,
    ),
    "an output in a hand-written loop and its test": (
        "ZL205",
        2,
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation='softmax')])\n"
        + "def cost(x, y):\n    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=m(x))\n"
        + "def check(x, y):\n    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=m(x))\n"
        + "x, y = tf.zeros((8, 4)), tf.zeros((8,), tf.int64)\nprint(cost(x, y), check(x, y))",
    ),
}
SEVERAL = {
    "two kinds of transformer": (
        "ZL105",
        TABLE
        + "df['a'] = df['a'].fillna(df['a'].mean())\ndf[['b']] = StandardScaler().fit_transform(df[['b']])\n"
        + SPLIT
        + TEACH,
    ),
    "before two splits": (
        "ZL105",
        (TABLE + "df[['a']] = StandardScaler().fit_transform(df[['a']])\n" + SPLIT + TEACH) * 2,
    ),
    "two tables": (
        "ZL105",
        "def score(x):\n    a, b = train_test_split(x)\n    print(Ridge().fit(a, a).score(b, b))\n"
        + "score(StandardScaler().fit_transform(pd.read_csv('a.csv')))\n"
        + "score(StandardScaler().fit_transform(pd.read_csv('b.csv')))",
    ),
    "two boundaries": (
        "ZL101",
        "a, b = np.load('a.npy'), np.load('b.npy')\na_train, a_test = a[:80], a[70:]\nb_train, b_test = b[:90], b[50:]",
    ),
    "two outputs": (
        "ZL203",
        "x, y = np.load('x.npy'), np.array([0, 1])\n"
        + ("m = keras.Sequential([keras.Input((4,)), layers.Dense(1)])\n" + BCE + "m.fit(x, y)\n") * 2,
    ),
}


def checked(script: str, ending: str = "") -> FileReport:
    return check_source("script.py", (HEAD + script + "\n" + ending).encode())


@pytest.mark.parametrize(("code", "places", "script"), ONE.values(), ids=ONE.keys())
def test_one_mistake_is_told_once(code: str, places: int, script: str) -> None:
    (finding,) = checked(script).findings
    others = [each for each in finding.reasons if each.text == "the same happens here"]
    assert (finding.code, 1 + len(others)) == (code, places)
    assert all((each.start.row, each.start.column) > (finding.start.row, finding.start.column) for each in others)


@pytest.mark.parametrize(("code", "script"), SEVERAL.values(), ids=SEVERAL.keys())
def test_two_mistakes_are_told_apart(code: str, script: str) -> None:
    assert [each.code for each in checked(script).findings] == [code, code]


def test_a_comment_at_one_place_leaves_the_mistake_at_the_others() -> None:
    lines = [f"df['{each}'] = df['{each}'].fillna(df['{each}'].mean())\n" for each in "abc"]
    lines[0] = lines[0].replace("\n", "  # noqa: ZL105\n")
    (finding,) = checked(TABLE + "".join(lines) + SPLIT + TEACH).findings
    assert "'b'" in (HEAD + TABLE + "".join(lines)).splitlines()[finding.start.row - 1]
    assert len(finding.reasons) == 3
