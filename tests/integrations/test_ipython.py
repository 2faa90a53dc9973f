"""The magics in a real IPython: what is checked, what is shown, and that the cell runs as if nothing were there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from unittest.mock import MagicMock

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

IMPORT = "import keras"
STUCK = "optimizer = keras.optimizers.SGD(learning_rate=0.0)"
FINE = "optimizer = keras.optimizers.SGD(learning_rate=0.01)"


class Shell:
    """A shell of its own. `run` gives what one cell printed and displayed, as the text of a terminal."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        self.real = InteractiveShell(config=config, colors="nocolor")
        # The shell that `get_ipython()` finds in its cells.
        self.real.user_ns["get_ipython"] = lambda: self.real
        self.html: list[str] = []
        self.succeeded = True
        self.told = ""

    def run(self, *cells: str, cell_id: str | None = None) -> str:
        with capture_output() as captured:
            for cell in cells:
                self.succeeded = self.real.run_cell(cell, store_history=True, cell_id=cell_id).success
        self.html = [output.data["text/html"] for output in captured.outputs if "text/html" in output.data]
        shown = [output.data["text/plain"] for output in captured.outputs]
        self.told = captured.stdout + captured.stderr
        return "\n".join([*shown, self.told])

    def value(self, name: str) -> object:
        return self.real.user_ns.get(name)


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A shell in an empty folder. Its cells do run: `keras` stands for whatever they import."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setitem(sys.modules, "keras", MagicMock())
    monkeypatch.setattr(InteractiveShell, "_instance", None)
    made = Shell()
    monkeypatch.setattr(InteractiveShell, "_instance", made.real)
    return made


@pytest.fixture
def shell(bare):
    """The same, with the extension loaded by the first cell."""
    assert bare.run("%load_ext zerolint") == ""
    return bare


def places(text: str) -> list[tuple[str, str]]:
    """Code and place of each finding in what was shown."""
    return re.findall(r"^(ZL\d+) .*\n +--> cell In\[(\d+\], line \d+, column \d+)", text, re.M)


def test_a_cell_is_checked_with_what_earlier_cells_imported_and_then_runs(shell):
    shell.run(IMPORT)
    out = shell.run(f"%%zerolint\n{STUCK}\nran = True")
    assert places(out) == [("ZL302", "3], line 2, column 48")]
    assert out.endswith("zerolint: 1 finding in cell In[3]\n")
    assert shell.value("ran") is True


def test_the_finding_is_shown_with_its_code_its_reasons_and_advice(shell):
    assert shell.run(IMPORT, "rate = 0.0", "%%zerolint\noptimizer = keras.optimizers.SGD(rate)").splitlines() == [
        "ZL302 learning rate 0 for SGD: no weight moves",
        " --> cell In[3], line 1, column 8 non-positive-learning-rate (error)",
        "  |",
        "1 | rate = 0.0",
        "  |        ^^^",
        "  |",
        "because: cell 4, line 2: SGD takes it as its learning rate",
        "2 | optimizer = keras.optimizers.SGD(rate)",
        "  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "help: write a positive learning rate; 0.01 is usual for SGD",
        "",
        "zerolint: 1 finding through cell In[4]",
    ]


def test_what_earlier_cells_have_of_their_own_is_not_said_again(shell):
    shell.run(IMPORT, STUCK)
    assert shell.run("%%zerolint\nx = 1") == "zerolint: nothing found in cell In[4]\n"


