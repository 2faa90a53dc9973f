"""ZL119: rows that are parts of one file, held out one by one."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import glob
import os
import pathlib
import cv2
import keras
import numpy as np
import pandas as pd
from PIL import Image
from scipy.io import wavfile
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupShuffleSplit, train_test_split
from sklearn.utils import shuffle
X, y = [], []
"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(np.array(X), np.array(y))\n"
CUT = "    for i in range(0, len(s) - 90, 90):\n        X.append(s[i:i + 90])\n        y.append(k)\n"
DIVIDED = {
    "glob": "for k, p in enumerate(glob.glob('gait/*.npy')):\n    s = np.load(p)\n" + CUT + SPLIT,
    "listdir and join": "for k in os.listdir('gait'):\n    s = np.load(os.path.join('gait', k))\n" + CUT + SPLIT,
    "pathlib": "for p in pathlib.Path('gait').iterdir():\n    k, s = p.stem, np.load(p)\n" + CUT + SPLIT,
    "a constant long": "LONG = 128\nfor k in os.listdir('gait'):\n    t = pd.read_csv(os.path.join('gait', k))\n    s = t[['x', 'y']].values\n"
    "    for i in range(0, len(s) - LONG, LONG):\n        X.append(s[i:i + LONG])\n        y.append(k)\n" + SPLIT,
    "a helper for each file": "def parts(path):\n    s = np.load(path)\n    return [s[i:i + 50] for i in range(0, len(s) - 50, 50)]\n"
    "for k in glob.glob('gait/*'):\n    X.extend(parts(k))\ntrain, test = train_test_split(np.array(X))\n",
    "a class": "class Parts:\n    def __init__(self, folder):\n        self.rows = []\n        for name in os.listdir(folder):\n"
    "            s = np.load(os.path.join(folder, name))\n            for i in range(0, len(s) - 9, 9):\n                self.rows.append(s[i:i + 9])\n"
    "train, test = train_test_split(np.asarray(Parts('gait').rows))\n",
    "numbered parts": "for k in glob.glob('songs/*.wav'):\n    rate, s = wavfile.read(k)\n    for i in range(5):\n"
    "        X.append(s[i * 100:(i + 1) * 100])\n        y.append(k)\n" + SPLIT,
    "squares": "for k in os.listdir('maps'):\n    s = cv2.imread('maps/' + k)\n    for r in range(0, s.shape[0], 32):\n"
    "        for c in range(0, s.shape[1], 32):\n            X.append(s[r:r + 32, c:c + 32])\n            y.append(k)\n" + SPLIT,
    "two halves": "for k in glob.glob('maps/*.png'):\n    s = cv2.imread(k)\n    X.append(s[:64])\n    X.append(s[64:128])\n"
    "train, test = train_test_split(np.array(X))\n",
    "a random order": "for k in glob.glob('gait/*.npy'):\n    s = np.load(k)\n" + CUT
    + "X = shuffle(np.array(X))\nX_train, X_test = X[:700], X[700:]\n",
}  # fmt: skip
WHOLE = {
    "names split": "a, b = train_test_split(glob.glob('gait/*.npy'))\ndef parts(paths):\n    rows = []\n    for p in paths:\n        s = np.load(p)\n"
    "        for i in range(0, len(s) - 9, 9):\n            rows.append(s[i:i + 9])\n    return np.array(rows)\nX_train, X_test = parts(a), parts(b)\n",
    "one row a file": "for k in glob.glob('maps/*.png'):\n    X.append(cv2.imread(k)[:64])\n    y.append(k)\n" + SPLIT,
    "one row a file, behind a loop over its columns": "for k in glob.glob('t/*.csv'):\n    t = pd.read_csv(k)\n"
    "    for c in t.columns:\n        t[c] = t[c] / 10\n    X.append(t.values[:20])\n    y.append(k)\n" + SPLIT,
    "whole files": "for k in glob.glob('maps/*.png'):\n    X.append(cv2.imread(k))\n    y.append(k)\n" + SPLIT,
    "in order": "for k in sorted(glob.glob('gait/*.npy')):\n    s = np.load(k)\n" + CUT
    + "X_train, X_test = train_test_split(np.array(X), shuffle=False)\n",
    "groups": "for k in glob.glob('gait/*.npy'):\n    s = np.load(k)\n" + CUT
    + "X = np.array(X)\nfor a, b in GroupShuffleSplit(1).split(X, groups=y):\n    X_train, X_test = X[a], X[b]\n",
    "one file": "s = np.load('gait.npy')\nk = 0\nif True:\n" + CUT + SPLIT,
    "overlapping windows are told by another rule": "for k in glob.glob('gait/*.npy'):\n    s = np.load(k)\n"
    "    for i in range(len(s) - 90):\n        X.append(s[i:i + 90])\n        y.append(k)\n" + SPLIT,
    "nothing is held out": "for k in glob.glob('gait/*.npy'):\n    s = np.load(k)\n" + CUT + "print(np.array(X).mean())\n",
}  # fmt: skip


def codes(script: str) -> list[str]:
    report = Checker(Settings(select=("ZL119",)), load()).check_source("train.py", (HEAD + script).encode())
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("script", DIVIDED.values(), ids=DIVIDED)
def test_parts_of_one_file_on_both_sides(script: str) -> None:
    assert codes(script) == ["ZL119"]


@pytest.mark.parametrize("script", WHOLE.values(), ids=WHOLE)
def test_each_file_on_one_side(script: str) -> None:
    assert codes(script) == []
