"""Small projects: their files, the script that trains, and on which line of which file something is to be reported."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUILD = """
import keras


def build_model(units, rate=1e-3):
    model = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dense(12, activation="relu"),
        keras.layers.Dense(units, activation="softmax"),
    ])
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",{mark}
    )
    return model
"""
BAD = BUILD.format(mark="  # expect: ZL202")
GOOD = BUILD.format(mark="")
CLASSES = "import numpy as np\n\nx, y = np.random.rand(90, 6), np.eye(3)[np.arange(90) % 3]\n"
ESTIMATOR = """
from abc import ABC, abstractmethod

import keras


class Estimator(ABC):
    net = None

    def __init__(self, width=8):
        self.width = width

    @abstractmethod
    def head(self):
        ...

    def build(self):
        self.net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(self.width, "relu"), self.head()])
        self.net.compile("adam", "categorical_crossentropy")  # expect: ZL203

    def fit(self, x, y):
        self.build()
        self.net.fit(x, y)
"""
LEAF = """
import keras
from base import Estimator


class Churn(Estimator):
    def head(self):
        return keras.layers.Dense(3)
"""
DATA = "import numpy as np\n\nx, y = np.random.rand(90, 6), np.random.rand(90, 1)\n"


@dataclass(frozen=True)
class Layout:
    """`script` is the file that is run; `reasons` are files that must be named as reasons, in any order.

    `last` is a file without which nothing is found: the script, where no other one is named.
    """

    script: str
    files: dict[str, str]
    reasons: tuple[str, ...] = ()
    last: str = ""

    @property
    def expected(self) -> set[tuple[str, int, str]]:
        """File, row and code of what is to be reported."""
        return expected(self.files)


EXPECTED = re.compile(r"# expect: (ZL\d+)")


def expected(files: Mapping[str, str]) -> set[tuple[str, int, str]]:
    """File, row and code of what is to be reported of these files."""
    return {
        (name, row, code)
        for name, text in files.items()
        for row, line in enumerate(text.split("\n"), start=1)
        for code in EXPECTED.findall(line)
    }


def notebook(*cells: str) -> str:
    """A notebook with these cells of code."""
    made = [
        {"cell_type": "code", "source": each, "metadata": {}, "outputs": [], "execution_count": None} for each in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


LAYOUTS = {
    "modules side by side": Layout(
        "train.py",
        {
            "settings.py": "UNITS = 1\n",
            "networks.py": BAD,
            "train.py": f"from networks import build_model\nfrom settings import UNITS\n{DATA}build_model(UNITS).fit(x, y)\n",
        },
        ("settings.py",),
    ),
    "a module as a namespace, changed by the script": Layout(
        "train.py",
        {
            "settings.py": "RATE = 0.01\n",
            "train.py": "import keras\nimport settings as s\n\ns.RATE = 0  # expect: ZL302\nkeras.optimizers.SGD(s.RATE)\n",
        },
    ),
    "a function that changes its module": Layout(
        "train.py",
        {
            "settings.py": "RATE = 0.01\n\n\ndef choose(rate):\n    global RATE\n    RATE = rate\n",
            "train.py": "import keras\nimport settings\n\nsettings.choose(0.0)  # expect: ZL302\nkeras.optimizers.SGD(settings.RATE)\n",
        },
    ),
    "a package with relative imports, run as a module": Layout(
        "pkg/train.py",
        {
            "pkg/__init__.py": "",
            "pkg/settings/__init__.py": "from .numbers import *\n",
            "pkg/settings/numbers.py": "__all__ = ['UNITS']\nUNITS = 1\nOTHER = 5\n",
            "pkg/nets/networks.py": BAD,
            "pkg/train.py": f"from . import settings\nfrom .nets.networks import build_model\n{DATA}"
            "build_model(settings.UNITS).fit(x, y)\n",
        },
        ("pkg/settings/numbers.py",),
    ),
    "a src layout, the script beside it": Layout(
        "scripts/train.py",
        {
            "pyproject.toml": "",
            "src/brand/__init__.py": "from brand.networks import build_model\n",
            "src/brand/networks.py": BAD,
            "scripts/train.py": f"from brand import build_model\n{DATA}build_model(1).fit(x, y)\n",
        },
        ("scripts/train.py",),
    ),
    "a folder put on sys.path": Layout(
        "jobs/train.py",
        {
            "shared/networks.py": BAD,
            "jobs/train.py": "import os\nimport sys\n\n"
            'sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "shared"))\n'
            f"import networks\n{DATA}networks.build_model(1).fit(x, y)\n",
        },
        ("jobs/train.py",),
    ),
    "a folder put on sys.path by pathlib": Layout(
        "jobs/train.py",
        {
            "shared/networks.py": BAD,
            "jobs/train.py": "import sys\nfrom pathlib import Path\n\n"
            'sys.path.append(str(Path(__file__).resolve().parent.parent / "shared"))\n'
            f"from networks import build_model as build\n{DATA}build(1).fit(x, y)\n",
        },
        ("jobs/train.py",),
    ),
    "a namespace package": Layout(
        "train.py",
        {
            "lib/nets/networks.py": BAD,
            "train.py": f"import lib.nets.networks\n{DATA}lib.nets.networks.build_model(1).fit(x, y)\n",
        },
        ("train.py",),
    ),
    "circular imports": Layout(
        "train.py",
        {
            "first.py": "import second\n\nUNITS = 1\n\n\ndef units():\n    return second.own()\n",
            "second.py": "import first\n\n\ndef own():\n    return first.UNITS\n",
            "networks.py": BAD,
            "train.py": f"import first\nfrom networks import build_model\n{DATA}build_model(first.units()).fit(x, y)\n",
        },
        ("first.py",),
    ),
    "an import that fails, and its fallback": Layout(
        "train.py",
        {
            "networks.py": BAD,
            "train.py": "try:\n    from .networks import build_model\nexcept ImportError:\n    from networks import build_model\n"
            f"{DATA}build_model(1).fit(x, y)\n",
        },
        ("train.py",),
    ),
    "missing modules end in unknown": Layout(
        "train.py",
        {
            "networks.py": GOOD,
            "train.py": "from absent import units\nfrom .gone import rate\nimport networks, other.part as part\n"
            f"{DATA}networks.build_model(units, rate).fit(x, part.y)\n",
        },
    ),
    "two scripts share one builder": Layout(
        "wrong.py",
        {
            "networks.py": BAD,
            "right.py": f"from networks import build_model\n{DATA.replace('(90, 1)', '(90, 4)')}build_model(4).fit(x, y)\n",
            "wrong.py": f"from networks import build_model\n{DATA}build_model(1).fit(x, y)\n",
        },
        ("wrong.py",),
    ),
    "a notebook with a module": Layout(
        "study.ipynb",
        {
            "networks.py": BAD,
            "study.ipynb": notebook("from networks import build_model\n", f"{DATA}\n", "build_model(1).fit(x, y)"),
        },
        ("study.ipynb",),
    ),
    "a notebook that runs a script": Layout(
        "study.ipynb",
        {
            "prep.py": "import numpy as np\n\nUNITS = 1\nx, y = np.random.rand(90, 6), np.random.rand(90, UNITS)\n",
            "networks.py": BAD,
            "study.ipynb": notebook(
                "%matplotlib inline\n%run networks.py", "%run -n prep", "build_model(UNITS).fit(x, y)"
            ),
        },
        ("prep.py",),
    ),
    "a base class whose method fits": Layout(
        "train.py",
        {
            "base.py": "import keras\n\n\nclass Trainer:\n    def __init__(self, rate):\n        self.rate = rate\n\n"
            "    def build(self):\n        raise NotImplementedError\n\n    def run(self, x, y):\n        net = self.build()\n"
            '        net.compile(keras.optimizers.Adam(self.rate), "mse")\n        net.fit(x, y)\n',
            "train.py": f"import keras\nfrom base import Trainer\n{DATA}\n\nclass Small(Trainer):\n    def build(self):\n"
            '        return keras.Sequential([keras.Input((6,)), keras.layers.Dense(4, "relu"), keras.layers.Dense(1)])\n\n\n'
            "Small(0.0).run(x, y)  # expect: ZL302\n",
        },
    ),
    "a base class that trains a subclass which nothing makes": Layout(
        "churn.py", {"base.py": ESTIMATOR, "churn.py": LEAF}, ("churn.py",)
    ),
    "a subclass with a constructor of its own behind another one": Layout(
        "late.py",
        {
            "base.py": ESTIMATOR,
            "churn.py": LEAF.replace("        return keras.layers.Dense(3)", "        raise NotImplementedError"),
            "late.py": "import keras\nfrom churn import Churn\n\n\nclass Late(Churn):\n    def __init__(self, classes=4):\n"
            "        super().__init__(width=16)\n        self.classes = classes\n\n    def head(self):\n"
            "        return keras.layers.Dense(self.classes)\n",
        },
        ("late.py",),
    ),
    "a subclass that a third file makes": Layout(
        "main.py",
        {
            "base.py": ESTIMATOR,
            "churn.py": LEAF,
            "main.py": f"from churn import Churn\n{CLASSES}Churn(width=4).fit(x, y)\n",
        },
        ("churn.py",),
    ),
    "a registry of subclasses under an unknown name": Layout(
        "main.py",
        {
            "base.py": ESTIMATOR,
            "churn.py": LEAF,
            "main.py": "import sys\nimport churn\n"
            + CLASSES
            + 'MODELS = {"churn": churn.Churn}\nMODELS[sys.argv[1]]().fit(x, y)\n',
        },
        ("churn.py",),
    ),
    "a helper above the functions that call it, which nothing calls": Layout(
        "tasks.py",
        {
            "tasks.py": 'import keras\n\n\ndef train(net, loss, x, y):\n    net.compile("adam", loss)\n    net.fit(x, y)\n\n\n'
            "def task(x, y):\n    net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3)])\n"
            '    train(net, "categorical_crossentropy", x, y)  # expect: ZL203\n',
        },
    ),
    "a project that is itself the package, in a folder with a longer name": Layout(
        "voice-main/scripts/train.py",
        {
            "voice-main/__init__.py": "",
            "voice-main/networks.py": BAD,
            "voice-main/scripts/train.py": f"from voice.networks import build_model\n{DATA}build_model(1).fit(x, y)\n",
        },
        ("voice-main/scripts/train.py",),
    ),
    "a script that only hands over": Layout(
        "main.py",
        {
            "settings.py": "UNITS = 1\n",
            "networks.py": BAD,
            "trainer.py": f"from networks import build_model\n{DATA}\n\ndef train(settings):\n"
            "    build_model(settings.UNITS).fit(x, y)\n",
            "main.py": 'import settings\nfrom trainer import train\n\nif __name__ == "__main__":\n    train(settings)\n',
        },
        ("settings.py",),
    ),
    "a split in a module, tested in the script": Layout(
        "train.py",
        {
            "loading.py": "import numpy as np\n\n\ndef load():\n    x = np.random.rand(150, 6)\n    y = np.random.rand(150, 1)\n"
            "    return x[:80], y[:80], x[60:], y[60:]  # expect: ZL101\n",
            "train.py": "import keras\nfrom loading import load\n\nx, y, x_test, y_test = load()\n"
            'net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(4, "relu"), keras.layers.Dense(1)])\n'
            'net.compile("adam", "mse")\nnet.fit(x, y)\nnet.evaluate(x_test, y_test)\n',
        },
    ),
    "an import inside a function": Layout(
        "train.py",
        {
            "settings.py": "RATE = 0.0  # expect: ZL302\n",
            "train.py": "import keras\n\n\ndef main():\n    from settings import RATE\n\n    keras.optimizers.Adam(RATE)\n\n\nmain()\n",
        },
        ("train.py",),
    ),
    "a module that hides an installed one": Layout(
        "train.py",
        {
            "datasets.py": "UNITS = 1\n",
            "networks.py": BAD,
            "train.py": f"import datasets\nfrom networks import build_model\n{DATA}build_model(datasets.UNITS).fit(x, y)\n",
        },
        ("datasets.py",),
    ),
    "a rate in YAML": Layout(
        "train.py",
        {
            "conf/config.yaml": "optimizer:\n  lr: 0.0  # expect: ZL302\n",
            "settings.py": "import yaml\n\nwith open('conf/config.yaml') as file:\n    CONFIG = yaml.safe_load(file)\n",
            "train.py": "import keras\nfrom settings import CONFIG\n\nkeras.optimizers.Adam(CONFIG['optimizer']['lr'])\n",
        },
        ("train.py",),
    ),
    "Hydra and its groups": Layout(
        "jobs/train.py",
        {
            "jobs/conf/config.yaml": "defaults:\n  - optimizer: small\n  - _self_\n",
            "jobs/conf/optimizer/small.yaml": "lr: 0.0  # expect: ZL302\n",
            "jobs/train.py": "import hydra\nimport keras\n\n\n@hydra.main(version_base=None, config_path='conf', config_name='config')\n"
            "def main(cfg):\n    keras.optimizers.Adam(cfg.optimizer.lr)\n\n\nmain()\n",
        },
        ("jobs/train.py",),
    ),
    "gin, a class in a module": Layout(
        "train.py",
        {
            "conf/base.gin": "RATE = 0.0  # expect: ZL302\n",
            "conf/run.gin": "include 'conf/base.gin'\nMaker.rate = %RATE\n",
            "making.py": "import gin\nimport keras\n\n\n@gin.configurable\nclass Maker:\n    def __init__(self, rate=0.1):\n"
            "        self.rate = rate\n\n    def make(self):\n        return keras.optimizers.SGD(self.rate)\n",
            "train.py": "import gin\nfrom making import Maker\n\ngin.parse_config_file('conf/run.gin')\nMaker().make()\n",
        },
        ("making.py",),
    ),
    "flags that a module defines": Layout(
        "train.py",
        {
            "options.py": "import argparse\n\nparser = argparse.ArgumentParser()\n"
            'parser.add_argument("--rate", type=float, default=0.0)  # expect: ZL302\n',
            "train.py": "import keras\nfrom options import parser\n\nkeras.optimizers.Adam(parser.parse_args().rate)\n",
        },
        ("train.py",),
    ),
    "arrays that were scaled before they were split and saved": Layout(
        "train.py",
        {
            "prepare.py": "import numpy as np\nimport pandas as pd\nfrom sklearn.model_selection import train_test_split\n"
            "from sklearn.preprocessing import StandardScaler\n\ntable = pd.read_csv('houses.csv')\n"
            "x = StandardScaler().fit_transform(table.drop(columns='price'))  # expect: ZL105\n"
            "a, b, c, d = train_test_split(x, table['price'])\nnp.savez('data/houses.npz', a=a, b=b, c=c, d=d)\n",
            "train.py": "import keras\nimport numpy as np\n\ndata = np.load('data/houses.npz')\n"
            'net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(4, "relu"), keras.layers.Dense(1)])\n'
            'net.compile("adam", "mse")\nnet.fit(data["a"], data["c"])\nnet.evaluate(data["b"], data["d"])\n',
        },
        ("prepare.py",),
        "prepare.py",
    ),
    "a split saved in two tables, a model and a scaler": Layout(
        "score.py",
        {
            "split.py": "import pandas as pd\n\ntable = pd.read_csv('all.csv')\na, b = table[:800], table[700:]  # expect: ZL101\n"
            "a.to_csv('train.csv', index=False)\nb.to_csv('test.csv', index=False)\n",
            "fit.py": "import joblib\nimport pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
            "from sklearn.preprocessing import StandardScaler\n\ntable = pd.read_csv('train.csv')\nscaler = StandardScaler()\n"
            "model = LogisticRegression().fit(scaler.fit_transform(table.drop(columns='y')), table['y'])\n"
            "joblib.dump(scaler, 'scaler.joblib')\njoblib.dump(model, 'model.joblib')\n",
            "score.py": "import joblib\nimport pandas as pd\n\nscaler, model = joblib.load('scaler.joblib'), joblib.load('model.joblib')\n"
            "test = pd.read_csv('test.csv')\nx_test = scaler.transform(test.drop(columns='y'))\nprint(model.score(x_test, test['y']))\n",
        },
        ("score.py",),
    ),
    "a saved scaler that is fitted anew": Layout(
        "score.py",
        {
            "fit.py": "import joblib\nimport numpy as np\nfrom sklearn.linear_model import Ridge\n"
            "from sklearn.preprocessing import MinMaxScaler\n\nx, y = np.load('x.npy'), np.load('y.npy')\nscaler = MinMaxScaler()\n"
            "model = Ridge().fit(scaler.fit_transform(x), y)\njoblib.dump((scaler, model), 'both.joblib')\n",
            "score.py": "import joblib\nimport numpy as np\n\nscaler, model = joblib.load('both.joblib')\n"
            "x_test, y_test = np.load('x_test.npy'), np.load('y_test.npy')\n"
            "print(model.score(scaler.fit_transform(x_test), y_test))  # expect: ZL111\n",
        },
        ("fit.py",),
    ),
    "a network that one script builds and another trains": Layout(
        "train.py",
        {
            "build.py": "import keras\n\nnet = keras.Sequential([keras.Input((6,)), keras.layers.Dense(9, 'relu')])\n"
            "net.add(keras.layers.Dense(1, 'softmax'))  # expect: ZL201\nnet.save('net.keras')\n",
            "train.py": f"import keras\n{DATA}net = keras.models.load_model('net.keras')\n"
            "net.compile('adam', 'binary_crossentropy')\nnet.fit(x, y)\n",
        },
        ("train.py",),
        "build.py",
    ),
}


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def places(findings: list[dict[str, Any]], folder: Path) -> set[tuple[str, int, str]]:
    named = [str(Path(each["filename"]).relative_to(folder)) for each in findings]
    return {(name, each["location"]["row"], each["code"]) for name, each in zip(named, findings, strict=True)}


def git(folder: Path, *arguments: str) -> None:
    own = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, *arguments], cwd=folder, check=True, capture_output=True)
