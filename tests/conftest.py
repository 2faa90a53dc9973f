"""Options of the whole suite."""

from __future__ import annotations

import os

import hypothesis
import pytest

from zerolint.cli import main

# The same sample in every run, so that a failure is somebody's doing; `--hypothesis-profile=default` draws others.
hypothesis.settings.register_profile("sample", derandomize=True)
hypothesis.settings.load_profile("sample")

collect_ignore_glob = ["facts/*", "scripts/*", "spellings/*"]
"""Scripts that tests read; a file name may end in `_test`."""

VARIABLES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "ZEROLINT_OUTPUT_FORMAT",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "BUILD_SOURCESDIRECTORY",
)
"""What in the environment of a CI would change reports."""

SKIPPED: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite generated text instead of comparing it")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a missing program, and that is an error."""
    if SKIPPED and os.environ.get("ZEROLINT_FAIL_ON_SKIP"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\nskipped, which ZEROLINT_FAIL_ON_SKIP forbids:", *SKIPPED, sep="\n  ")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty folder that the command line runs in, without the variables that change what is written."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(project, capsys):
    """`run("train.py", "-q")` gives exit status, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call