def test_a_finding_in_an_earlier_cell_is_said_once_with_the_cell_that_completes_it(shell, monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorflow", MagicMock())
    shell.run("import tensorflow as tf")
    shuffled = "data = tf.data.Dataset.range(1000).shuffle(1000)"
    assert shell.run(f"%%zerolint\n{shuffled}") == "zerolint: nothing found in cell In[3]\n"
    out = shell.run("%%zerolint\ntrain = data.take(800)\nval = data.skip(800)")
    assert places(out) == [("ZL103", "3], line 2, column 8")]
    assert "because: cell 4, line 2: the first rows of a pass go here\n" in out
    assert out.endswith("zerolint: 1 finding through cell In[4]\n")
    assert shell.run("%%zerolint\nx = 1") == "zerolint: nothing found in cell In[5]\n"
    assert places(shell.run("%zerolint")) == [("ZL103", "3], line 2, column 8")]


def test_the_line_magic_tells_where_training_was_not_understood(shell):
    shell.run(IMPORT, "class Net:\n    def fit(self, *data): pass", "net = max([Net()], key=id)")
    shell.run("net.fit([1], [0])", "print()\nnet.fit([2], [1])")
    assert shell.run("%zerolint") == (
        "zerolint: nothing found in what was run so far; "
        "2 of 2 training sites not understood in full: cell 5, line 1, cell 6, line 2\n"
    )


def test_the_line_magic_checks_all_that_was_run(shell):
    shell.run(IMPORT, STUCK, STUCK.replace("SGD", "Adam"))
    out = shell.run("%zerolint")
    assert places(out) == [("ZL302", "3], line 1, column 48"), ("ZL302", "4], line 1, column 49")]
    assert out.endswith("zerolint: 2 findings in what was run so far\n")


def test_cells_that_ran_before_the_extension_was_loaded_are_known(bare):
    bare.run(IMPORT, STUCK)
    assert places(bare.run("%load_ext zerolint\n%zerolint")) == [("ZL302", "2], line 1, column 48")]


def test_a_cell_that_was_run_again_counts_once_as_it_is_now(shell):
    shell.run(IMPORT)
    shell.run(STUCK, cell_id="a")
    shell.run(FINE, cell_id="a")
    assert places(shell.run("%zerolint")) == []
    shell.run(STUCK, cell_id="b")
    shell.run(STUCK, cell_id="b")
    assert places(shell.run("%zerolint")) == [("ZL302", "7], line 1, column 48")]


def test_the_last_value_of_the_cell_is_its_own(shell):
    shell.run("%%zerolint\n40 + 2")
    assert shell.value("_") == 42
    assert shell.value("Out") == {2: 42}


def test_an_error_in_the_cell_is_its_own_and_shown_once(shell):
    out = shell.run("%%zerolint\nfirst = 1\n1 / 0")
    assert out.count("ZeroDivisionError: ") == 1
    assert "zerolint/ipython" not in out
    assert not shell.succeeded
    assert shell.value("first") == 1


def test_magics_and_await_work_in_the_cell(shell):
    shell.run("import asyncio")
    shell.run("%%zerolint\nwhere = %pwd\nnothing = await asyncio.sleep(0, 'slept')")
    assert shell.value("where") == shell.real.run_line_magic("pwd", "")
    assert shell.value("nothing") == "slept"


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("%%zerolint\n%%time\n{}", id="above-another-magic"),
        pytest.param("%%time\n%%zerolint\n{}", id="below-another-magic"),
        pytest.param("%%zerolint\nfrom __future__ import annotations\n{}", id="above-a-future-import"),
        pytest.param("get_ipython().run_cell_magic('zerolint', '', '{}\\n')", id="in-a-script-made-of-a-notebook"),
    ],
)
def test_the_cell_magic_goes_with_others(shell, cell):
    shell.run(IMPORT)
    out = shell.run(cell.format(STUCK))
    assert [code for code, _ in places(out)] == ["ZL302"]
    assert shell.succeeded
    assert shell.value("optimizer") is not None


def test_no_run_checks_a_cell_and_leaves_no_trace_of_it(shell):
    shell.run(IMPORT)
    assert places(shell.run(f"%%zerolint --no-run\n{STUCK}")) == [("ZL302", "3], line 2, column 48")]
    assert shell.value("optimizer") is None
    assert shell.run("%zerolint") == "zerolint: nothing found in what was run so far\n"


def test_a_cell_that_is_no_python_is_said_where_it_is_not_run(shell):
    shell.run(IMPORT)
    out = shell.run("%%zerolint --no-run\nkeras.optimizers.SGD(learning_rate=))")
    assert [code for code, _ in places(out)] == ["ZL001"]
    shell.run("keras.optimizers.SGD(learning_rate=))")
    assert "SyntaxError" in shell.told
    assert shell.run("%zerolint") == "zerolint: nothing found in what was run so far\n"


