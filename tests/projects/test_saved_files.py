"""What one script saves and another one loads is the same thing: told where it was made, with where it is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.projects.layouts import expected, git, places, write

PREPARE = """import json, os, pickle
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

table = pd.read_csv("houses.csv")
x = StandardScaler().fit_transform(table.drop(columns="price"))  # expect: ZL105
a, b, c, d = train_test_split(x, table["price"], random_state=5)
"""
TRAIN = """import os, pickle
from pathlib import Path

import joblib
import keras
import numpy as np
import pandas as pd

{loading}
net = keras.Sequential([keras.Input((7,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)])
net.compile("adam", "mse")
net.fit(a, c)
net.evaluate(b, d)
"""
ARRAYS = {
    "arrays by name": (
        'np.savez("data/houses.npz", a=a, b=b, c=c, d=d)',
        'data = np.load("data/houses.npz")\na, b, c, d = data["a"], data["b"], data["c"], data["d"]',
    ),
    "arrays by name, the suffix added by numpy": (
        'np.savez_compressed("houses", a=a, b=b, c=c, d=d)',
        'with np.load("houses.npz") as data:\n    a, b, c, d = (data[each] for each in "abcd")',
    ),
    "arrays without names": (
        'np.savez("houses.npz", a, b, c, d)',
        'data = np.load(file="houses.npz")\na, b, c, d = [data[f"arr_{n}"] for n in range(4)]',
    ),
    "each array in a file of its own, in a loop": (
        'for name, each in zip("abcd", (a, b, c, d)):\n    np.save(f"data/{name}.npy", each)',
        'a, b, c, d = [np.load(os.path.join("data", name + ".npy")) for name in "abcd"]',
    ),
    "a tuple by joblib, beside the scripts": (
        'joblib.dump((a, b, c, d), Path(__file__).parent / "parts.joblib")',
        'a, b, c, d = joblib.load("parts.joblib")',
    ),
    "a dict by pickle": (
        'with open("parts.pkl", "wb") as file:\n    pickle.dump({"x": (a, b), "y": [c, d]}, file)',
        'with open(os.path.join(".", "parts.pkl"), "rb") as file:\n    parts = pickle.load(file)\n(a, b), (c, d) = parts["x"], parts["y"]',
    ),
    "one thing after the other by pickle": (
        'with Path("parts.pkl").open("wb") as file:\n    for each in (a, b, c, d):\n        pickle.dump(each, file)',
        'file = open("parts.pkl", "rb")\na, b = pickle.load(file), pickle.load(file)\nc, d = pickle.load(file), pickle.load(file)',
    ),
    "tables of text": (
        'pd.DataFrame(a).assign(price=c).to_csv("out/train.csv", index=False)\n'
        'pd.DataFrame(b).assign(price=d).to_csv("out/test.csv", index=False)',
        'train, test = pd.read_csv("out/train.csv"), pd.read_csv("out/test.csv")\n'
        'a, c = train.drop(columns="price"), train["price"]\nb, d = test.drop(columns="price"), test["price"]',
    ),
    "tables of columns": (
        'frames = {"train": pd.DataFrame(a), "test": pd.DataFrame(b)}\n'
        'for name, each in frames.items():\n    each.to_parquet(f"{name}.parquet")\n'
        'c.to_pickle("c.pkl")\nd.to_pickle("d.pkl")',
        'a, b = map(pd.read_parquet, ["train.parquet", "test.parquet"])\nc, d = pd.read_pickle("c.pkl"), pd.read_pickle("d.pkl")',
    ),
    "a function that saves, run as a script only": (
        'def main(folder="data"):\n    np.savez(os.path.join(folder, "h.npz"), **{"a": a, "b": b, "c": c, "d": d})\n\n\n'
        'if __name__ == "__main__":\n    main()',
        'def load(path: Path):\n    with np.load(path / "h.npz") as held:\n        return held["a"], held["b"], held["c"], held["d"]\n\n\n'
        'a, b, c, d = load(Path("data"))',
    ),
}


@pytest.mark.parametrize(("saving", "loading"), ARRAYS.values(), ids=ARRAYS.keys())
def test_arrays(saving: str, loading: str, project: Path, found) -> None:
    files = {"prepare.py": f"{PREPARE}{saving}\n", "train.py": TRAIN.format(loading=loading)}
    write(project, files)
    (finding,) = found("train.py")
    assert places([finding], project) == expected(files)
    assert finding["certainty"] == "likely"
    assert [Path(each.get("filename", "prepare.py")).name for each in finding["reasons"]][-1] == "train.py"
    assert len(found(".")) == 1, "told once"


PATHS = {
    "a module of constants": (
        {"settings.py": 'import os\n\nDATA = os.path.join("data", "houses.npz")\n'},
        "from settings import DATA\n",
        "import settings\nDATA = settings.DATA\n",
    ),
    "a module that saves and loads": (
        {
            "storing.py": "import numpy as np\n\nDATA = 'data/houses.npz'\n\n\ndef keep(path, **arrays):\n    np.savez(path, **arrays)\n"
        },
        "from storing import DATA, keep\nnp.savez = keep\n",
        "from storing import DATA\n",
    ),
    "a default of the command line": (
        {},
        'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--out", default="data/houses.npz")\nDATA = parser.parse_args().out\n',
        'DATA = Path("data").joinpath("houses.npz")\n',
    ),
    "a configuration file": (
        {"config.yaml": "data: data/houses.npz\n"},
        'import yaml\nDATA = yaml.safe_load(open("config.yaml"))["data"]\n',
        'import yaml\nDATA = yaml.safe_load(open("config.yaml"))["data"]\n',
    ),
}


@pytest.mark.parametrize(("more", "here", "there"), PATHS.values(), ids=PATHS.keys())
def test_paths(more: dict[str, str], here: str, there: str, project: Path, found) -> None:
    loading = 'data = np.load(DATA)\na, b, c, d = data["a"], data["b"], data["c"], data["d"]'
    saving = "np.savez(DATA, a=a, b=b, c=c, d=d)\n"
    if "def keep" in str(more):
        here, saving = here.replace("np.savez = keep\n", ""), saving.replace("np.savez", "keep")
    files = {**more, "prepare.py": PREPARE + here + saving, "train.py": TRAIN.format(loading=there + loading)}
    write(project, files)
    assert places(found("train.py"), project) == expected(files)


def test_folders_beside_each_other_run_from_the_one_around_them(project: Path, found) -> None:
    files = {
        "pyproject.toml": "",
        "preparing/prepare.py": f"{PREPARE}np.savez('data/houses.npz', a=a, b=b, c=c, d=d)\n",
        "training/train.py": TRAIN.format(loading='a, b, c, d = np.load("data/houses.npz").values()'),
    }
    write(project, files)
    assert places(found("training/train.py"), project) == expected(files)
    # A bare name is a file of each folder's own.
    write(project, {name: text.replace("data/", "") for name, text in files.items()})
    assert found("training/train.py") == []


def test_a_notebook_may_have_written_it(project: Path, found) -> None:
    from tests.projects.layouts import notebook

    files = {
        "study/prepare.ipynb": notebook(PREPARE, "%matplotlib inline\nnp.savez('../parts.npz', a=a, b=b, c=c, d=d)"),
        "train.py": TRAIN.format(loading='a, b, c, d = np.load("parts.npz").values()'),
        "pyproject.toml": "",
    }
    write(project, files)
    (finding,) = found("train.py")
    assert (Path(finding["filename"]).name, finding["cell"], finding["code"]) == ("prepare.ipynb", 1, "ZL105")


BUILD = """import keras

net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(9, "relu"), keras.layers.Dense(1, "softmax")])  # expect: ZL201
"""
FIT = 'net.compile("adam", "binary_crossentropy")\nnet.fit(np.random.rand(90, 6), np.random.randint(0, 2, 90))\n'
MODELS = {
    "its own method": ('net.save("models/net.keras")', 'net = keras.models.load_model("models/net.keras")'),
    "a function": (
        'keras.models.save_model(net, filepath="net.h5")',
        'from keras.models import load_model\nnet = load_model("net.h5", compile=False)',
    ),
    "a folder": ('net.save("exported/net")', 'net = keras.saving.load_model("exported/net")'),
    "in a list by pickle": (
        'import pickle\npickle.dump([net, 3], open("net.pkl", "wb"))',
        'import pickle\nnet, number = pickle.load(open("net.pkl", "rb"))',
    ),
}


@pytest.mark.parametrize(("saving", "loading"), MODELS.values(), ids=MODELS.keys())
def test_a_network_that_another_script_trains(saving: str, loading: str, project: Path, found) -> None:
    files = {"build.py": f"{BUILD}{saving}\n", "train.py": f"import keras\nimport numpy as np\n{loading}\n{FIT}"}
    write(project, files)
    assert places(found("train.py"), project) == expected(files)
    # Who only asks it has nothing to do with it.
    write(project, {"train.py": files["train.py"].replace(FIT, "net.predict(np.random.rand(9, 6))\n")})
    assert found("train.py") == []


SPLIT = """import pandas as pd

