"""The GitHub Action and the GitLab template: valid by their schemas, and their steps run as a runner runs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import zerolint

ROOT = Path(__file__).parents[2]
SCHEMAS = Path(__file__).parents[1] / "schemas"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HEADER, TEMPLATE = yaml.safe_load_all((ROOT / "templates" / "zerolint.yml").read_text(encoding="utf-8"))
STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
FINE = STUCK.replace("0.0", "0.01")
ANNOTATED = re.compile(r"::error file=(.+?),line=(\d+),endLine=\d+,col=(\d+),endColumn=\d+,title=(ZL\d+)", re.M)

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a runner clones the action from a git repository"),
]


def git(*arguments: str, cwd: Path) -> str:
    identity = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@dataclass
class Job:
    """What a job came to: the exit status of the step that failed (0: none), the log, the outputs, the upload."""

    status: int = 0
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    uploaded: dict[str, str] | None = None
    summary: str = ""


class Runner:
    """Runs the steps of a composite action, as far as ours use what GitHub's runner offers."""

    first: Job
    first_sarif: Any
    left_in_workspace: list[str]

    def __init__(self, temporary: Path, action: Path) -> None:
        self.temporary = temporary
        self.action = action
        temporary.mkdir(exist_ok=True)

    def run(self, workspace: Path, *, only: str | None = None, **inputs: str) -> Job:
        """The job of a workflow that uses the action with these inputs; `only` the step of this id."""
        given = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        assert set(given) == set(ACTION["inputs"])
        steps = {"python": {"python-path": sys.executable}}
        job = Job()
        for step in ACTION["runs"]["steps"]:
            name = step.get("id", "upload")
            if (only and name != only) or not _holds(step.get("if", "${{ success }}"), given, steps, job.status):
                continue
            if "run" in step:
                steps[name] = self._shell(step, workspace, given, steps, job)
            elif step["uses"].startswith("github/codeql-action/upload-sarif@"):
                job.uploaded = {key: _filled(value, given, steps) for key, value in step["with"].items()}
            else:
                assert step["uses"].startswith("actions/setup-python@")
        for name, spec in ACTION["outputs"].items():
            job.outputs[name] = _filled(spec["value"], given, steps)
        return job

    def _shell(self, step: Any, workspace: Path, inputs: Any, steps: Any, job: Job) -> dict[str, str]:
        output, summary = self.temporary / "output", self.temporary / "summary"
        output.write_text("")
        summary.write_text("")
        assert "${{" not in step["run"]
        script = self.temporary / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        own = {
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_ACTIONS": "true",
        }
        variables = {name: _filled(value, inputs, steps) for name, value in step.get("env", {}).items()}
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=workspace,
            env={**kept, **own, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=600,
            check=False,
        )
        job.log += done.stdout.decode()
        job.status = job.status or done.returncode
        job.summary += summary.read_text(encoding="utf-8")
        return dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())


def _filled(text: str, inputs: Mapping[str, str], steps: Mapping[str, Mapping[str, str]]) -> str:
    """`text` with its expressions: inputs and outputs of steps, which are all that ours use."""

    def value(match: re.Match[str]) -> str:
        words = match[1].split(".")
        if words[0] == "inputs":
            return inputs[words[1]]
        assert words[0] == "steps"
        return steps.get(words[1], {}).get(words[3], "")

    return re.sub(r"\$\{\{ (\S+) \}\}", value, text)


def _holds(condition: str, inputs: Any, steps: Any, status: int) -> bool:
    """A step's condition: parts joined by `&&`, each a comparison with a text or what the job came to."""
    parts = condition.removeprefix("${{ ").removesuffix(" }}").split(" && ")
    if "!cancelled()" not in parts and status:
        return False
    for part in parts:
        if match := re.fullmatch(r"(\S+) (==|!=) '(.*)'", part):
            same = _filled(f"${{{{ {match[1]} }}}}", inputs, steps) == match[3]
            if same != (match[2] == "=="):
                return False
    return True