def test_strict_does_not_run_a_cell_with_findings(shell):
    shell.run(IMPORT)
    out = shell.run(f"%%zerolint --strict\n{STUCK}")
    assert shell.value("optimizer") is None
    assert not shell.succeeded
    assert shell.told == "zerolint: the cell was not run: 1 finding\n"
    assert [code for code, _ in places(out)] == ["ZL302"]
    assert shell.run("%zerolint") == "zerolint: nothing found in what was run so far\n"


def test_every_cell_is_checked_between_on_and_off(shell):
    shell.run(IMPORT)
    assert shell.run("%zerolint_on") == ""
    assert shell.run(FINE) == ""
    assert places(shell.run(STUCK)) == [("ZL302", "5], line 1, column 48")]
    assert shell.value("optimizer") is not None
    assert shell.run("%zerolint_off") == ""
    assert shell.run(STUCK) == ""


def test_on_strict_runs_only_cells_without_findings(shell):
    shell.run(IMPORT, "%zerolint_on --strict")
    out = shell.run(STUCK)
    assert places(out) == [("ZL302", "4], line 1, column 48")]
    assert shell.told == "zerolint: the cell was not run: 1 finding\n"
    assert shell.value("optimizer") is None
    assert shell.run(f"{STUCK}  # zerolint: ignore[ZL302] a dry run") == ""
    assert shell.value("optimizer") is not None


def test_a_cell_that_is_no_python_is_left_to_python_when_every_cell_is_checked(shell):
    shell.run(IMPORT, "%zerolint_on --strict")
    out = shell.run("keras.optimizers.SGD(learning_rate=))")
    assert "SyntaxError" in out
    assert "ZL" not in out
    shell.run(FINE)
    assert shell.succeeded


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("%zerolint --strikt", "unknown option --strikt; did you mean `--strict`?"),
        ("%zerolint train.py", "unrecognized arguments: train.py"),
        ("%zerolint --select", "--select: expected one argument"),
        ("%zerolint --select ZL999", "--select: unknown rule or selector `ZL999`"),
        ("%zerolint 'half", "no closing quotation"),
        ("%%zerolint --strikt\nran = True", "unknown option --strikt; did you mean `--strict`?"),
        ("%zerolint_on --ignore nothing-of-the-kind", "--ignore: unknown rule or selector `nothing-of-the-kind`"),
        ("%zerolint_off now", "unrecognized arguments: now"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line(shell, cell, told):
    out = shell.run(cell)
    assert out.startswith("UsageError: ")
    assert told in out
    assert "Traceback" not in out
    assert not shell.succeeded
    assert shell.value("ran") is None


def test_help_tells_what_there_is(shell):
    out = shell.run("%zerolint --help")
    assert shell.succeeded
    for word in ("%%zerolint ", "%zerolint_on", "--no-run", "--strict", "--select"):
        assert word in out


@pytest.mark.parametrize(
    ("magic", "codes"), [("--select ZL2", []), ("--ignore ZL302", []), ("--select ZL3", ["ZL302"])]
)
def test_rules_can_be_chosen(shell, magic, codes):
    shell.run(IMPORT, STUCK)
    assert [code for code, _ in places(shell.run(f"%zerolint {magic}"))] == codes


def test_the_settings_of_the_folder_hold(shell, tmp_path):
    (tmp_path / "zerolint.toml").write_text('ignore = ["ZL302"]\n')
    assert shell.run(IMPORT, f"%%zerolint\n{STUCK}") == "zerolint: nothing found in cell In[3]\n"


def test_settings_of_one_notebook_hold_where_its_name_is_known(shell, tmp_path, monkeypatch):
    (tmp_path / "zerolint.toml").write_text('[per-file-ignores]\n"eda.ipynb" = ["ZL302"]\n')
    shell.run(IMPORT, STUCK)
    assert len(places(shell.run("%zerolint"))) == 1
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "eda.ipynb"))
    assert places(shell.run("%zerolint")) == []


