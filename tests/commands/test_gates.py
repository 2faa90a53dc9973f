"""What makes a run fail: `--fail-on`, and `--min-certainty` for what is reported at all."""

from __future__ import annotations

from pathlib import Path

import pytest

ERROR = "import keras\n\nold = keras.optimizers.SGD(learning_rate=0.0)\n"


@pytest.mark.parametrize(
    ("severity", "arguments", "settings", "status"),
    [
        ("error", (), "", 1),
        ("warning", (), "", 1),
        ("error", ("--fail-on", "error"), "", 1),
        ("warning", ("--fail-on", "error"), "", 0),
        ("warning", ("--fail-on", "warning"), "", 1),
        ("info", ("--fail-on", "warning", "--select", "ZL302"), "", 0),
        ("info", ("--fail-on", "info", "--select", "ZL302"), "", 1),
        ("warning", (), 'fail-on = "error"\n', 0),
        ("warning", ("--fail-on", "warning"), 'fail-on = "error"\n', 1),
    ],
)
def test_a_finding_below_the_threshold_is_shown_and_does_not_fail(project, run, severity, arguments, settings, status):
    (project / "train.py").write_text(ERROR)
    (project / "zerolint.toml").write_text(f'{settings}[rules.ZL302]\nseverity = "{severity}"\n')
    found, out, _ = run(*arguments, "train.py")
    assert (found, out.count("ZL302")) == (status, 1)


LIKELY = Path(__file__).parents[1] / "spellings" / "ZL301" / "argparse_default.py"
"""A rate that the command line may override."""


def test_what_is_less_certain_is_left_out_and_counted(project, run):
    assert run("--isolated", str(LIKELY))[0] == 1
    assert run("--isolated", "--min-certainty", "likely", str(LIKELY))[0] == 1
    hidden = "No findings in 1 file (1 not proven).\n"
    assert run("--isolated", "--min-certainty", "proven", str(LIKELY)) == (0, "", hidden)
    (project / "train.py").write_text(LIKELY.read_text())
    (project / "zerolint.toml").write_text('min-certainty = "proven"\n')
    assert run("train.py") == (0, "", hidden)


def test_what_is_not_shown_for_its_certainty_is_no_stale_entry(project, run):
    (project / "train.py").write_text(LIKELY.read_text())
    assert run("--write-baseline")[0] == 0
    known = ("--baseline", "zerolint-baseline.json")
    assert run(*known, "--min-certainty", "proven", "--fail-on-stale")[0] == 0


def test_a_wrong_threshold_in_the_settings_is_named(project, run):
    (project / "zerolint.toml").write_text('fail-on = "fatal"\n')
    status, _, err = run()
    assert (status, '`fail-on` must be one of "error", "warning", "info"' in err) == (2, True)