@pytest.fixture(scope="module")
def runner(tmp_path_factory) -> Runner:
    """A runner with a clean clone of this repository as the action, after a first job that had a finding."""
    folder = tmp_path_factory.mktemp("runner")
    git("clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder / "action"), cwd=folder)
    made = Runner(folder / "temporary", folder / "action")
    workspace = folder / "workspace"
    workspace.mkdir()
    (workspace / "train.py").write_text(STUCK)
    made.first = made.run(workspace, upload_sarif="true")
    assert "zerolint-version" in made.first.outputs, made.first.log
    made.first_sarif = json.loads(Path(made.first.outputs["sarif"]).read_text(encoding="utf-8"))
    made.left_in_workspace = [path.name for path in workspace.iterdir()]
    return made


@pytest.fixture
def check(runner, tmp_path):
    """`check(src="train.py")` runs the steps behind the installation in an empty workspace with these inputs."""

    def call(**inputs: str) -> Job:
        checked = runner.run(tmp_path, only="check", **inputs)
        steps = {"check": {"sarif": checked.outputs["sarif"]}}
        given = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        upload = ACTION["runs"]["steps"][-1]
        if _holds(upload["if"], given, steps, checked.status):
            checked.uploaded = {key: _filled(value, given, steps) for key, value in upload["with"].items()}
        return checked

    return call


def test_the_action_is_valid(tmp_path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    subprocess.run([*command, str(ROOT / "action.yml")], check=True)


def test_no_input_is_written_into_a_script():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    for path in (ROOT / "action").glob("*.py"):
        assert "shell=" not in path.read_text(encoding="utf-8")


def test_all_steps_together_annotate_upload_and_keep_the_exit_status(runner):
    job = runner.first
    assert job.status == 1
    assert ANNOTATED.findall(job.log) == [("train.py", "3", "48", "ZL302")]
    assert job.outputs["zerolint-version"] == zerolint.__version__
    assert job.uploaded == {"sarif_file": job.outputs["sarif"], "category": "zerolint"}
    jsonschema.validate(runner.first_sarif, json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text()))
    assert [result["ruleId"] for result in runner.first_sarif["runs"][0]["results"]] == ["ZL302"]
    assert "ZL302" in job.summary
    assert runner.left_in_workspace == ["train.py"]


def test_a_clean_workspace_ends_with_0_and_uploads_that_nothing_is_left(check, tmp_path):
    (tmp_path / "train.py").write_text(FINE)
    job = check(upload_sarif="true")
    assert (job.status, ANNOTATED.findall(job.log)) == (0, [])
    assert json.loads(Path(job.uploaded["sarif_file"]).read_text())["runs"][0]["results"] == []


def test_a_workspace_without_python_is_clean(check, tmp_path):
    (tmp_path / "notes.md").write_text("nothing to check\n")
    assert check().status == 0


def test_nothing_is_uploaded_unless_it_is_asked_for(check, tmp_path):
    (tmp_path / "train.py").write_text(STUCK)
    assert check().uploaded is None


def test_wrong_arguments_end_with_2_and_upload_nothing(check, tmp_path):
    (tmp_path / "train.py").write_text(STUCK)
    job = check(args="--selekt ZL3", upload_sarif="true")
    assert (job.status, job.uploaded) == (2, None)
    assert "did you mean `--select`?" in job.log


def test_without_the_summary_there_is_none(check, tmp_path):
    (tmp_path / "train.py").write_text(STUCK)
    assert check(summary="false").summary == ""


def test_arguments_and_paths_are_split_as_in_a_shell(check, tmp_path):
    (tmp_path / "my scripts").mkdir()
    for name in ("my scripts/train.py", "other.py", "third.py"):
        (tmp_path / name).write_text(STUCK)
    job = check(args="--extend-select 'ZL003, ZL301'", src="'my scripts'\nother.py")
    assert [path for path, *_ in ANNOTATED.findall(job.log)] == ["my scripts/train.py", "other.py"]


@pytest.mark.parametrize("text", ["; touch broken", "$(touch broken)"])
@pytest.mark.parametrize("name", ["args", "src", "diff_base", "version", "version_file"])
def test_an_input_is_never_run(runner, check, tmp_path, name, text):
    (tmp_path / "train.py").write_text(FINE)
    job = runner.run(tmp_path, only="install", **{name: text}) if "version" in name else check(**{name: text})
    assert job.status != 0
    assert list(tmp_path.iterdir()) == [tmp_path / "train.py"]


def test_modules_of_the_workspace_are_not_imported(check, tmp_path):
    for name in ("re", "subprocess", "zerolint", "pip", "libcst", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the workspace')\n")
    (tmp_path / "train.py").write_text(STUCK)
    job = check()
    assert job.status == 1
    assert "imported from the workspace" not in job.log
    assert ANNOTATED.findall(job.log) == [("train.py", "3", "48", "ZL302")]


def test_of_a_pull_request_in_a_shallow_clone_only_what_it_adds_is_reported(check, tmp_path, tmp_path_factory):
    origin = tmp_path_factory.mktemp("origin")
    git("init", "--quiet", "--initial-branch=main", cwd=origin)
    (origin / "old.py").write_text(STUCK)
    git("add", ".", cwd=origin)
    git("commit", "--quiet", "--message=old", cwd=origin)
    git("checkout", "--quiet", "-b", "work", cwd=origin)
    for number in range(3):
        (origin / "new.py").write_text(STUCK + f"# {number}\n")
        git("add", ".", cwd=origin)
        git("commit", "--quiet", f"--message=new {number}", cwd=origin)
    git("clone", "--quiet", "--depth=1", "--branch=work", origin.as_uri(), ".", cwd=tmp_path)
    base = git("rev-parse", "main", cwd=origin)
    job = check(diff_base=base)
    assert job.status == 1
    assert [path for path, *_ in ANNOTATED.findall(job.log)] == ["new.py"]
    assert len(ANNOTATED.findall(check().log)) == 2


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("requirements.txt", "numpy\nzerolint==0.1.0  # pinned\n", "zerolint==0.1.0"),
        ("requirements.txt", "Zerolint >= 0.1, < 0.3 ; python_version > '3.9'\n", "zerolint>= 0.1, < 0.3"),
        ("requirements.txt", "zerolint\n", "zerolint"),
        ("pyproject.toml", '[project]\ndependencies = ["numpy", "zerolint[lsp]~=0.1"]\n', "zerolint~=0.1"),
        ("pyproject.toml", '[project.optional-dependencies]\ndev = ["zerolint>0.1"]\n', "zerolint>0.1"),
        ("pyproject.toml", '[dependency-groups]\ndev = [{include-group = "x"}, "zerolint==1"]\n', "zerolint==1"),
    ],
)
def test_a_version_file_says_what_is_installed(tmp_path, name, text, wanted):
    (tmp_path / name).write_text(text)
    assert asked(tmp_path, VERSION_FILE=name) == (0, wanted)


