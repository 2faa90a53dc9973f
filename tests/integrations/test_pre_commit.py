"""The hook in the real pre-commit: installed from a clean clone of this repository, run by commits of another."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.notebooks import notebook

ROOT = Path(__file__).parents[2]
STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
FINE = STUCK.replace("0.0", "0.01")
RESHUFFLED = """\
import tensorflow as tf
rows = tf.data.Dataset.range(1000).shuffle(1000)
train_rows, test_rows = rows.take(800), rows.skip(800)
"""

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit installs from a git repository"),
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory, worker_id) -> Path:
    """A folder for all workers of the run, so that the hook's environment is built once; pre-commit locks it."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="module")
def environment(shared) -> dict[str, str]:
    """Variables for git and pre-commit: no settings of the user's, and the hooks' environments in a folder of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    own = {"HOME": str(shared), "PRE_COMMIT_HOME": str(shared / "pre-commit"), "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        own |= {f"GIT_{who}_NAME": "somebody", f"GIT_{who}_EMAIL": "somebody@example.org"}
    # What a commit runs is the pre-commit of this environment.
    own["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return {**kept, **own}


@pytest.fixture(scope="module")
def hooks(shared, tmp_path_factory, environment) -> Path:
    """A clean clone of this repository, as pre-commit would fetch it."""
    clone = shared / "zerolint"
    fresh = tmp_path_factory.mktemp("clone") / "zerolint"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(fresh)], env=environment, check=True)
    with suppress(OSError):  # Another worker was faster.
        fresh.rename(clone)
    return clone


class Project:
    """A git repository with the hook installed."""

    def __init__(self, folder: Path, hooks: Path, environment: dict[str, str], hook: str = "zerolint") -> None:
        self.folder = folder
        self._environment = environment
        self.run("git", "init", "--quiet")
        revision = self.run("git", "-C", str(hooks), "rev-parse", "HEAD")[1].strip()
        self.write(
            ".pre-commit-config.yaml", f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks: [{{id: {hook}}}]\n"
        )
        assert self.run("pre-commit", "install")[0] == 0

    def give(self, more: str) -> None:
        """Have the hook started for other files, by keys of its entry."""
        text = (self.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
        self.write(".pre-commit-config.yaml", text.replace("}]", f", {more}}}]"))

    def run(self, *command: str) -> tuple[int, str]:
        """The exit status of a command in this repository, and what a terminal shows of it."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=600,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def commit(self, **files: str) -> tuple[int, str]:
        """`git commit` of these files (`train_py` is train.py): its status, and what it printed."""
        for name, text in files.items():
            self.write(name.replace("_", "."), text)
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--message", "work")

    def commits(self) -> int:
        status, out = self.run("git", "rev-list", "--count", "HEAD")
        return 0 if status else int(out)


@pytest.fixture
def project(tmp_path, hooks, environment) -> Project:
    return Project(tmp_path, hooks, environment)


@pytest.fixture
def mended(tmp_path, hooks, environment) -> Project:
    """The same with the hook that mends."""
    return Project(tmp_path, hooks, environment, "zerolint-fix")


def test_the_manifest_is_valid(environment):
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    subprocess.run(command, env=environment, check=True)


def test_a_commit_with_a_finding_is_refused_and_says_why(project):
    status, out = project.commit(train_py=STUCK)
    assert status == 1
    assert project.commits() == 0
    told = out[out.index("zerolint....") :].splitlines()
    assert told[0].endswith("Failed")
    assert told[1:] == [
        "- hook id: zerolint",
        "- exit code: 1",
        "",
        "train.py:3:48: ZL302 learning rate 0 for SGD: no weight moves",
        "Found 1 finding in 1 file.",
        "",
    ]


def test_a_commit_of_a_notebook_with_a_finding_is_refused(project):
    status, out = project.commit(eda_ipynb=notebook("import keras", STUCK.splitlines()[2]), fine_py=FINE)
    assert status == 1
    assert project.commits() == 0
    assert "eda.ipynb:cell 2:1:48: ZL302 learning rate 0 for SGD: no weight moves\n" in out


def test_a_commit_without_findings_goes_through(project):
    status, out = project.commit(train_py=FINE, eda_ipynb=notebook(*FINE.splitlines()))
    assert status == 0, out
    assert project.commits() == 1
    assert "Passed" in out


def test_a_commit_without_python_goes_through(project):
    status, out = project.commit(notes_md="learning_rate = 0\n")
    assert status == 0, out
    assert project.commits() == 1
    assert "(no files to check)Skipped" in out


def test_files_that_the_project_excludes_are_not_checked_although_pre_commit_names_them(project):
    project.write("zerolint.toml", 'extend-exclude = ["old/"]\n')
    project.write("old/train.py", STUCK)
    status, out = project.commit()
    assert status == 0, out
    assert project.commits() == 1


def test_a_commit_of_configuration_alone_is_checked_where_the_hook_is_given_it(project):
    files = {
        "run_yaml": "lr: 0.1\n",
        "train_py": "import keras, yaml\n\nkeras.optimizers.SGD(yaml.safe_load(open('run.yaml'))['lr'])\n",
    }
    assert project.commit(**files)[0] == 0
    assert "(no files to check)Skipped" in project.commit(run_yaml="lr: 0.2\n")[1]
    project.give(r"types_or: [file], files: '\.(py|ipynb|ya?ml|json|toml|gin)$'")
    status, out = project.commit(run_yaml="lr: 0.0\n")
    assert status == 1
    assert "run.yaml:1:5: ZL302 learning rate 0 for SGD: no weight moves\n" in out
    assert project.commit(run_yaml="lr: 0.3\n")[0] == 0


def test_only_what_is_staged_is_checked(project):
    project.commit(train_py=FINE)
    project.write("train.py", STUCK)
    project.write("other.py", FINE)
    project.run("git", "add", "other.py")
    status, out = project.run("git", "commit", "--message", "other")
    assert status == 0, out
    assert (project.folder / "train.py").read_text() == STUCK


def test_what_can_be_mended_safely_is_mended_and_the_next_commit_goes_through(mended):
    status, out = mended.commit(train_py=RESHUFFLED, eda_ipynb=notebook(*RESHUFFLED.splitlines()))
    assert status == 1
    assert "- files were modified by this hook" in out
    for name in ("train.py", "eda.ipynb"):
        assert (mended.folder / name).read_text().count("reshuffle_each_iteration=False") == 1
    status, out = mended.commit()
    assert status == 0, out
    assert mended.commits() == 1


def test_what_can_t_be_mended_is_still_refused_by_the_hook_that_mends(mended):
    status, out = mended.commit(train_py=STUCK)
    assert status == 1
    assert "train.py:3:48: ZL302 " in out
    assert (mended.folder / "train.py").read_text() == STUCK