table = pd.read_csv("all.csv")
a, b = table[:800], table[{cut}:]{mark}
a.to_csv("train.csv", index=False)
b.to_csv("test.csv", index=False)
"""
ESTIMATE = """import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

table = pd.read_csv("train.csv")
scaler = StandardScaler()
model = LogisticRegression().fit(scaler.fit_transform(table.drop(columns="y")), table["y"])
joblib.dump(scaler, "out/scaler.joblib")
joblib.dump(model, "out/model.joblib")
"""
EVALUATE = """import joblib
import pandas as pd

scaler, model = joblib.load("out/scaler.joblib"), joblib.load("out/model.joblib")
test = pd.read_csv("test.csv")
x_test = scaler.{method}(test.drop(columns="y")){mark}
print(model.score(x_test, test["y"]))
"""


def test_a_chain_of_three_scripts(project: Path, found) -> None:
    files = {
        "split.py": SPLIT.format(cut=800, mark=""),
        "estimate.py": ESTIMATE,
        "evaluate.py": EVALUATE.format(method="transform", mark=""),
    }
    write(project, files)
    assert found(".") == []
    shared = {**files, "split.py": SPLIT.format(cut=700, mark="  # expect: ZL101")}
    write(project, shared)
    assert places(found("evaluate.py"), project) == expected(shared)
    # No two of them alone show it.
    assert found("split.py", "estimate.py") != []
    refitted = {**files, "evaluate.py": EVALUATE.format(method="fit_transform", mark="  # expect: ZL111")}
    write(project, refitted)
    (finding,) = found("evaluate.py")
    assert places([finding], project) == expected(refitted)
    assert "estimate.py" in [Path(each["filename"]).name for each in finding["reasons"] if "filename" in each]


NETS = """import keras

