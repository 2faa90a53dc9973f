"""The leaks of rows that the pages show, in other spellings; and what looks like them."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from sklearn.model_selection import train_test_split
rng = np.random.default_rng(0)
X = rng.normal(size=(64, 4)).astype("float32")
y = (X[:, 0] > 0).astype("float32")
"""
MODEL = (
    "m = keras.Sequential([layers.Dense(1, activation='sigmoid')])\n"
    "m.compile('adam', 'binary_crossentropy', metrics=['accuracy'])\n"
)
DS = "ds = tf.data.Dataset.from_tensor_slices((X, y))\n"

RESHUFFLED = {
    "keyword argument": DS + "ds = ds.shuffle(buffer_size=64)\ntrain_ds = ds.take(48)\nval_ds = ds.skip(48)",
    "through a variable": "shuffle_each = True\n"
    + DS
    + "ds = ds.shuffle(64, reshuffle_each_iteration=shuffle_each)\ntrain, test = ds.take(48), ds.skip(48)",
    "one chain each": DS
    + "ds = ds.shuffle(64).repeat().prefetch(1)\ntrain = ds.take(48).batch(8)\ntest = ds.skip(48).batch(8)",
    "attributes": "class Data:\n    def __init__(self, ds):\n        self.ds = ds.shuffle(1000)\n        self.train = self.ds.take(800)\n        self.val = self.ds.skip(800)\nData(tf.data.Dataset.range(1000))",
    "cuts in helpers": "def head(d, n):\n    return d.take(n)\ndef tail(d, n):\n    return d.skip(n)\n"
    + DS
    + "ds = ds.shuffle(64)\n"
    + MODEL
    + "m.fit(head(ds, 48).batch(8), validation_data=tail(ds, 48).batch(8))",
    "data from elsewhere": "import tensorflow_datasets as tfds\nds, info = tfds.load('mnist', split='train', with_info=True)\nds = ds.shuffle(1024)\ntrain, test = ds.take(50000), ds.skip(50000)",
    "kept in a dict": DS
    + "ds = ds.shuffle(64)\nparts = {'train': ds.take(48), 'val': ds.skip(48)}\n"
    + MODEL
    + "m.fit(parts['train'].batch(8), validation_data=parts['val'].batch(8))",
    "a function of one's own behind the shuffle": "from mine import decode\n"
    + DS
    + "ds = ds.shuffle(64).map(decode)\ntrain, val = ds.take(48), ds.skip(48)",
    "equal counts": DS + "ds = ds.shuffle(64)\nfirst = ds.take(48)\nsecond = ds.skip(48)",
    "files of a loader": "ds = tf.keras.preprocessing.image_dataset_from_directory('a', seed=7)\nn = int(len(ds) * .7)\ntrain = ds.map(lambda x, y: (x / 255, y)).take(n)\nval = ds.map(lambda x, y: (x / 255, y)).skip(n)",
    "flag of a function nobody calls": "def parts(data, n, mixed=True):\n    if mixed:\n        data = data.shuffle(512)\n"
    "    return data.take(n), data.skip(n)\n"
    "def use(data):\n    train, test = parts(data, 90)\n    return train.batch(8), test.batch(8)",
    "flag of the command line": "import argparse\np = argparse.ArgumentParser()\np.add_argument('--mixed', action='store_true')\n"
    + DS
    + "if p.parse_args().mixed:\n    ds = ds.shuffle(64)\ntrain, val = ds.take(48), ds.skip(48)",
    "flag of an object": "class Data:\n    def __init__(self, mixed):\n        self.mixed = mixed\n"
    "    def parts(self, ds):\n        if self.mixed:\n            ds = ds.shuffle(64)\n"
    "        train_ds = ds.take(48)\n        test_ds = ds.skip(48)\n        return train_ds, test_ds",
    "expression": "import config\n"
    + DS
    + "ds = ds.shuffle(64) if config.MIXED else ds\ntrain_ds = ds.take(48)\nval_ds = ds.skip(48)",
    "environment": "import os\n"
    + DS
    + "if os.environ.get('MIXED', '1') == '1':\n    ds = ds.shuffle(64)\ntrain = ds.take(48).batch(8)\ntest = ds.skip(48).batch(8)",
    "tested later": DS + "ds = ds.batch(8).shuffle(8)\n" + MODEL + "m.fit(ds.skip(2))\nm.evaluate(ds.take(2))",
}
FILES_IN_ONE_ORDER = {
    "loader told not to shuffle": "ds = keras.utils.image_dataset_from_directory('a', shuffle=False)\ntrain, val = ds.take(8), ds.skip(8)",
    "loader that deals the files out": "train, val = keras.utils.image_dataset_from_directory('a', subset='both', seed=1, validation_split=0.2)",
    "batch to look at": "train = keras.utils.image_dataset_from_directory('a')\nfirst = train.take(1)",
}
IN_ONE_ORDER = {
    **FILES_IN_ONE_ORDER,
    "order kept": DS + "ds = ds.shuffle(64, reshuffle_each_iteration=False)\ntrain, val = ds.take(48), ds.skip(48)",
    "order kept by a setting": DS
    + "import config\nds = ds.shuffle(64, reshuffle_each_iteration=config.AGAIN)\ntrain, val = ds.take(48), ds.skip(48)",
    "arguments from elsewhere": "import config\n"
    + DS
    + "ds = ds.shuffle(64, **config.SHUFFLE)\ntrain, val = ds.take(48), ds.skip(48)",
    "rows of one part": DS + "ds = ds.shuffle(64)\ntrain = ds.skip(16)\nfor x, y in ds.take(1):\n    print(x)",
    "shuffled array": DS
    + "X = rng.permutation(X)\nds = tf.data.Dataset.from_tensor_slices(X)\ntrain, val = ds.take(48), ds.skip(48)",
    "order kept on the path that shuffles": "import config\n"
    + DS
    + "if config.MIXED:\n    ds = ds.shuffle(64, reshuffle_each_iteration=False)\ntrain, val = ds.take(48), ds.skip(48)",
    "shuffled behind the cuts on a path": "import config\n"
    + DS
    + "train, val = ds.take(48), ds.skip(48)\nif config.MIXED:\n    train = train.shuffle(64)",
    "one part of either arm": DS
    + "import sys\nds = ds.shuffle(64)\nif len(sys.argv) > 1:\n    train = ds.take(48)\nelse:\n    test = ds.skip(48)",
}
MISORDERED = {
    "module alias": "from sklearn import model_selection as ms\nX_train, y_train, X_test, y_test = ms.train_test_split(X, y)",
    "old module": "from sklearn.cross_validation import train_test_split as split\nX_train, y_train, X_test, y_test = split(X, y, test_size=0.2)",
    "names in another style": "trainX, trainY, testX, testY = train_test_split(X, y)",
    "through a variable": "parts = train_test_split(X, y)\nX_train, y_train, X_test, y_test = parts",
    "one by one": "parts = train_test_split(X, y)\nX_train = parts[0]\ny_train = parts[1]\nX_test = parts[2]\ny_test = parts[3]",
    "attributes": "class Data:\n    def __init__(self, X, y):\n        self.x_train, self.y_train, self.x_val, self.y_val = train_test_split(X, y)\nData(X, y)",
    "named again by the caller": "def split(X, y):\n    a, b, c, d = train_test_split(X, y)\n    return a, b, c, d\nX_train, y_train, X_test, y_test = split(X, y)",
    "in a loop": "for seed in (1, 2, 3):\n    X_train, y_train, X_test, y_test = train_test_split(X, y, random_state=seed)",
    "labels and features": "features, labels = X, y\nlabels_train, labels_test, features_train, features_test = train_test_split(features, labels)",
    "loader": "from tensorflow.keras.datasets import cifar10\n(train_images, test_images), (train_labels, test_labels) = cifar10.load_data()",
    "test pair first": "(x_test, y_test), (x_train, y_train) = keras.datasets.mnist.load_data()",
}
IN_ORDER = {
    "four names": "X_train, X_test, y_train, y_test = train_test_split(X, y)",
    "frame and its rest": "df = pd.read_csv('a.csv')\ntrain, test = train_test_split(df)\nX_train, y_train = train.drop(columns='y'), train['y']",
    "validation carved from the test part": "X_train, X_test, y_train, y_test = train_test_split(X, y)\nX_test, X_val, y_test, y_val = train_test_split(X_test, y_test)",
    "train and validation together": "X_train_val, X_test = train_test_split(X)\nX_train, X_val = train_test_split(X_train_val)",
    "says nothing": "a, b, c, d = train_test_split(X, y)",
    "a share that the caller chooses": "def deal(a, b, share):\n    X_test, X_train, y_test, y_train = train_test_split(a, b, test_size=share)\n    return X_train, X_test",
    "a share from a dict that is not known": "import yaml\nconf = yaml.safe_load(open('c.yml'))\nX_test, X_train = train_test_split(X, test_size=conf['train'])",
    "a share out of a list": "import sys\nX_test, X_train, y_test, y_train = train_test_split(X, y, test_size=float(sys.argv[1]))",
    "a share that is one of two": "import os\nshare = 0.9 if os.path.exists('big') else 0.1\nX_test, X_train = train_test_split(X, test_size=share)",
    "deliberately small": "X_test, X_train, y_test, y_train = train_test_split(X, y, test_size=0.9)",
    "only one part": "X_test, _, y_test, _ = train_test_split(X, y, test_size=0.1)",
    "loader": "(X_train, y_train), (X_test, y_test) = keras.datasets.mnist.load_data()",
}