@pytest.mark.parametrize(
    ("version", "wanted"),
    [("0.1.0", "zerolint==0.1.0"), (">=0.1,<0.2", "zerolint>=0.1,<0.2"), ("latest", "zerolint"), ("", "/the/action")],
)
def test_a_version_says_what_is_installed(tmp_path, version, wanted):
    assert asked(tmp_path, VERSION=version) == (0, wanted)


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"VERSION": "0.1.0", "VERSION_FILE": "a.txt"}, "`version` and `version-file` are both set; keep one"),
        ({"VERSION": "@ https://example.org/x.whl"}, "`version` is neither a version nor a specifier"),
        ({"VERSION": "--index-url=x"}, "`version` is neither a version nor a specifier"),
        ({"VERSION_FILE": "absent.txt"}, "absent.txt cannot be read"),
        ({"VERSION_FILE": "empty.txt"}, "empty.txt does not mention zerolint"),
    ],
)
def test_a_version_that_says_nothing_is_an_error_of_the_job(tmp_path, inputs, told):
    (tmp_path / "empty.txt").write_text("numpy\n")
    status, out = asked(tmp_path, **inputs)
    assert status == 2
    assert out.startswith("::error title=zerolint action::")
    assert told in out


def asked(cwd: Path, **inputs: str) -> tuple[int, str]:
    """What the installing step would hand to pip."""
    program = f"import sys; sys.path.insert(0, {str(ROOT / 'action')!r}); import install; print(install.wanted())"
    given = {"VERSION": "", "VERSION_FILE": "", "GITHUB_ACTION_PATH": "/the/action", **inputs}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **given}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize("document", [HEADER, TEMPLATE], ids=["header", "jobs"])
def test_the_template_is_valid(tmp_path, document):
    (tmp_path / "template.yml").write_text(yaml.safe_dump(document))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    subprocess.run([*command, str(tmp_path / "template.yml")], check=True)


def gitlab_job(runner: Runner, workspace: Path, **inputs: str) -> tuple[int, str]:
    """The template's job, in a project that includes it with these inputs: exit status and log."""
    given = {name: spec["default"] for name, spec in HEADER["spec"]["inputs"].items()}
    given |= {"requirement": str(runner.action), **inputs}
    text = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: given[match[1]], json.dumps(TEMPLATE))
    job = json.loads(text)["zerolint"]
    programs = runner.temporary / "zerolint" / "bin"
    own = {**job["variables"], "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]), "CI": "true"}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(job["script"])],
        cwd=workspace,
        env={**kept, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    assert job["artifacts"]["when"] == "always"
    assert job["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"
    return done.returncode, done.stdout.decode()


@pytest.mark.parametrize(("text", "status", "codes"), [(STUCK, 1, ["ZL302"]), (FINE, 0, [])], ids=["finding", "clean"])
def test_the_template_s_job_writes_the_code_quality_report(runner, tmp_path, text, status, codes):
    (tmp_path / "train.py").write_text(text)
    (tmp_path / "other.py").write_text(STUCK)
    ended, log = gitlab_job(runner, tmp_path, args="--ignore ZL2 --extend-select ZL003", src="train.py")
    assert ended == status, log
    report = json.loads((tmp_path / "gl-code-quality-report.json").read_text())
    schema = json.loads((SCHEMAS / "codeclimate.json").read_text())
    for issue in report:
        jsonschema.validate(issue, schema)
    assert [(issue["check_name"], issue["location"]["path"]) for issue in report] == [
        (code, "train.py") for code in codes
    ]
