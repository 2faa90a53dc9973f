"""ZL115: rows that are copied, drawn again or changed before some of them are held out."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import *
from sklearn.utils import resample
beans = pd.read_csv("beans.csv")
X, y = beans.drop(columns="kind"), beans["kind"]
pictures, kinds = np.load("pictures.npy"), np.load("kinds.npy")
"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
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
    "oversampler": "from imblearn.over_sampling import SMOTE\nX, y = SMOTE().fit_resample(X, y)\n" + SPLIT,
    "old name of a method": "import imblearn\nsampler = imblearn.over_sampling.ADASYN()\nX, y = sampler.fit_sample(X, y)\n"
    + SPLIT,
    "folds": "from imblearn.over_sampling import SMOTE\nX, y = SMOTE().fit_resample(X, y)\n"
    "print(cross_val_score(LogisticRegression(), X, y))",
    "same table twice": "beans = pd.concat([beans, beans], ignore_index=True)\ntrain, test = train_test_split(beans, test_size=0.3)",
    "list that holds a table several times": "both = pd.concat([beans] + [beans[beans.kind == 1]] * 3)\na, b, c, d = "
    + PARTS,
    "index repeated": "many = beans.loc[beans.index.repeat(4)]\ntrain, test = train_test_split(many)",
    "rows repeated": "pictures = np.repeat(pictures, 2, axis=0)\na, b = train_test_split(pictures)",
    "tiled": "a, b = train_test_split(np.tile(pictures, (3, 1, 1)), test_size=0.2)",
    "positions drawn with replacement": "at = np.random.choice(len(pictures), size=5000)\n"
    "a, b, c, d = train_test_split(pictures[at], kinds[at])",
    "noise added to a second copy": "loud = pictures + 0.1 * np.random.normal(size=pictures.shape)\n"
    "both = np.vstack((pictures, loud))\na, b = train_test_split(both)",
    "mirrored": "def more(x):\n    return np.concatenate((x, np.flip(x, axis=2)), axis=0)\na, b = train_test_split(more(pictures))",
    "mirrored in a comprehension": "turned = np.array([np.fliplr(each) for each in pictures])\n"
    "a, b = train_test_split(np.concatenate([pictures, turned]), random_state=3)",
    "both into one list": "x = []\nfor each in pictures:\n    x.append(each)\n    x.append(np.rot90(each))\n"
    "a, b = train_test_split(np.array(x))",
    "list doubled": "rows = list(pictures) + list(pictures)\na, b = train_test_split(rows)",
    "dataset repeated": "ds = tf.data.Dataset.from_tensor_slices(pictures).repeat(5)\n"
    "train_ds, test_ds = ds.take(4000), ds.skip(4000)",
    "method of a class": "class Data:\n    def __init__(self, frame):\n        self.frame = frame\n    def grow(self):\n"
    "        self.frame = pd.concat([self.frame, self.frame])\n"
    "    def halves(self):\n        return train_test_split(self.frame)\ndata = Data(beans)\ndata.grow()\ntrain, test = data.halves()",
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
    "tested on what was not drawn": "train = resample(beans)\ntest = beans[~beans.index.isin(train.index)]\n" + SCORED,
    "two columns": "words = pd.concat([beans['first'], beans['second']])\na, b = train_test_split(words)",
    "two halves of the columns": "both = np.vstack([pictures[:, :8], pictures[:, 8:]])\na, b = train_test_split(both)",
    "columns side by side": "wide = pd.concat([beans, beans * 2], axis=1)\na, b = train_test_split(wide)",
    "two classes": RARE + "both = pd.concat([rare, common])\na, b = train_test_split(both)",
    "files of two parts": "both = pd.concat([pd.read_csv('a.csv'), pd.read_csv('b.csv')])\na, b = train_test_split(both)",
    "taken apart again": "train, test = train_test_split(beans)\nboth = pd.concat([train, test])\n"
    "a, b = both[:len(train)], both[len(train):]",
    "pairs of a picture and itself mirrored": "x = []\nfor each in pictures:\n    x.append((each, np.fliplr(each)))\n"
    "a, b = train_test_split(x)",
    "two halves of each picture": "x = []\nfor each in pictures:\n    x.append(each[:, :8])\n    x.append(each[:, 8:])\n"
    "a, b = train_test_split(np.array(x))",
    "a row and the next one": "x = []\nfor i in range(len(pictures) - 1):\n    x.append(pictures[i])\n    x.append(pictures[i + 1])\n"
    "a, b = train_test_split(np.array(x))",
    "two fields of each row": "x = []\nfor _, row in beans.iterrows():\n    x.append(row['first'])\n    x.append(row['second'])\n"
    "a, b = train_test_split(x)",
    "files until there are enough rows": "import glob\nframes, got = [], 0\nfor name in sorted(glob.glob('*.csv'))[:9]:\n"
    "    left = 5000 - got\n    if left <= 0:\n        break\n    frame = pd.read_csv(name, nrows=left)\n"
    "    frames.append(frame)\n    got += len(frame)\ntrain, test = train_test_split(pd.concat(frames))",
    "mirrored or not": "x = []\nfor each, kind in zip(pictures, kinds):\n    if kind:\n        x.append(np.fliplr(each))\n"
    "    else:\n        x.append(each)\na, b = train_test_split(np.array(x))",
    "dataset repeated behind the cut": "ds = tf.data.Dataset.from_tensor_slices(pictures)\n"
    "train_ds, test_ds = ds.take(800).repeat(), ds.skip(800)",
    "drawn without replacement": "at = np.random.choice(len(pictures), 500, replace=False)\na, b = train_test_split(pictures[at])",
    "copied behind the split": "a, b = train_test_split(pictures)\na = np.concatenate([a, a[:, :, ::-1]])",
    "one batch of what is trained on, shown": "ds = tf.data.Dataset.from_tensor_slices((pictures, kinds)).batch(32).repeat()\n"
    "flip = keras.layers.RandomFlip()\ntrain_ds = ds.map(lambda a, b: (flip(a), b))\n"
    "for a, b in train_ds.take(1):\n    sample = a[0]\n"
    "m = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(2)])\n"
    "m.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n"
    "m.fit(train_ds, steps_per_epoch=9)\nprint(m.predict(sample[None]))",
    "labels of blocks": "ids = np.repeat(np.arange(10), 50)\na, b = train_test_split(ids)",
    "truth table": "x = np.tile(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), (50, 1))\na, b = train_test_split(x)",
    "bootstrap": SPLIT
    + "for k in range(50):\n    a, b = resample(X_train, y_train)\n"
    + "    print(RandomForestClassifier().fit(a, b).score(X_test, y_test))",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", COPIED.values(), ids=COPIED.keys())
def test_copies_of_rows_that_are_held_out(script: str) -> None:
    assert codes(script) == ["ZL115"]


@pytest.mark.parametrize("script", DRAWN_FROM_TRAINING_ROWS.values(), ids=DRAWN_FROM_TRAINING_ROWS.keys())
def test_rows_drawn_again_that_no_test_holds(script: str) -> None:
    assert codes(script) == []


IN_A_FIT = (
    "from imblearn.over_sampling import SMOTE\nX_train, y_train = SMOTE().fit_resample(X_train, y_train)\n"
    "m = keras.Sequential([keras.layers.Dense(1, activation='sigmoid')])\nm.compile('adam', 'binary_crossentropy')\n"
    "m.fit(X_train, y_train, validation_split=0.2)\nprint(m.evaluate(X_test, y_test))"
)


def test_copies_among_the_last_rows_of_a_fit_that_validate_it_are_a_warning() -> None:
    report = check_source("train.py", (HEAD + SPLIT + IN_A_FIT + "\n").encode())
    assert [(each.code, each.severity) for each in report.findings] == [("ZL115", "warning")]


@pytest.mark.parametrize(
    ("sampler", "does", "what"),
    [
        ("RandomOverSampler", "copied", "copies"),
        ("SMOTE", "mixed", "mixtures"),
        ("ADASYN", "mixed", "mixtures"),
    ],
)
def test_what_a_sampler_makes_of_rows_is_told(sampler: str, does: str, what: str) -> None:
    script = f"from imblearn.over_sampling import {sampler}\nX, y = {sampler}().fit_resample(X, y)\n{SPLIT}"
    [finding] = check_source("train.py", (HEAD + script + "\n").encode()).findings
    assert (finding.data["does"], finding.data["what"]) == (does, what)
    assert finding.reasons[1].text.endswith(f"beside {what} of them in the training part")


AFTER_MARGIN = "X, y = wide.reshape(-1, 3), np.load('soil.npy')\n" + SPLIT
MARGINS = {
    "zeros around": "nothing = np.zeros_like(pictures)\nabove = np.concatenate((nothing, nothing, nothing), axis=1)\n"
    "wide = np.concatenate((above, np.concatenate((nothing, pictures, nothing), axis=1), above), axis=0)\n",
    "stacked": "nothing = np.zeros_like(pictures)\nabove = np.hstack([nothing, nothing, nothing])\n"
    "wide = np.vstack([above, np.hstack([nothing, pictures, nothing]), above])\n",
    "mirrored": "beside, above = np.fliplr(pictures), np.flipud(pictures)\n"
    "def line(a, b):\n    return np.concatenate((a, b, a), axis=1)\n"
    "outer = line(np.flipud(beside), above)\nwide = np.concatenate((outer, line(beside, pictures), outer), axis=0)\n",
    "in a function": "def widen(a, blank):\n    edge = np.concatenate([blank, blank, blank], axis=1)\n"
    "    return np.concatenate([edge, np.concatenate([blank, a, blank], axis=1), edge])\n"
    "wide = widen(pictures, np.zeros_like(pictures))\n",
}


@pytest.mark.parametrize("script", MARGINS.values(), ids=MARGINS.keys())
def test_a_margin_around_a_picture_copies_no_row_of_data(script: str) -> None:
    assert codes(script + AFTER_MARGIN) == []


def test_two_samplers_before_one_helper_that_splits_are_two_mistakes() -> None:
    script = """