WEIGHTS = "checkpoints/best.weights.h5"


def build():
    net = keras.Sequential([keras.Input((6,)), keras.layers.Dense(9, "relu"), keras.layers.Dense(1)])
    net.compile("adam", "mse")
    return net
"""
WEIGHTS = {
    "saved at the end": ("net.fit(x[:400], y[:400])\nnet.save_weights(WEIGHTS)\n", "net.load_weights(WEIGHTS)\n"),
    "saved by a callback": (
        "import keras\n"
        "best = keras.callbacks.ModelCheckpoint(WEIGHTS, save_weights_only=True, save_best_only=True)\n"
        "net.fit(x[:400], y[:400], callbacks=[best])\n",
        "net.load_weights(filepath=WEIGHTS)\n",
    ),
    "out of a whole model": ("net.fit(x[:400], y[:400])\nnet.save('net.h5')\n", "net.load_weights('net.h5')\n"),
}


@pytest.mark.parametrize(("saving", "loading"), WEIGHTS.values(), ids=WEIGHTS.keys())
def test_weights_have_seen_what_their_model_has(saving: str, loading: str, project: Path, found) -> None:
    head = "import numpy as np\nfrom nets import WEIGHTS, build\n\nx, y = np.load('x.npy'), np.load('y.npy')\nnet = build()\n"
    test = "x_test, y_test = x[{}:], y[{}:]\nnet.evaluate(x_test, y_test)\n"
    write(project, {"nets.py": NETS, "train.py": head + saving, "score.py": head + loading + test.format(300, 300)})
    assert places(found("score.py"), project) == {("score.py", 4, "ZL116")}
    write(project, {"score.py": head + loading + test.format(400, 400)})
    assert found("score.py") == []


LOADING = 'a, b, c, d = joblib.load("parts.joblib")'
SAVING = 'joblib.dump((a, b, c, d), "parts.joblib")\n'
NOT_KNOWN: dict[str, Mapping[str, str]] = {
    "two scripts write it": {"prepare.py": PREPARE + SAVING, "other.py": PREPARE + SAVING},
    "it is written anew by hand": {
        "prepare.py": PREPARE + SAVING + 'with open("parts.joblib", "wb") as file:\n    file.write(b"")\n'
    },
    "it is written under another name": {"prepare.py": PREPARE + SAVING.replace("parts", "other_parts")},
    "its name is only printed": {"prepare.py": PREPARE + 'print("parts.joblib")\nnp.save("x.npy", x)\n'},
    "only a function that nobody calls writes it": {"prepare.py": f"{PREPARE}def keep():\n    {SAVING}"},
    "its writer can't be parsed": {"prepare.py": f"{PREPARE}{SAVING}def\n"},
    "its writer ends before": {"prepare.py": f"{PREPARE}raise SystemExit\n{SAVING}"},
    "two scripts read what the other writes": {
        "prepare.py": f"import joblib\na, b, c, d = joblib.load('back.joblib')\n{SAVING}",
        "train.py": TRAIN.format(loading=LOADING) + "joblib.dump((a, b, c, d), 'back.joblib')\n",
    },
}


@pytest.mark.parametrize("files", NOT_KNOWN.values(), ids=NOT_KNOWN.keys())
def test_what_is_in_a_file_is_not_known(files: Mapping[str, str], project: Path, found) -> None:
    write(project, {"train.py": TRAIN.format(loading=LOADING), **files})
    assert found("train.py") == []


def test_rows_that_are_chosen_while_reading_are_not_known(project: Path, found) -> None:
    files = {"split.py": SPLIT.format(cut=700, mark=""), "estimate.py": ESTIMATE}
    test = EVALUATE.format(method="transform", mark="")
    write(project, {**files, "evaluate.py": test.replace('"test.csv"', '"test.csv", skiprows=range(1, 101)')})
    assert found("evaluate.py") == []


def test_a_file_that_some_runs_write_is_what_these_wrote(project: Path, run) -> None:
    script = """import random
