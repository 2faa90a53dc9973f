"""Options of the whole suite."""

from __future__ import annotations

import os

import pytest

collect_ignore_glob = ["facts/*", "scripts/*", "spellings/*"]
"""Scripts that tests read; a file name may end in `_test`."""

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