SK = (
    "from sklearn.preprocessing import StandardScaler, LabelEncoder\nfrom sklearn.decomposition import PCA\n"
    "from sklearn.feature_selection import SelectKBest, RFE\nfrom sklearn.impute import SimpleImputer\n"
    "from sklearn.linear_model import LogisticRegression\nfrom sklearn.pipeline import Pipeline, make_pipeline\n"
    "from sklearn.compose import ColumnTransformer\nfrom sklearn.model_selection import *\n"
    "from sklearn.feature_extraction.text import TfidfVectorizer\n"
)
HOLD_OUT = "X_train, X_test, y_train, y_test = train_test_split(X, y)\n"
TEACH = "c = LogisticRegression().fit(X_train, y_train)\nprint(c.score(X_test, y_test))\n"
FITTED_BEFORE = {
    "fit and transform apart": SK + "s = StandardScaler()\ns.fit(X)\nX = s.transform(X)\n" + HOLD_OUT,
    "fitted before, applied behind": SK
    + "s = StandardScaler().fit(X)\n"
    + HOLD_OUT
    + "X_train, X_test = s.transform(X_train), s.transform(X_test)\n"
    + TEACH,
    "helper function": SK + "def prepare(a):\n    return PCA(2).fit_transform(a)\nX = prepare(X)\n" + HOLD_OUT,
    "split in a helper": SK
    + "X = PCA(2).fit_transform(X)\ndef run(a, b):\n    X_train, X_test, y_train, y_test = train_test_split(a, b)\n    "
    + TEACH.replace("\n", "\n    ")
    + "\nrun(X, y)",
    "slices instead of a split": SK + "X = StandardScaler().fit_transform(X)\nX_train, X_test = X[:48], X[48:]\n",
    "shuffled in between": SK
    + "X = StandardScaler().fit_transform(X)\nX = rng.permutation(X)\nX_train, X_test = X[:48], X[48:]\n",
    "shares of the length": SK
    + "X = StandardScaler().fit_transform(X)\nn = int(0.7 * len(X))\ntrain, test = X[:n], X[n:]\n",
    "pipeline of transformers": SK
    + "X = Pipeline([('i', SimpleImputer()), ('s', StandardScaler())]).fit_transform(X)\n"
    + HOLD_OUT,
    "column transformer": SK
    + "df = pd.read_csv('a.csv')\nct = ColumnTransformer([('n', make_pipeline(SimpleImputer(), StandardScaler()), ['a'])])\nX = ct.fit_transform(df)\n"
    + HOLD_OUT,
    "columns written back": SK
    + "df = pd.read_csv('a.csv')\ncols = ['a', 'b']\ndf[cols] = StandardScaler().fit_transform(df[cols])\ntrain, test = train_test_split(df)",
    "columns by label": SK
    + "df = pd.read_csv('a.csv')\ndf.loc[:, 'a'] = StandardScaler().fit_transform(df[['a']])\ntrain, test = train_test_split(df)",
    "validation part beside test rows without labels": SK
    + "train, test = pd.read_csv('a.csv'), pd.read_csv('b.csv')\ns = StandardScaler().fit(train)\n"
    "train, X_test = pd.DataFrame(s.transform(train)), s.transform(test)\nX_train, X_val = train_test_split(train)",
    "validation part alone": SK
    + "table = pd.DataFrame(StandardScaler().fit_transform(pd.read_csv('a.csv')))\nX_train, X_val = train_test_split(table)",
    "test part of a file beside another file": SK
    + "s = StandardScaler()\ntable, later = s.fit_transform(pd.read_csv('a.csv')), s.transform(pd.read_csv('b.csv'))\n"
    "X_train, X_test = train_test_split(table)",
    "column by attribute": "df = pd.read_csv('a.csv')\ndf.a = df.a.fillna(df.a.median())\ntrain, test = train_test_split(df)",
    "filled in place": "df = pd.read_csv('a.csv')\ndf.fillna(df.mean(), inplace=True)\ntrain, test = train_test_split(df)",
    "a function for each column": SK
    + "df = pd.read_csv('a.csv')\ndef scaled(c):\n    if c.name != 'kind':\n        return StandardScaler().fit_transform(c)\n"
    "    return c\ndf = df.apply(scaled, axis=0)\ntrain, test = train_test_split(df)",
    "deviations of each column": "df = pd.read_csv('a.csv')\ndf = df.apply(lambda c: (c - c.mean()) / c.std())\n"
    "train, test = train_test_split(df)",
    "column by column": SK
    + "df = pd.read_csv('a.csv')\nfor c in df.columns:\n    df[c] = StandardScaler().fit_transform(df[[c]])\n"
    "train, test = train_test_split(df)",
    "many columns by label": SK + "df = pd.read_csv('a.csv')\nnames = [f'v{k}' for k in range(40)]\nfor c in names:\n"
    "    df.loc[:, c] = StandardScaler().fit_transform(df[c].values.reshape(-1, 1))\ntrain, test = df[:900], df[900:]",
    "rows that differ by path": SK
    + "import config\nif config.SMALL:\n    X = X * 2\nelse:\n    X = X - 1\nX = StandardScaler().fit_transform(X)\n"
    + HOLD_OUT,
    "table that a loop joins": "from sklearn import preprocessing\ndf = pd.read_csv('a.csv')\nX = pd.DataFrame(index=df.index)\n"
    "for name, column in df.items():\n    X = X.join(pd.get_dummies(column))\nX = preprocessing.scale(X)\n" + HOLD_OUT,
    "bands of equal size": "df = pd.read_csv('a.csv')\ndf['band'] = pd.qcut(df['a'], 4)\ntrain, test = train_test_split(df)",
    "rows lost on the way": SK
    + "from scipy.sparse import hstack\ntexts = pd.read_csv('a.csv')['text']\nX = hstack([TfidfVectorizer().fit_transform(texts), X])\n"
    + HOLD_OUT,
    "by hand": "X = np.load('x.npy')\nX = (X - X.mean(axis=0)) / X.std(axis=0)\n" + HOLD_OUT,
    "by hand, of data from elsewhere": "from mine import load\nX, y = load()\nX = X[:, :30]\nX = (X - X.mean(axis=0)) / X.std(axis=0)\n"
    + HOLD_OUT,
    "by hand, with noise": "from mine import load\nX, y = load()\nX = X + rng.normal(size=(64, 4))\nX = (X - X.mean(axis=0)) / X.std(axis=0)\n"
    + HOLD_OUT,
    "by hand, in place": "X = np.load('x.npy')\nmean, std = np.mean(X, axis=0), np.std(X, axis=0)\nX -= mean\nX /= std\n"
    + HOLD_OUT,
    "function": "from sklearn import preprocessing\nX = preprocessing.scale(X)\n" + HOLD_OUT,
    "train and test put together": SK
    + "train, test = pd.read_csv('a.csv'), pd.read_csv('b.csv')\nboth = pd.concat([train, test])\nboth = pd.DataFrame(StandardScaler().fit_transform(both))\nX_train, X_test = both[:len(train)], both[len(train):]\n",
    "validation data of a fit": SK
    + "X = StandardScaler().fit_transform(X)\n"
    + MODEL
    + "m.fit(X[:48], y[:48], validation_data=(X[48:], y[48:]))",
    "vocabulary layer": "texts = np.array(['a b', 'b c'] * 32)\nv = layers.TextVectorization()\nv.adapt(tf.data.Dataset.from_tensor_slices(texts).batch(8))\nX = v(texts)\n"
    + HOLD_OUT,
    "folds": SK
    + "X = RFE(LogisticRegression()).fit_transform(X, y)\nfor train, test in StratifiedKFold(3).split(X, y):\n    c = LogisticRegression().fit(X[train], y[train])\n    print(c.score(X[test], y[test]))",
    "parts whose row numbers are lost": "X, old = np.load('x.npy'), np.load('old.npy')\nX = X - np.mean(X)\n"
    "train_x, valid_x = np.stack([X[old == 0], X[old == 0]]), np.stack([X[old == 1], X[old == 1]])",
    "cross-validation": SK
    + "X = SelectKBest(k=2).fit_transform(X, y)\nprint(cross_val_score(LogisticRegression(), X, y))",
}
FITTED_ON_TRAINING_ROWS = {
    "behind the split": SK
    + HOLD_OUT
    + "s = StandardScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.transform(X_test)\n"
    + TEACH,
    "behind slices": SK
    + "X_train, X_test = X[:48], X[48:]\ns = StandardScaler().fit(X_train)\nX_train, X_test = s.transform(X_train), s.transform(X_test)\nc = LogisticRegression().fit(X_train, y[:48])\nprint(c.score(X_test, y[48:]))",
    "pipeline that predicts": SK
    + HOLD_OUT
    + "p = make_pipeline(StandardScaler(), LogisticRegression()).fit(X_train, y_train)\nprint(p.score(X_test, y_test))",
    "pipeline in a search": SK
    + "p = make_pipeline(StandardScaler(), LogisticRegression())\ng = GridSearchCV(p, {'logisticregression__C': [1, 10]}).fit(X, y)\nprint(cross_val_score(p, X, y))",
    "inside the folds": SK
    + "for train, test in KFold(3).split(X):\n    s = StandardScaler().fit(X[train])\n    c = LogisticRegression().fit(s.transform(X[train]), y[train])\n    print(c.score(s.transform(X[test]), y[test]))",
    "statistics of the training rows": "X_train, X_test = X[:48], X[48:]\nmean, std = X_train.mean(axis=0), X_train.std(axis=0)\nX_train, X_test = (X_train - mean) / std, (X_test - mean) / std",
    "validation part of a training file": SK
    + "train, test = pd.read_csv('a.csv'), pd.read_csv('b.csv')\ns = StandardScaler().fit(train)\n"
    "train, X_test = pd.DataFrame(s.transform(train)), s.transform(test)\nX_train, X_val = train_test_split(train)\ny_test = test['kind']",
    "validation part by statistics of the training part": "X_all, X_test = train_test_split(np.load('x.npy'))\nmean, std = X_all.mean(axis=0), X_all.std(axis=0)\n"
    "X_all, X_test = (X_all - mean) / std, (X_test - mean) / std\nX_train, X_val = X_all[:400], X_all[400:]\ny_test = X_test[:, 0]",
    "filled with training means": "df = pd.read_csv('a.csv')\ntrain, test = train_test_split(df)\nmeans = train.mean()\ntrain, test = train.fillna(means), test.fillna(means)",
    "oversampled training rows": "from imblearn.over_sampling import SMOTE\n"
    + SK
    + HOLD_OUT
    + "X_train, y_train = SMOTE().fit_resample(X_train, y_train)\n"
    + TEACH,
    "labels encoded": SK + "y = LabelEncoder().fit_transform(y)\n" + HOLD_OUT,
    "column that is not used": SK
    + "df = pd.read_csv('a.csv')\ndf['z'] = StandardScaler().fit_transform(df[['a']])\nX = df[['a', 'b']]\n"
    + HOLD_OUT,
    "to look at": SK + "plane = PCA(2).fit_transform(X)\nprint(plane)\n" + HOLD_OUT,
    "another data set": SK
    + "other = pd.read_csv('b.csv')\ns = StandardScaler().fit(other)\nX = s.transform(X)\n"
    + HOLD_OUT,
    "layer adapted to training rows": HOLD_OUT
    + "n = layers.Normalization()\nn.adapt(X_train)\nm = keras.Sequential([n, layers.Dense(1, activation='sigmoid')])\nm.compile('adam', 'binary_crossentropy')\nm.fit(X_train, y_train)\nm.evaluate(X_test, y_test)",
    "each row by itself": "df = pd.read_csv('a.csv')\ndf = df.apply(lambda r: (r - r.mean()) / r.std(), axis=1)\n"
    "train, test = train_test_split(df)",
    "bands to look at": "df = pd.read_csv('a.csv')\ndf['band'] = pd.qcut(df['a'], 4)\nprint(df.groupby('band').mean())\n"
    "df = df.drop(columns='band')\ntrain, test = train_test_split(df)",
    "each column behind the split": SK
    + "df = pd.read_csv('a.csv')\ntrain, test = train_test_split(df)\nfor c in train.columns:\n    s = StandardScaler().fit(train[[c]])\n"
    "    train[c], test[c] = s.transform(train[[c]]), s.transform(test[[c]])",
    "per row": "X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)\n" + HOLD_OUT,
    "answers for the training rows": SK
    + "X = StandardScaler().fit_transform(X)\nc = LogisticRegression().fit(X, y)\nprint(c.predict(X))",
    "loader's own split": "(x_train, y_train), (x_test, y_test) = keras.datasets.boston_housing.load_data()\nmean = x_train.mean(axis=0)\nx_train -= mean\nx_test -= mean",
    "a constant filled in": SK
    + "from sklearn.impute import SimpleImputer\nX = SimpleImputer(strategy='constant', fill_value=0).fit_transform(X)\n"
    + HOLD_OUT
    + TEACH,
    "batches that a loop trains on and measures": "import tensorflow.compat.v1 as tf1\n"
    "rows, target = tf1.placeholder('float', [None, 4]), tf1.placeholder('float', [None, 1])\n"
    "cost = tf1.losses.mean_squared_error(target, tf1.layers.dense(rows, 1))\n"
    "step = tf1.train.AdamOptimizer().minimize(cost)\nfrom mine import load\nX, y = load()\nX = (X - X.mean()) / X.std()\n"
    "with tf1.Session() as session:\n    for epoch in range(3):\n        for n in range(0, X.shape[0], 8):\n"
    "            session.run(step, {rows: X[n:n + 8], target: y[n:n + 8]})\n"
    "        for n in range(0, X.shape[0], 8):\n"
    "            print(session.run(cost, {rows: X[n:n + 8], target: y[n:n + 8]}))",
    "all rows for the last model": SK
    + "data = pd.concat([pd.read_csv('a.csv'), pd.read_csv('b.csv')])\ntrain_data = data[data['old']]\n"
    "X_train, X_test = train_test_split(train_data)\ntrain_data = StandardScaler().fit_transform(train_data)",
}

