"""What a script shows of a module is fixed in the module, where it is right for all that run it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.projects.layouts import git, notebook, write

DATA = (
    "import tensorflow as tf\n\n\ndef parts(rows, count):\n    # one pass\n    rows = rows.shuffle( 100 )\n"
    "    return rows.take(count), rows.skip(count)\n"
)
FIXED = DATA.replace("shuffle( 100 )", "shuffle( 100, reshuffle_each_iteration=False )")
RUN = (
    "import keras\nimport tensorflow as tf\nfrom data import parts\n\na, b = parts(tf.data.Dataset.range(1000), 800)\n"
)
LOSSES = (
    "import tensorflow as tf\n\n\ndef cost(y_true, y_pred):\n    return -tf.reduce_mean(tf.math.log(y_pred), axis=-1)\n"
)
SAFE = LOSSES.replace("tf.math.log(y_pred)", "tf.math.log(y_pred + 1e-7)")
NET = (
    "import keras\nimport numpy as np\nfrom losses import cost\n\nnet = keras.Sequential([keras.Input((6,)), "
    'keras.layers.Dense(3, "softmax")])\nnet.compile("adam", cost)\nnet.fit(np.random.rand(90, 6), np.eye(3)[np.arange(90) % 3])\n'
)
SCORE = (
    "import numpy as np\nfrom sklearn.linear_model import Ridge\nfrom sklearn.preprocessing import StandardScaler\n"
    "from scoring import score\n\nx, y, x_test, y_test = (np.load(f'{n}.npy') for n in ('x', 'y', 'xt', 'yt'))\n"
    "scaler = StandardScaler()\nmodel = Ridge().fit(scaler.fit_transform(x), y)\nprint(score(model, scaler, x_test, y_test))\n"
)
SCORING = "def score(model, scaler, x, y):\n    return model.score(scaler.fit_transform(x), y)\n"


@dataclass(frozen=True)
class Case:
    """A project, the scripts that are checked, and the text of each file that is another one then."""

    files: dict[str, str]
    asked: tuple[str, ...]
    after: dict[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


CASES = {
    "a function of a module": Case({"data.py": DATA, "run.py": RUN}, ("run.py",), {"data.py": FIXED}),
    "a loss in a package": Case(
        {"nets/__init__.py": "", "nets/losses.py": LOSSES, "run.py": NET.replace("from losses", "from nets.losses")},
        ("run.py",),
        {"nets/losses.py": SAFE},
        ("--unsafe-fixes",),
    ),
    "a scaler that is handed over": Case(
        {"scoring.py": SCORING, "run.py": SCORE},
        ("run.py",),
        {"scoring.py": SCORING.replace("fit_transform", "transform")},
    ),
    "a notebook runs it": Case(
        {"data.py": DATA, "study.ipynb": notebook(*RUN.split("\n\n"))}, ("study.ipynb",), {"data.py": FIXED}
    ),
    "the module itself, with the script behind it": Case(
        {"scoring.py": SCORING, "run.py": SCORE},
        ("scoring.py",),
        {"scoring.py": SCORING.replace("fit_transform", "transform")},
    ),
    "two scripts tell the same": Case(
        {"scoring.py": SCORING, "run.py": SCORE, "again.py": SCORE}, (".",), {"scoring.py": SCORING.replace("fit_", "")}
    ),
    "another script that only imports it": Case(
        {
            "scoring.py": SCORING,
            "run.py": SCORE,
            "other.py": "import scoring\nfrom sklearn.linear_model import Ridge\n",
        },
        ("run.py",),
        {"scoring.py": SCORING.replace("fit_", "")},
    ),
    "another script for which it is right": Case(
        {
            "scoring.py": SCORING,
            "run.py": SCORE,
            "other.py": SCORE.replace("model = Ridge().fit(scaler.fit_transform(x), y)", "model = Ridge().fit(x, y)"),
        },
        ("run.py",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fix_in_a_module(case: Case, project: Path, run, found) -> None:
    write(project, case.files)
    before = found(*case.asked)
    status, out, _ = run("--isolated", "--diff", *case.flags, *case.asked)
    assert status == bool(case.after)
    assert [line for line in out.splitlines() if line.startswith("+++ ")] == [f"+++ {name}" for name in case.after]
    assert all((project / name).read_text() == text for name, text in case.files.items()), "only shown"
    _, out, err = run("--isolated", "--fix", "--show-fixes", "--output-format", "json", *case.flags, *case.asked)
    left = json.loads(out)
    assert {name: (project / name).read_text() for name in case.files} == {**case.files, **case.after}
    assert len(left) == len(before) - len(case.after)
    assert err.count(" 1 x ZL") == len(case.after)
    # Whether a fix is for all scripts is asked when it is to be made.
    assert [{**each, "fix": None} for each in left] == [{**each, "fix": None} for each in found(*case.asked)]
    assert run("--isolated", "--diff", *case.flags, *case.asked)[1] == "", "once is enough"


def test_what_others_show_is_still_told_behind_a_fix(project: Path, run) -> None:
    """The report behind `--fix` is that of all runs: what only a script shows of the module that was changed stays."""
    module = DATA + "\n\ndef build(rate):\n    return keras.optimizers.SGD(rate)\n"
    script = RUN.replace("import parts", "import build, parts") + "build(0.0)\n"
    write(
        project, {"data.py": module.replace("import tensorflow", "import keras\nimport tensorflow"), "run.py": script}
    )
    status, out, err = run("--isolated", "--fix", ".")
    assert (status, out.split(" ")[:2]) == (1, ["run.py:6:7:", "ZL302"])
    assert "Found 2 findings (1 fixed, 1 remaining)." in err


def test_a_fix_counts_only_where_it_brings_nothing_to_any_script(project: Path, run) -> None:
    write(project, {"scoring.py": SCORING, "run.py": SCORE, "broken.py": SCORE.replace("fit_transform", "fit")})
    run("--isolated", "--fix", "run.py")
    assert (project / "scoring.py").read_text() == SCORING


def test_what_is_old_in_a_module_is_left_as_it_is(project: Path, run) -> None:
    write(project, {"data.py": DATA, "run.py": RUN})
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "first")
    write(project, {"run.py": f"{RUN}print(a)\n"})
    run("--isolated", "--diff-base", "HEAD", "--fix", ".")
    assert (project / "data.py").read_text() == DATA


def test_a_comment_silences_in_the_module(project: Path, run) -> None:
    write(project, {"scoring.py": SCORING, "run.py": SCORE})
    assert run("--isolated", "--add-ignore=old", "run.py")[0] == 0
    assert "# zerolint: ignore[ZL111] old" in (project / "scoring.py").read_text()
    assert run("--isolated", ".")[0] == 0
