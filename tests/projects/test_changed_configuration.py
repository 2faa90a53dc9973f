"""A file of configuration alone is what changed, or what is asked for: the scripts that read it tell of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.projects.layouts import BAD, DATA, git, notebook, places, write

HYDRA = (
    "import hydra\nimport keras\n\n\n@hydra.main(version_base=None, config_path='conf', config_name='base')\n"
    "def main(cfg):\n    keras.optimizers.Adam(cfg.optimizer.lr)\n\n\nmain()\n"
)
YAML = "import keras\nimport yaml\n\nC = yaml.safe_load(open('conf/run.yaml'))\nkeras.optimizers.Adam(C['lr'])\n"


@dataclass(frozen=True)
class Change:
    """`before` is right; with `after` in their places there is something at `place`."""

    before: dict[str, str]
    after: dict[str, str]
    place: tuple[str, int, str]


CHANGES = {
    "YAML": Change(
        {"conf/run.yaml": "lr: 0.1\n", "train.py": YAML}, {"conf/run.yaml": "lr: 0.0\n"}, ("conf/run.yaml", 1, "ZL302")
    ),
    "JSON that a module reads by a name from the command line": Change(
        {
            "run.json": '{"optimizer": {"lr": 0.1}}\n',
            "reading.py": "import json\n\n\ndef read(path):\n    with open(path) as file:\n        return json.load(file)\n",
            "train.py": "import argparse\nimport keras\nimport reading\n\nparser = argparse.ArgumentParser()\n"
            "parser.add_argument('--config', default='run.json')\n"
            "keras.optimizers.SGD(**reading.read(parser.parse_args().config)['optimizer'])\n",
        },
        {"run.json": '{"optimizer": {"learning_rate": -1}}\n'},
        ("run.json", 1, "ZL302"),
    ),
    "TOML, its name put together": Change(
        {
            "conf/small.toml": "[optimizer]\nlr = 0.1\n",
            "train.py": "import tomllib\nfrom pathlib import Path\n\nimport keras\n\nNAME = 'small'\n"
            "text = (Path(__file__).parent / 'conf' / f'{NAME}.toml').read_text()\n"
            "keras.optimizers.RMSprop(tomllib.loads(text)['optimizer']['lr'])\n",
        },
        {"conf/small.toml": "[optimizer]\nlr = 0\n"},
        ("conf/small.toml", 2, "ZL302"),
    ),
    "a group of Hydra's": Change(
        {
            "conf/base.yaml": "defaults:\n  - optimizer: small\n  - _self_\n",
            "conf/optimizer/small.yaml": "lr: 0.1\n",
            "train.py": HYDRA,
        },
        {"conf/optimizer/small.yaml": "# too small\nlr: 0.0\n"},
        ("conf/optimizer/small.yaml", 2, "ZL302"),
    ),
    "another group of Hydra's, which is new": Change(
        {
            "conf/base.yaml": "defaults:\n  - optimizer: small\n  - _self_\n",
            "conf/optimizer/small.yaml": "lr: 0.1\n",
            "train.py": HYDRA,
        },
        {
            "conf/base.yaml": "defaults:\n  - optimizer: none\n  - _self_\n",
            "conf/optimizer/none.yaml": "lr: 0.0\n",
        },
        ("conf/optimizer/none.yaml", 1, "ZL302"),
    ),
    "what a gin file includes": Change(
        {
            "run.gin": "include 'base.gin'\n",
            "base.gin": "build.rate = 0.1\n",
            "train.py": "import gin\nimport keras\n\n\n@gin.configurable\ndef build(rate):\n    keras.optimizers.SGD(rate)\n\n\n"
            "gin.parse_config_files_and_bindings(['run.gin'], [])\nbuild()\n",
        },
        {"base.gin": "build.rate = -0.1\n"},
        ("base.gin", 1, "ZL302"),
    ),
    "a notebook": Change(
        {
            "conf/run.yaml": "lr: 0.1\n",
            "study.ipynb": notebook("import keras\nimport yaml", YAML.partition("\n\n")[2]),
        },
        {"conf/run.yaml": "lr: -0.1\n"},
        ("conf/run.yaml", 1, "ZL302"),
    ),
    "a reason in the file, the finding in a module": Change(
        {
            "run.yaml": "classes: 4\n",
            "networks.py": BAD,
            "train.py": "import yaml\nfrom networks import build_model\n\nC = yaml.safe_load(open('run.yaml'))['classes']\n"
            f"{DATA.replace('(90, 1)', '(90, C)')}build_model(C).fit(x, y)\n",
        },
        {"run.yaml": "classes: 1\n"},
        ("networks.py", 13, "ZL202"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_only_the_configuration_changed(change: Change, project: Path, found) -> None:
    write(project, change.before)
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "first")
    files = [each for each in change.after if each in change.before]
    for asked in ([], *([each] for each in files), files):
        assert found("--diff-base", "HEAD", *asked) == []
        assert found(*asked) == []
    write(project, change.after)
    for asked in ([], list(change.after)):
        assert places(found("--diff-base", "HEAD", *asked), project) == {change.place}
        assert places(found(*asked), project) == {change.place}, "as pre-commit names them"
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "second")
    write(project, {name: text.rstrip("\n") + "\n\n" for name, text in change.after.items()})
    assert found("--diff-base", "HEAD") == []
    assert places(found("--diff-base", "HEAD~1"), project) == {change.place}


@pytest.fixture
def changed(project) -> Path:
    """A change of configuration that makes a finding, and one of a file that no script reads."""
    write(project, {**CHANGES["YAML"].before, ".github/workflows/ci.yml": "on: push\n", "data/labels.json": "[1]\n"})
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "first")
    write(project, {".github/workflows/ci.yml": "on: pull_request\n", "data/labels.json": "[2]\n"})
    return project


def test_what_no_script_reads_is_no_file_of_the_check(changed: Path, run, found) -> None:
    status, out, err = run("--isolated", "--diff-base", "HEAD")
    assert (status, out) == (0, "")
    assert "no script here changed since HEAD, nor what one reads" in err
    write(changed, CHANGES["YAML"].after)
    assert run("--isolated", "--diff-base", "HEAD")[2].startswith("Found 1 finding in 1 file.")
    write(changed, CHANGES["YAML"].before)


def test_who_names_what_no_script_reads_is_told_so(changed: Path, run) -> None:
    for asked in (("data/labels.json",), ("--diff-base", "HEAD", "data/labels.json")):
        status, out, err = run("--isolated", *asked)
        assert (status, out) == (0, "")
        assert "note: no script that trains is seen to read `data/labels.json`" in err
    assert "note" not in run("--isolated", "conf/run.yaml")[2]
    assert "note" not in run("--isolated", "--quiet", "data/labels.json")[2]


def test_configuration_is_left_out_as_scripts_are(changed: Path, run, found) -> None:
    write(changed, {**CHANGES["YAML"].after, "pyproject.toml": '[tool.zerolint]\nextend-exclude = ["conf"]\n'})
    assert run("--diff-base", "HEAD")[0] == 0
    assert run("--force-exclude", "conf/run.yaml")[0] == 0
    assert run("conf/run.yaml")[0] == 1, "named by hand"


def test_an_editor_s_text_of_it_through_standard_input(changed: Path, run, typed: Callable[[str], None]) -> None:
    typed("lr: 0.0\n")
    status, out, _ = run("--isolated", "--stdin-filename", "conf/run.yaml", "-")
    assert (status, out.split(" ")[:2]) == (1, ["conf/run.yaml:1:5:", "ZL302"])
    typed("lr: 0.2\n")
    assert run("--isolated", "--stdin-filename", "conf/run.yaml", "-")[0] == 0


def test_a_baseline_knows_what_stands_in_configuration(changed: Path, run) -> None:
    write(changed, CHANGES["YAML"].after)
    run("--isolated", "--write-baseline=known.json", "conf/run.yaml")
    for asked in ("conf/run.yaml", "train.py", "."):
        assert run("--isolated", "--baseline", "known.json", asked)[0] == 0
    write(changed, {"conf/run.yaml": "lr: -3\n"})
    assert run("--isolated", "--baseline", "known.json", "conf/run.yaml")[0] == 1


def test_a_name_that_is_misspelt_and_a_command_that_wants_a_script(changed: Path, run) -> None:
    assert "did you mean `conf/run.yaml`?" in run("--isolated", "conf/run.yml")[2]
    assert "did you mean `train.py`?" in run("--isolated", "trian.py")[2]
    status, out, err = run("facts", "conf/run.yaml")
    assert (status, out) == (2, "")
    assert "conf/run.yaml: that is no script; name one that reads it" in err