def test_what_the_baseline_knows_of_the_notebook_is_not_said(shell, tmp_path, monkeypatch):
    (tmp_path / "zerolint.toml").write_text('baseline = "known.json"\n')
    cells = [nbformat.v4.new_code_cell(source) for source in (IMPORT, STUCK)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "eda.ipynb")
    command = [sys.executable, "-m", "zerolint", "--write-baseline", "eda.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "eda.ipynb"))
    assert places(shell.run(IMPORT, f"%%zerolint\n{STUCK}")) == []
    another = STUCK.replace("optimizer =", "another =")
    assert places(shell.run(f"%%zerolint\n{another}")) == [("ZL302", "4], line 2, column 46")]


@pytest.mark.parametrize("cell", ["%zerolint", "%zerolint_on", "x = 1"])
def test_wrong_settings_are_told_in_one_line(shell, tmp_path, cell):
    shell.run("%zerolint_on")
    (tmp_path / "zerolint.toml").write_text("selekt = []\n")
    out = shell.run(cell)
    assert "zerolint.toml: unknown key `selekt`; did you mean `select`?" in out
    assert "Traceback" not in out
    assert len(out.strip().splitlines()) == 1


def test_findings_are_html_where_that_can_be_shown(shell):
    shell.run(IMPORT, "name = '<script>'", f"%%zerolint\n{STUCK}  # <b> & so on")
    (html,) = shell.html
    tags: list[str] = []
    text: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append(tag)
    parser.handle_data = text.append
    parser.feed(html)
    shown = "".join(text)
    assert set(tags) <= {"div", "b", "pre", "details", "summary", "ul", "li"}
    assert "cell In[4], line 2, column 48" in shown
    assert "learning rate 0 for SGD: no weight moves" in shown
    assert f"{STUCK}  # <b> & so on" in shown
    assert "\x1b" not in html


def test_loading_twice_and_unloading_leaves_nothing_behind(shell):
    shell.run(IMPORT, "%reload_ext zerolint", "%zerolint_on")
    assert len(places(shell.run(STUCK))) == 1
    shell.run("%unload_ext zerolint")
    assert shell.run(STUCK) == ""
    assert "UsageError: Line magic function `%zerolint` not found" in shell.run("%zerolint")
    assert "UsageError: Cell magic `%%zerolint` not found" in shell.run("%%zerolint\nx = 1")


def test_a_history_that_was_reset_starts_afresh(shell):
    shell.run(IMPORT, STUCK, "%reset -f", "%load_ext zerolint")
    assert shell.run("%zerolint").strip() == "zerolint: nothing found in what was run so far"


def test_a_terminal_knows_that_a_cell_magic_goes_on(shell):
    assert shell.real.input_transformer_manager.check_complete("%%zerolint\n")[0] == "incomplete"
    assert shell.real.input_transformer_manager.check_complete("%%zerolint\nx = 1\n\n")[0] == "complete"


def test_a_kernel_runs_a_notebook_up_to_the_cell_that_is_refused(tmp_path):
    (tmp_path / "keras.py").write_text("from unittest.mock import MagicMock\noptimizers = MagicMock()\n")
    cells = ["%load_ext zerolint", IMPORT, f"%%zerolint\n{STUCK}\n1 + 1", f"%%zerolint --strict\n{STUCK}", "x = 1"]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    with pytest.raises(CellExecutionError, match="the cell was not run: 1 finding"):
        NotebookClient(made, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown, value = made.cells[2].outputs
    assert places(shown["data"]["text/plain"]) == [("ZL302", "3], line 2, column 48")]
    assert "cell In[3], line 2, column 48" in shown["data"]["text/html"]
    assert value["data"] == {"text/plain": "2"}
    assert made.cells[3].outputs[-1]["traceback"] == ["zerolint: the cell was not run: 1 finding"]
    assert made.cells[4].execution_count is None


def test_a_cell_under_the_magic_is_read_by_the_command_line_too(tmp_path):
    cells = [IMPORT, f"%%zerolint --strict\n{STUCK}"]
    made = [{"cell_type": "code", "source": cell} for cell in cells]
    (tmp_path / "eda.ipynb").write_text(json.dumps({"cells": made}))
    command = [sys.executable, "-m", "zerolint", "-q", "eda.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("eda.ipynb:cell 2:2:48: ZL302 ")
