"""ZL116 in other constructs: one file or folder read for both, and files that are not the same or not tested on."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import argparse
import os
from functools import partial
from pathlib import Path
import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from keras.preprocessing.image import ImageDataGenerator
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
"""
SCORED = "\nmodel = Ridge().fit(train[['a', 'b']], train['c'])\nprint(model.score(test[['a', 'b']], test['c']))"
NET = "net = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)])\nnet.compile('adam', 'mse')\n"

ONE_FILE = {
    "a variable": "name = 'ice.csv'\ntrain, test = pd.read_csv(name), pd.read_csv(name)" + SCORED,
    "an unknown path": "p = argparse.ArgumentParser()\np.add_argument('data')\nargs = p.parse_args()\ntrain = pd.read_csv(args.data)\ntest = pd.read_csv(args.data)"
    + SCORED,
    "joined in two ways": "train = pd.read_csv(os.path.join('data', 'ice.csv'))\ntest = pd.read_csv('data/' + 'ice.csv')"
    + SCORED,
    "a path object": "folder = Path('data')\ntrain, test = pd.read_csv(folder / 'ice.csv'), pd.read_csv(folder / 'ice.csv')"
    + SCORED,
    "a helper": "def table(name):\n    return pd.read_csv(name, sep=';').fillna(0)\ntrain, test = table('ice.csv'), table('ice.csv')"
    + SCORED,
    "a dict of paths": "paths = {'train': 'ice.csv', 'test': 'ice.csv'}\nparts = {part: pd.read_csv(paths[part]) for part in paths}\ntrain, test = parts['train'], parts['test']"
    + SCORED,
    "a class": "class Data:\n    path = 'ice.xlsx'\n    def read(self):\n        return pd.read_excel(self.path)\ntrain = Data().read()\ntest = Data().read()"
    + SCORED,
    "a partial": "read = partial(pd.read_csv, 'ice.csv')\ntrain, test = read(), read()" + SCORED,
    "other columns": "train = pd.read_csv('ice.csv', usecols=['a', 'b', 'c'])\ntest = pd.read_csv('ice.csv')" + SCORED,
    "a part of what was trained on": "train = pd.read_csv('ice.csv')\ntest = pd.read_csv('ice.csv')[800:]" + SCORED,
    "the first rows of both": "train, test = pd.read_csv('ice.csv', nrows=900), pd.read_csv('ice.csv', nrows=900)"
    + SCORED,
    "scaled": "train, test = np.load('ice.npy'), np.load('ice.npy')\ns = StandardScaler()\na, b = s.fit_transform(train[:, 1:]), s.transform(test[:, 1:])\n"
    "print(mean_squared_error(test[:, 0], Ridge().fit(a, train[:, 0]).predict(b)))",
    "validation of a network": "train, test = np.loadtxt('ice.txt'), np.loadtxt('ice.txt')\n"
    + NET
    + "net.fit(train[:, 1:], train[:, 0], validation_data=(test[:, 1:], test[:, 0]))",
    "a folder": "here = 'shells'\na = keras.utils.image_dataset_from_directory(here, seed=1)\nb = keras.utils.image_dataset_from_directory(here, seed=1)\n"
    + NET
    + "net.fit(a, validation_data=b)",
    "one generator": "g = ImageDataGenerator()\n"
    + NET
    + "net.fit_generator(g.flow_from_directory('shells'), validation_data=g.flow_from_directory('shells'))",
    "a folder, tested": "a = tf.keras.preprocessing.image_dataset_from_directory('shells')\ntest_set = tf.keras.preprocessing.image_dataset_from_directory('shells', shuffle=False)\n"
    + NET
    + "net.fit(a, epochs=4)\nprint(net.evaluate(test_set))",
    "one subset twice": "made = dict(validation_split=0.2, seed=3)\na = keras.utils.image_dataset_from_directory('shells', subset='training', **made)\n"
    "b = keras.utils.image_dataset_from_directory('shells', subset='training', **made)\n"
    + NET
    + "net.fit(a, validation_data=b)",
}
OTHER_ROWS = {
    "two files": "train, test = pd.read_csv('ice.csv'), pd.read_csv('snow.csv')" + SCORED,
    "two sheets": "train, test = pd.read_excel('ice.xlsx', sheet_name='old'), pd.read_excel('ice.xlsx', sheet_name='new')"
    + SCORED,
    "the rows behind": "train, test = pd.read_csv('ice.csv', nrows=800), pd.read_csv('ice.csv', skiprows=range(1, 801))"
    + SCORED,
    "cut in two": "train, test = pd.read_csv('ice.csv').iloc[:800], pd.read_csv('ice.csv').iloc[800:]" + SCORED,
    "chosen by a condition": "train, test = pd.read_csv('ice.csv'), pd.read_csv('ice.csv')\ntrain, test = train[train.year < 2020], test[test.year >= 2020]"
    + SCORED,
    "split with one seed": "a = pd.read_csv('ice.csv')\nb = pd.read_csv('ice.csv')\ntrain = train_test_split(a, random_state=1)[0]\ntest = train_test_split(b, random_state=1)[1]"
    + SCORED,
    "in pieces": "pieces = pd.read_csv('ice.csv', iterator=True), pd.read_csv('ice.csv', iterator=True)\ntrain, test = pieces"
    + SCORED,
    "paths of which nothing is known": "from ours import where\ntrain, test = pd.read_csv(where()), pd.read_csv(where())"
    + SCORED,
    "an archive": "train, test = np.load('ice.npz')['old'], np.load('ice.npz')['new']\nm = Ridge().fit(train[:, 1:], train[:, 0])\nprint(m.score(test[:, 1:], test[:, 0]))",
    "a training score": "train, again = pd.read_csv('ice.csv'), pd.read_csv('ice.csv')\nm = Ridge().fit(train[['a']], train['c'])\nprint('training', m.score(again[['a']], again['c']))\n"
    "test = pd.read_csv('snow.csv')\nprint('test', m.score(test[['a']], test['c']))",
    "subsets": "made = dict(validation_split=0.2, seed=3)\na = keras.utils.image_dataset_from_directory('shells', subset='training', **made)\n"
    "b = keras.utils.image_dataset_from_directory('shells', subset='validation', **made)\n"
    + NET
    + "net.fit(a, validation_data=b)",
    "two folders": "g = ImageDataGenerator()\n"
    + NET
    + "net.fit(g.flow_from_directory('shells/train'), validation_data=g.flow_from_directory('shells/test'))",
    "one frame of names, two frames of rows": "g = ImageDataGenerator()\nnames = pd.read_csv('names.csv')\na, b = names[:50], names[50:]\n"
    + NET
    + "net.fit(g.flow_from_dataframe(a, 'shells'), validation_data=g.flow_from_dataframe(b, 'shells'))",
}


def codes(script: str) -> set[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("leakage",)))
    return {each.code for each in report.findings}


@pytest.mark.parametrize("script", ONE_FILE.values(), ids=ONE_FILE)
def test_the_rows_of_one_file_are_trained_and_tested_on(script: str) -> None:
    assert codes(script) == {"ZL116"}


@pytest.mark.parametrize("script", OTHER_ROWS.values(), ids=OTHER_ROWS)
def test_other_rows_are_tested_on(script: str) -> None:
    assert "ZL116" not in codes(script)