TREE = (
    "from sklearn.tree import DecisionTreeClassifier\nfrom sklearn.metrics import accuracy_score, classification_report, f1_score\n"
    "df = pd.read_csv('a.csv')\nfeatures, kinds = df[['a', 'b']], df['kind']\n"
)
REUSED = {
    "lists": MODEL + "m.fit(X, y, validation_data=[X, y])",
    "through variables": MODEL + "inputs, held = X, (X, y)\nm.fit(inputs, y, validation_data=held)",
    "slices of one cut": MODEL + "m.fit(X[:48], y[:48], validation_data=(X[:48], y[:48]))",
    "scaled alike": MODEL + "m.fit(X / 2, y, validation_data=(X / 2, y))",
    "arguments of a function nobody calls": "def train(model, inputs, targets):\n    model = keras.Sequential([layers.Dense(1)])\n    model.compile('adam', 'mse')\n    model.fit(inputs, targets, validation_data=(inputs, targets))",
    "batches of one data set": DS + MODEL + "m.fit(ds.shuffle(64).batch(8), validation_data=ds.batch(8))",
    "method of a class": "class Trainer:\n    def __init__(self, X, y):\n        self.X, self.y = X, y\n        self.m = keras.Sequential([layers.Dense(1, activation='sigmoid')])\n        self.m.compile('adam', 'binary_crossentropy')\n    def run(self):\n        self.m.fit(self.X, self.y, validation_data=(self.X, self.y))\nTrainer(X, y).run()",
    "called a test score": MODEL + "m.fit(X, y)\ntest_loss, test_acc = m.evaluate(X, y)",
    "called a validation accuracy": TREE
    + "c = DecisionTreeClassifier().fit(features, kinds)\nval_acc = c.score(features, kinds)",
    "only score": TREE
    + "c = DecisionTreeClassifier()\nc.fit(features, kinds)\nprint(classification_report(kinds, c.predict(features)))",
    "a generator that begins again": MODEL
    + "def batches():\n    while True:\n        for k in range(0, 64, 8):\n            yield X[k:k + 8], y[k:k + 8]\ng = batches()\nm.fit(g, steps_per_epoch=8, validation_data=g, validation_steps=2)",
    "only score, printed without a word of training": TREE
    + "c = DecisionTreeClassifier().fit(features, kinds)\nprint('fitted')\nprint('accuracy:', accuracy_score(kinds, c.predict(features)))",
    "only score, as arrays": TREE
    + "a, b = features.values, kinds.values\nc = DecisionTreeClassifier().fit(a, b)\nprint(accuracy_score(y_true=b, y_pred=c.predict(a)))",
}
NOT_REUSED = {
    "other rows": MODEL + "m.fit(X[:48], y[:48], validation_data=(X[48:], y[48:]))",
    "a share held back": MODEL + "m.fit(X, y, validation_split=0.2)\nprint(m.evaluate(X, y))",
    "training score beside a test score": TREE
    + "a, b, c, d = train_test_split(features, kinds)\nt = DecisionTreeClassifier().fit(a, c)\nprint(accuracy_score(c, t.predict(a)), accuracy_score(d, t.predict(b)))",
    "data files of their own": TREE
    + "other = pd.read_csv('b.csv')\nc = DecisionTreeClassifier().fit(features, kinds)\nprint(accuracy_score(kinds, c.predict(features)))\nprint(c.predict(other))",
    "shards": DS + MODEL + "m.fit(ds.shard(2, 0).batch(8), validation_data=ds.shard(2, 1).batch(8))",
    "called a training score": MODEL + "m.fit(X, y)\ntrain_loss, train_acc = m.evaluate(X, y)",
    "only score, called a training score": TREE
    + "c = DecisionTreeClassifier().fit(features, kinds)\ntrain_accuracy = accuracy_score(kinds, c.predict(features))",
    "only score, printed as a training score": TREE
    + "c = DecisionTreeClassifier().fit(features, kinds)\nprint('Accuracy (train):', accuracy_score(kinds, c.predict(features)))",
    "only score, in a text with its name": TREE
    + "c = DecisionTreeClassifier().fit(features, kinds)\nprint(f'training accuracy {accuracy_score(kinds, c.predict(features)):.2f}')",
    "only score, in a template": TREE
    + "c = DecisionTreeClassifier().fit(features, kinds)\na = f1_score(kinds, c.predict(features))\nprint('Train F1: %.3f' % a)",
    "only score, in a template to format": TREE
    + "c = DecisionTreeClassifier().fit(features, kinds)\na = classification_report(kinds, c.predict(features))\nprint('On training rows:\\n{}'.format(a))",
    "a check that it can overfit": "X_overfit, y_overfit = X[:8], y[:8]\n"
    + MODEL
    + "m.fit(X_overfit, y_overfit, validation_data=(X_overfit, y_overfit))",
    "autoencoder": "m = keras.Sequential([keras.Input((4,)), layers.Dense(2), layers.Dense(4)])\nm.compile('adam', 'mse')\nm.fit(X, X, validation_data=(X, X))",
    "made-up targets": "m = keras.Sequential([layers.Dense(1)])\nm.compile('adam', 'mse')\nt = np.random.random((64, 1))\nm.fit(X, t, validation_data=(X, t))",
    "a stream that both read from": MODEL
    + "def batches(rows):\n    for row in rows:\n        yield row['x'], row['y']\ng = batches(open('a.json'))\nm.fit(g, steps_per_epoch=8, validation_data=g, validation_steps=2)",
    "groups of a table": MODEL
    + "from mine import read\nd = pd.read_csv('a.csv').groupby('split').apply(read)\n"
    + "m.fit(d['train'].batch(8), validation_data=d['val'].batch(8))",
    "blanks of an exercise": MODEL + "from course import *\nm.fit(____, epochs=3, validation_data=____)",
    "a reader of its own": MODEL
    + "class Reader:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return X[:2], y[:2]\ng = Reader()\nm.fit(g, steps_per_epoch=8, validation_data=g, validation_steps=2)",
    "a truth table": "from sklearn.svm import LinearSVC\nfrom sklearn.metrics import accuracy_score\na, b = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1]\nc = LinearSVC().fit(a, b)\nprint(accuracy_score(b, c.predict(a)))",
    "a truth table with a row that is not known": "from sklearn.svm import LinearSVC\nfrom rows import last\na, b = [[0, 0], [0, 1], [1, 0], last], [0, 0, 0, 1]\nc = LinearSVC().fit(a, b)\nfrom sklearn.metrics import accuracy_score\nprint(accuracy_score(b, c.predict(a)))",
    "features that a model prepares": (
        "from prepared import names, first, second\ndef preparing():\n    inputs, outputs = {}, {}\n"
        "    for name in names:\n        inputs[name] = keras.Input((1,))\n        outputs[name] = layers.Dense(2)(inputs[name])\n"
        "    return keras.Model(inputs, outputs)\nprepare = preparing()\n"
        "def ready(table):\n    return tf.data.Dataset.from_tensor_slices((dict(table), table)).map(lambda a, b: (prepare(a), b))\n"
        + MODEL
        + "m.fit(ready(first), validation_data=ready(second))"
    ),
    "cross-validated as well": TREE
    + "from sklearn.model_selection import cross_val_score\nc = DecisionTreeClassifier().fit(features, kinds)\nprint(accuracy_score(kinds, c.predict(features)), cross_val_score(c, features, kinds))",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", RESHUFFLED.values(), ids=RESHUFFLED.keys())
def test_parts_of_a_dataset_in_another_order_each_pass(script: str) -> None:
    assert codes(script) == ["ZL103"]


@pytest.mark.parametrize("script", IN_ONE_ORDER.values(), ids=IN_ONE_ORDER.keys())
def test_parts_that_stay_apart(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", MISORDERED.values(), ids=MISORDERED.keys())
def test_names_against_the_order_of_the_parts(script: str) -> None:
    assert codes(script) == ["ZL106"]


def test_parts_that_a_function_hands_on_under_wrong_names_are_told_once() -> None:
    helper = (
        "def halves(a, b):\n    a_test, a_train, b_test, b_train = train_test_split(a, b, test_size=0.25)\n"
        "    return a_train, a_test, b_train, b_test\n"
    )
    assert codes(helper + "X_train, X_test, y_train, y_test = halves(X, y)") == ["ZL106"]


@pytest.mark.parametrize("script", IN_ORDER.values(), ids=IN_ORDER.keys())
def test_names_in_the_order_of_the_parts(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", FITTED_BEFORE.values(), ids=FITTED_BEFORE.keys())
def test_a_transformer_that_saw_rows_held_out_later(script: str) -> None:
    assert codes(script) == ["ZL105"]


@pytest.mark.parametrize("script", FITTED_ON_TRAINING_ROWS.values(), ids=FITTED_ON_TRAINING_ROWS.keys())
def test_a_transformer_that_saw_training_rows_only(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", REUSED.values(), ids=REUSED.keys())
def test_rows_that_a_model_is_fitted_on_and_tested_on(script: str) -> None:
    assert codes(script) == ["ZL102"]


@pytest.mark.parametrize("script", NOT_REUSED.values(), ids=NOT_REUSED.keys())
def test_rows_that_a_model_is_not_judged_by(script: str) -> None:
    assert codes(script) == []


def test_test_rows_that_are_the_training_rows_are_told_once() -> None:
    script = "X_train = X[:48]\nX_test = X_train\n" + MODEL
    script += "m.fit(X_train, y[:48], validation_data=(X_test, y[:48]))\nm.evaluate(X_test, y[:48])"
    assert codes(script) == ["ZL101"]


def test_an_estimator_that_is_fitted_again_forgets_the_first_split() -> None:
    once = HOLD_OUT + "c.fit(X_train, y_train)\nprint(c.score(X_test, y_test))\n"
    assert codes(SK + "c = LogisticRegression()\n" + once + once) == []


def test_a_network_that_is_fitted_again_does_not() -> None:
    once = HOLD_OUT + "m.fit(X_train, y_train)\nprint(m.evaluate(X_test, y_test))\n"
    assert codes(SK + MODEL + once + once) == ["ZL101"]


WALKED = {
    "in a list": "for img in [{0}]:\n    print(img)",
    "array by array": "for img, name in zip([{0}, X_test], 'ab'):\n    print(img)",
    "in a dict": "parts = {{'a': {0}}}\nfor key, img in parts.items():\n    print(img)",
    "as a parameter": "def show(img):\n    print(img)\nshow({0})",
    "another name": "img = {0}",
}


@pytest.mark.parametrize("use", WALKED.values(), ids=WALKED)
@pytest.mark.parametrize(
    ("made", "rows", "name"),
    [
        ("d = {'x': np.random.rand(64, 4)}\n", "d['x']", "the training data"),
        ("data = np.random.rand(64, 4)\n", "data", "data"),
    ],
    ids=["nameless", "named"],
)
def test_rows_are_not_told_by_a_name_they_only_got_later(use, made, rows, name):
    text = (
        f"{HEAD}{made}{MODEL}m.fit({rows}, y)\nX_test = {rows}[:20]\nm.evaluate(X_test, y[:20])\n{use.format(rows)}\n"
    )
    (found,) = [each for each in check_source("t.py", text.encode()).findings if each.code == "ZL101"]
    assert found.data["test"] == "X_test"
    assert found.data["there"] == name


SEARCH = {
    "a study": "import optuna\noptuna.create_study().optimize(score, n_trials=9)\n",
    "a minimiser": "from scipy.optimize import minimize_scalar\nbest = minimize_scalar(score)\n",
    "a sweep": "import wandb\nwandb.agent('id', function=score, count=3)\n",
    "a list of functions": "import runner\nrunner.all_of([score])\n",
    "a partial": "import functools, runner\nrunner.start(functools.partial(score))\n",
    "a function around it": "import runner\nrunner.start(lambda trial: score(trial))\n",
}
SCORE = """
from sklearn.ensemble import RandomForestClassifier
from sklearn.preprocessing import StandardScaler
def score(trial):
    a, b, c, d = train_test_split(X, y)
    return RandomForestClassifier().fit(a, c).score(b, d)
"""
SCALED = "X = StandardScaler().fit_transform(X)\n"


@pytest.mark.parametrize("search", SEARCH.values(), ids=SEARCH)
def test_a_search_is_over_before_what_stands_behind_it(search):
    def codes(text):
        return [each.code for each in check_source("t.py", (HEAD + SCORE + text).encode()).findings]

    assert codes(search + SCALED + "RandomForestClassifier().fit(X, y)\n") == []
    assert codes(SCALED + search) == ["ZL105"]