from imblearn.over_sampling import SMOTE, RandomOverSampler
table = pd.read_csv("beans.csv")
X, y = table.drop(columns="kind"), table["kind"]
def score(X, y):
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    return RandomForestClassifier().fit(X_train, y_train).score(X_test, y_test)
print(score(*RandomOverSampler().fit_resample(X, y)))
print(score(*SMOTE().fit_resample(X, y)))
"""
    report = check_source("train.py", (HEAD + script).encode())
    assert [each.code for each in report.findings] == ["ZL115", "ZL115"]


SERIES = """
import tensorflow as tf
wave = np.sin(np.arange(4096) * 0.2).astype("float32")
rows, nexts = wave.reshape(-1, 16), np.roll(wave, -1).reshape(-1, 16)[:, -1:]
later = np.roll(wave, -8).reshape(-1, 16)
m = tf.keras.Sequential([tf.keras.layers.Dense(8, "relu"), tf.keras.layers.Dense(1)])
m.compile("adam", "mse")
"""
REPEATED = {
    "a dataset for many epochs": (
        "ds = tf.data.Dataset.from_tensor_slices((rows, nexts)).repeat().shuffle(256).batch(32)\n"
        "m.fit(ds, steps_per_epoch=8)\nprint(m.predict(later[np.random.choice(256, 8)]))"
    ),
    "tiled": "a, b = np.tile(rows, (4, 1)), np.tile(nexts, (4, 1))\nm.fit(a, b)\nprint(m.predict(later[np.random.choice(256, 8)]))",
    "put behind itself": (
        "def twice(a):\n    return np.concatenate([a, a])\nm.fit(twice(rows), twice(nexts))\n"
        "some = np.random.permutation(256)[:8]\nprint(m.predict(later[some]))"
    ),
    "repeated row by row": "m.fit(np.repeat(rows, 3, axis=0), np.repeat(nexts, 3, axis=0))\nfor i in range(3):\n    print(m.predict(later[i : i + 1]))",
}


@pytest.mark.parametrize("script", REPEATED.values(), ids=REPEATED.keys())
def test_rows_of_another_array_are_no_copies(script: str) -> None:
    assert codes(SERIES + script) == []