import joblib

if random.random() < 0.5:
    joblib.dump(3, "n.joblib")
reveal_type(joblib.load("n.joblib"))
joblib.dump(4, "n.joblib")
reveal_type(joblib.load("n.joblib"))
n = [1, 2]
joblib.dump(n, "n.joblib")
n.append(3)
m = joblib.load("n.joblib")
m.append(5)
reveal_type(m)
reveal_type(joblib.load("n.joblib"))
"""
    write(project, {"train.py": script})
    shown = re.findall(r"revealed: (.*)", run("facts", "train.py")[1])
    assert shown[1:] == ["4", "[1, 2, 5]", "[1, 2]"]
    assert "3" in shown[0]
    assert "unknown" in shown[0]


def test_a_comment_in_the_earlier_script_suppresses_there(project: Path, found) -> None:
    write(
        project,
        {
            "prepare.py": PREPARE.replace("# expect: ZL105", "# zerolint: ignore[ZL105]") + SAVING,
            "train.py": TRAIN.format(loading=LOADING),
        },
    )
    assert found("train.py") == []
    assert found(".") == []


def test_what_the_earlier_script_does_wrong_otherwise_is_told_there_only(project: Path, found) -> None:
    bad = "import keras\nkeras.optimizers.SGD(0.0)\n"
    files = {"prepare.py": PREPARE + bad + SAVING, "train.py": TRAIN.format(loading=LOADING)}
    write(project, files)
    assert {each["code"] for each in found("train.py")} == {"ZL105"}
    assert {each["code"] for each in found("prepare.py")} == {"ZL105", "ZL302"}


def test_training_of_an_earlier_script_is_counted_once(project: Path, run) -> None:
    write(
        project,
        {
            "split.py": SPLIT.format(cut=800, mark=""),
            "fit.py": ESTIMATE,
            "evaluate.py": EVALUATE.format(method="transform", mark=""),
        },
    )
    assert "1 of 1 training site understood" in run("--isolated", "--statistics", ".")[1]
    assert "training site" not in run("--isolated", "--statistics", "evaluate.py")[1]


def test_an_edit_of_the_earlier_script_changes_the_answer(project: Path, found) -> None:
    right = PREPARE.replace(
        '.fit_transform(table.drop(columns="price"))', '.fit(table.drop(columns="price")[:9]).transform(table)'
    )
    write(
        project,
        {
            "prepare.py": PREPARE.replace("StandardScaler().fit_transform", "np.asarray") + SAVING,
            "train.py": TRAIN.format(loading=LOADING),
        },
    )
    assert right != PREPARE
    assert found("train.py") == []
    write(project, {"prepare.py": PREPARE + SAVING})
    assert [each["code"] for each in found("train.py")] == ["ZL105"]


def test_a_change_of_the_earlier_script_is_told_with_its_effect(project: Path, found) -> None:
    files = {
        "split.py": SPLIT.format(cut=800, mark=""),
        "fit.py": ESTIMATE,
        "evaluate.py": EVALUATE.format(method="transform", mark=""),
    }
    write(project, files)
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "first")
    assert found("--diff-base", "HEAD", ".") == []
    write(project, {"split.py": SPLIT.format(cut=700, mark="")})
    for asked in (".", "split.py"):
        assert places(found("--diff-base", "HEAD", asked), project) == {("split.py", 4, "ZL101")}
    git(project, "commit", "-q", "-a", "-m", "second")
    write(project, {"split.py": SPLIT.format(cut=700, mark="") + "print(len(a))\n"})
    assert found("--diff-base", "HEAD", ".") == []


CLASSES = {
    "an encoder of the classes": (
        "from sklearn.preprocessing import OneHotEncoder\nclasses = OneHotEncoder()\nclasses.fit({y})\n"
        "{y} = classes.transform({y}).toarray()\n"
    ),
    "numbers for the classes": "from sklearn.preprocessing import LabelEncoder\n{y} = LabelEncoder().fit_transform({y})\n",
    "columns of categories": "{x} = pd.get_dummies({x})\n",
    "a scale of all rows": "from sklearn.preprocessing import MinMaxScaler\n{x} = MinMaxScaler().fit_transform({x})\n",
}


@pytest.mark.parametrize("learning", CLASSES.values(), ids=CLASSES.keys())
def test_what_both_scripts_learn_from_all_rows_is_not_learned_from_the_test_rows(
    learning: str, project: Path, found
) -> None:
    """The files have other names, and may hold the same rows: ZL105 speaks of each script, ZL111 of neither."""
    common = "import joblib\nimport pandas as pd\nfrom sklearn.linear_model import SGDClassifier\n"
    common += "from sklearn.model_selection import train_test_split\n"
    cut = "a, b, c, d = train_test_split(x, y, random_state=3)\n"
    learned = learning.format(x="x", y="y")
    files = {
        "fit.py": f'{common}x, y = pd.read_pickle("x.pkl"), pd.read_pickle("y.pkl")\n{learned}{cut}'
        'joblib.dump(SGDClassifier().fit(a, c), "m.joblib")\n',
        "check.py": f'{common}t = pd.read_csv("wine.csv")\nx, y = t.drop(columns="g"), t["g"]\n{learned}{cut}'
        'print(joblib.load("m.joblib").score(b, d))\n',
    }
    write(project, files)
    assert "ZL111" not in {each["code"] for each in found("check.py")}
