"""The summary of a step of GitHub Actions."""

from __future__ import annotations

import pytest

from tests.support.notebooks import notebook

STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"


@pytest.fixture
def summary(project, monkeypatch):
    """The file that GitHub Actions shows; it holds what an earlier command wrote."""
    file = project / "summary.md"
    file.write_text("earlier\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def test_all_findings_are_added_to_the_summary(project, run, summary, monkeypatch):
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "me/it")
    monkeypatch.setenv("GITHUB_SHA", "c0ffee")
    (project / "a b.py").write_text(STUCK)
    (project / "train.ipynb").write_text(notebook(STUCK))
    status, out, _ = run("--output-format", "github")
    assert (status, out.count("::error ")) == (1, 2)
    text = summary.read_text()
    assert text.startswith(
        "earlier\n## zerolint\n\nFound 2 findings in 2 of 2 files.\n\n| | place | rule | finding |\n"
    )
    assert '<a href="https://github.com/me/it/blob/c0ffee/a%20b.py#L3"><code>a b.py:3:48</code></a>' in text
    assert '/train.ipynb?plain=1#L10"><code>train.ipynb:cell 1:3:48</code></a>' in text
    assert (
        "learning rate 0 for SGD: no weight moves<br>because line 3: SGD takes it as its learning rate<br>help: write a positive"
        in text
    )
    assert "2 of 2 files train a model; no fit was seen." in text


def test_a_clean_run_says_so(project, run, summary):
    (project / "train.py").write_text("import keras\n")
    assert run("--output-format", "github")[:2] == (0, "")
    assert "No findings in 1 file." in summary.read_text()
    assert "| place |" not in summary.read_text()


def test_names_make_no_markdown(project, run, summary):
    (project / "a|b*_c_*<img>`.py").write_text(STUCK)
    run("--output-format", "github")
    [row] = [line for line in summary.read_text().splitlines() if ":x:" in line]
    assert row.count("|") == 5
    assert "<code>a&#124;b&#42;&#95;c&#95;&#42;&lt;img&gt;&#96;.py:3:48</code>" in row.replace("&amp;", "&").replace(
        "&#35;", "#"
    )


def test_a_long_table_is_cut(project, run, summary):
    (project / "train.py").write_text("import keras\n" + "a = keras.optimizers.SGD(0.0)\n" * 205)
    run("--output-format", "github")
    assert summary.read_text().count(":x:") == 200
    assert "... and 5 more, which the log has." in summary.read_text()


@pytest.mark.parametrize("flags", [("--output-format", "concise"), ("--output-format", "github", "-o", "out")])
def test_only_annotations_in_the_log_come_with_a_summary(project, run, summary, flags):
    (project / "train.py").write_text(STUCK)
    run(*flags)
    assert summary.read_text() == "earlier\n"


def test_a_summary_that_cannot_be_written_is_a_warning(project, run, monkeypatch):
    (project / "train.py").write_text(STUCK)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "no" / "summary.md"))
    status, out, err = run("--output-format", "github")
    assert (status, out.count("::error ")) == (1, 1)
    assert f"zerolint: warning: no step summary: {project / 'no' / 'summary.md'}: no such file or directory\n" in err
