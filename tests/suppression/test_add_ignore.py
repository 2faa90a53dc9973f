"""`--add-ignore`: findings are silenced by comments, and every other byte stays."""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zerolint
from tests.support.notebooks import notebook
from zerolint.checking.pipeline import Checker
from zerolint.fix.fixpoint import fix_until_stable
from zerolint.settings.settings import Settings
from zerolint.suppression.writing import silenced

HEAD = "import keras\n"
STUCK = "keras.optimizers.SGD(learning_rate=0.0)"
LINE = f"x = {STUCK}\n"
C = "  # zerolint: ignore[ZL302] why"


@pytest.fixture
def ignore(project, run):
    """`ignore("train.py", data)` gives the file after `--add-ignore=why`, which then has nothing left to find."""

    def call(name: str, data: str | bytes, reason: str = "=why") -> bytes:
        path = project / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        status, out, err = run(f"--add-ignore{reason}", name)
        assert (status, out) == (0, ""), err
        after = path.read_bytes()
        assert run("--extend-select", "ZL003", name)[:2] == (0, "")
        assert run(f"--add-ignore{reason}", name)[0] == 0
        assert path.read_bytes() == after
        return after

    return call


def test_a_finding_is_silenced_and_the_report_says_what_is_left(project, run):
    (project / "train.py").write_text(HEAD + LINE + "y = (\n")
    (project / "fit.py").write_text(HEAD + LINE)
    status, out, err = run("--add-ignore=a dry run, see #12", ".")
    assert status == 1
    assert out.count("\n") == 1
    assert out.startswith("train.py:3:")
    assert "ZL001" in out
    assert err == "Found 1 finding in 1 of 2 files.\nSilenced 1 finding in 1 file.\n"
    assert (project / "fit.py").read_text() == f"{HEAD}x = {STUCK}  # zerolint: ignore[ZL302] a dry run, see #12\n"
    assert (project / "train.py").read_text() == HEAD + LINE + "y = (\n"


def test_the_reason_may_be_left_out(ignore):
    assert ignore("train.py", HEAD + LINE, "") == f"{HEAD}x = {STUCK}  # zerolint: ignore[ZL302]\n".encode()


def test_where_there_is_nothing_to_silence_it_says_so(project, run):
    (project / "train.py").write_text(HEAD)
    assert run("--add-ignore=why") == (0, "", "No findings in 1 file.\nNothing to silence.\n")


def test_quiet_says_nothing(project, run):
    (project / "train.py").write_text(HEAD + LINE)
    assert run("--add-ignore=why", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"x = {STUCK}\n", f"x = {STUCK}@\n", id="behind-the-statement"),
        pytest.param(f"x = {STUCK}", f"x = {STUCK}@", id="on-a-last-row-without-its-end"),
        pytest.param(f"x = {STUCK}  # slow\n", f"x = {STUCK}  # slow@\n", id="behind-another-comment"),
        pytest.param(f"x = {STUCK} \t\n", f"x = {STUCK}@ \t\n", id="in-front-of-blanks-at-the-end"),
        pytest.param(f"x = {STUCK}  # noqa: E501\n", f"x = {STUCK}  # noqa: E501@\n", id="behind-a-noqa"),
        pytest.param(f"x = {STUCK}  # a \\\n", f"x = {STUCK}  # a \\@\n", id="behind-a-comment-with-a-backslash"),
        pytest.param(f"f(\n    1,\n    {STUCK},\n)\n", f"f(\n    1,\n    {STUCK},@\n)\n", id="at-its-argument"),
        pytest.param(f"f({STUCK}, '''\n''')\n", f"f({STUCK}, '''\n''')@\n", id="behind-a-long-string"),
        pytest.param(f"f({STUCK}, f'''{{1}}\n''')\n", f"f({STUCK}, f'''{{1}}\n''')@\n", id="behind-a-long-f-string"),
        pytest.param(
            f"f({STUCK}, f'''{{\n1}}''')\n", f"f({STUCK}, f'''{{\n1}}''')@\n", id="behind-a-field-of-two-rows"
        ),
        pytest.param(f"f({STUCK}, 'a\\\nb')\n", f"f({STUCK}, 'a\\\nb')@\n", id="behind-a-string-with-a-backslash"),
        pytest.param(f"x = {STUCK} \\\n    or 1\n", f"x = {STUCK} \\\n    or 1@\n", id="behind-a-continuation"),
        pytest.param(f"x = 1, \\\n  {STUCK}\n", f"x = 1, \\\n  {STUCK}@\n", id="on-a-continued-row"),
        pytest.param(
            f"x = '''\n''', {STUCK}, '''\n'''; y = '''\n'''\n",
            f"x = '''\n''', {STUCK}, '''\n'''; y = '''\n'''@\n",
            id="behind-all-statements-of-its-rows",
        ),
        pytest.param(f"x = {STUCK}; y = 1\n", f"x = {STUCK}; y = 1@\n", id="behind-a-second-statement"),
        pytest.param(
            f"with f({STUCK}):\n    # first\n\n    y = 1\n",
            f"with f({STUCK}):@\n    # first\n\n    y = 1\n",
            id="at-a-header",
        ),
        pytest.param(f"if {STUCK}: y = 1\n", f"if {STUCK}: y = 1@\n", id="at-a-header-with-its-body"),
        pytest.param(
            f"def f(\n    x={STUCK}\n):\n    pass\n", f"def f(\n    x={STUCK}@\n):\n    pass\n", id="at-a-default"
        ),
        pytest.param(f"x = [{STUCK}, {STUCK}]\n", f"x = [{STUCK}, {STUCK}]@\n", id="once-for-two-on-a-row"),
        pytest.param(
            f"x = [\n    {STUCK},\n    {STUCK},\n]\n",
            f"x = [\n    {STUCK},@\n    {STUCK},\n]\n",
            id="once-for-two-of-a-statement",
        ),
        pytest.param(f"if 1:\n\tx = {STUCK}\n", f"if 1:\n\tx = {STUCK}@\n", id="behind-a-tab"),
        pytest.param(f"\fx = {STUCK}\f\n", f"\fx = {STUCK}@\f\n", id="between-form-feeds"),
        pytest.param(
            f"t = '# zerolint: ignore[ZL101] why'; x = {STUCK}\n",
            f"t = '# zerolint: ignore[ZL101] why'; x = {STUCK}@\n",
            id="not-in-a-string",
        ),
        pytest.param(f"é = 'ü😀', {STUCK}\n", f"é = 'ü😀', {STUCK}@\n", id="behind-wide-characters"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_comment_stands_where_python_takes_one(ignore, before, after, end):
    written = (HEAD + before).replace("\n", end)
    assert ignore("train.py", written).decode() == (HEAD + after).replace("\n", end).replace("@", C)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("# zerolint: ignore[ZL101] why", "# zerolint: ignore[ZL101, ZL302] why", id="the-same-reason"),
        pytest.param("# zerolint: ignore[ZL101 ] why", "# zerolint: ignore[ZL101, ZL302 ] why", id="spacious"),
        pytest.param("# ZeroLint:ignore[zl101]why", "# ZeroLint:ignore[zl101, ZL302]why", id="tight"),
        pytest.param("# zerolint: ignore[ZL101] so", f"# zerolint: ignore[ZL101] so{C}", id="another-reason"),
        pytest.param("# zerolint: ignore[ZL101]", f"# zerolint: ignore[ZL101]{C}", id="no-reason"),
        pytest.param("# zerolint: ignore[] why", "# zerolint: ignore[ZL302] why", id="empty-brackets"),
        pytest.param("# a # zerolint: ignore[ZL101] why", "# a # zerolint: ignore[ZL101, ZL302] why", id="second"),
        pytest.param("# zerolint: ignore[ZL101] why # b", "# zerolint: ignore[ZL101, ZL302] why # b", id="first"),
        pytest.param("# zerolint: file-ignore[ZL101] why", f"# zerolint: file-ignore[ZL101] why{C}", id="of-the-file"),
        pytest.param("# noqa: ZL101", f"# noqa: ZL101{C}", id="noqa"),
    ],
)
def test_a_comment_that_is_there_is_kept_and_takes_the_code_where_its_reason_is_the_same(project, run, before, after):
    (project / "train.py").write_text(f"{HEAD}x = {STUCK}  {before}\n")
    assert run("--add-ignore=why", "train.py")[0] == 0
    assert (project / "train.py").read_text() == f"{HEAD}x = {STUCK}  {after}\n"
    assert run("train.py")[:2] == (0, "")


def test_a_comment_above_the_statement_takes_the_code(project, run):
    (project / "train.py").write_text(f"{HEAD}# zerolint: ignore[ZL101] why\nx = {STUCK}\n")
    run("--add-ignore=why", "train.py")
    assert (project / "train.py").read_text() == f"{HEAD}# zerolint: ignore[ZL101, ZL302] why\nx = {STUCK}\n"


def test_two_rules_on_a_row_share_a_comment(ignore):
    row = f"x = [{STUCK}, keras.optimizers.Adam(1e-12)]"
    assert ignore("train.py", f"{HEAD}{row}\n").decode() == f"{HEAD}{row}  # zerolint: ignore[ZL302, ZL301] why\n"


def test_two_rules_in_a_statement_have_a_comment_each_on_their_rows(ignore):
    rows = f"x = [\n    {STUCK},@\n    keras.optimizers.Adam(1e-12),%\n]\n"
    after = rows.replace("@", C).replace("%", C.replace("302", "301"))
    assert ignore("train.py", HEAD + rows.replace("@", "").replace("%", "")).decode() == HEAD + after


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + (HEAD + LINE).encode(), id="byte-order-mark"),
        pytest.param(f"# coding: latin-1\n# \xe9\n{HEAD}{LINE}".encode("latin-1"), id="latin-1"),
        pytest.param(f"{HEAD}{LINE}t = '\u2028\x0b'\n".encode(), id="odd-separators"),
    ],
)
def test_the_bytes_of_an_odd_encoding_stay(ignore, data):
    assert ignore("train.py", data) == data.replace(LINE.encode(), f"x = {STUCK}{C}\n".encode())


def test_a_reason_is_written_in_the_encoding_of_the_file(ignore):
    text = f"# coding: latin-1\n{HEAD}{LINE}"
    assert ignore("train.py", text, "=für später").endswith("ignore[ZL302] für später\n".encode("latin-1"))


def test_a_reason_that_the_encoding_does_not_have_leaves_the_file(project, run):
    text = f"# coding: latin-1\n{HEAD}{LINE}"
    (project / "train.py").write_text(text)
    status, out, err = run("--add-ignore=π", "train.py")
    assert (status, "ZL302" in out) == (1, True)
    assert "ZL302 was not silenced: the new text has a character that iso-8859-1, the file's encoding, lacks" in err
    assert (project / "train.py").read_text() == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(LINE, f"x = {STUCK}{C}\n", id="behind-the-statement"),
        pytest.param(f"!ls\nx = {STUCK}\n", f"!ls\nx = {STUCK}{C}\n", id="below-a-command"),
        pytest.param(f"%%time\nx = {STUCK}", f"%%time\nx = {STUCK}{C}", id="in-a-timed-cell"),
        pytest.param(f"%time x = {STUCK}", f"#@\n%time x = {STUCK}", id="above-a-magic"),
        pytest.param(
            f"if 1:\n    y = 1\n    %time x = {STUCK}\n",
            f"if 1:\n    y = 1\n    #@\n    %time x = {STUCK}\n",
            id="above-a-magic-in-a-block",
        ),
        pytest.param(f"    x = {STUCK}\n    y = 1\n", f"    x = {STUCK}{C}\n    y = 1\n", id="in-an-indented-cell"),
        pytest.param(
            f"  if 1:\n      %time x = {STUCK}\n", f"  if 1:\n      #@\n      %time x = {STUCK}\n", id="in-both"
        ),
        pytest.param(f"f('é😀', {STUCK}, '''\n''')\n", f"f('é😀', {STUCK}, '''\n'''){C}\n", id="behind-a-string"),
        pytest.param(f"x = {STUCK}?\ny = {STUCK}", f"x = {STUCK}?\ny = {STUCK}{C}", id="behind-a-question"),
    ],
)
def test_a_comment_stands_where_ipython_takes_one(ignore, before, after):
    after = after.replace("#@", C.strip())
    assert ignore("nb.ipynb", notebook(HEAD, before, "y = 2")).decode() == notebook(HEAD, after, "y = 2")


def test_a_cell_of_one_string_stays_one_and_the_rest_of_the_file_as_it_was(ignore):
    document = json.loads(notebook(HEAD + LINE))
    document["cells"][0]["source"] = HEAD + LINE
    before = json.dumps(document, separators=(",", ":"), ensure_ascii=True).replace('"nbformat":4', '"nbformat": 4')
    after = ignore("nb.ipynb", before, "=é").decode()
    assert after == before.replace("=0.0)", "=0.0)  # zerolint: ignore[ZL302] \\u00e9")


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        pytest.param(("--select", "ZL302"), "ZL301", id="select"),
        pytest.param(("--ignore", "ZL301"), "ZL301", id="ignore"),
        pytest.param((), None, id="all"),
    ],
)
def test_only_what_is_selected_is_silenced(project, run, arguments, left):
    (project / "train.py").write_text(f"{HEAD}{LINE}y = keras.optimizers.Adam(1e-12)\n")
    assert run("--add-ignore=why", *arguments)[0] == 0
    assert (left is None) == ("[ZL301]" in (project / "train.py").read_text())
    assert "[ZL302]" in (project / "train.py").read_text()


def test_what_the_baseline_knows_gets_no_comment(project, run):
    (project / "train.py").write_text(HEAD + LINE)
    run("--write-baseline")
    (project / "train.py").write_text(f"{HEAD}{LINE}\ny = keras.optimizers.Adam(0.0)\n")
    known = ("--baseline", "zerolint-baseline.json")
    status, out, err = run("--add-ignore=why", *known)
    assert (status, out) == (0, "")
    assert err == "No findings in 1 file (1 in the baseline).\nSilenced 1 finding in 1 file.\n"
    assert (project / "train.py").read_text() == f"{HEAD}{LINE}\ny = keras.optimizers.Adam(0.0){C}\n"
    assert run(*known, "--extend-select", "ZL003", "--fail-on-stale")[:2] == (0, "")


def test_what_was_there_before_a_revision_gets_no_comment(project, run, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "a")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.com")
    (project / "train.py").write_text(HEAD + LINE)
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "step"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    (project / "train.py").write_text(f"{HEAD}{LINE}y = keras.optimizers.Adam(0.0)\n")
    assert run("--add-ignore=why", "--diff-base", "main")[0] == 0
    assert (project / "train.py").read_text() == f"{HEAD}{LINE}y = keras.optimizers.Adam(0.0){C}\n"


def test_what_is_not_certain_enough_gets_no_comment(project, run):
    unsure = (Path(__file__).parents[1] / "spellings" / "ZL301" / "argparse_default.py").read_text()
    (project / "train.py").write_text(unsure)
    assert run("--add-ignore=why", "--min-certainty", "proven")[0] == 0
    assert (project / "train.py").read_text() == unsure
    assert run("--add-ignore=why", "--extend-select", "ZL003")[0] == 0
    assert (project / "train.py").read_text() != unsure
    # A finding that is not shown for its certainty still needs its comment.
    assert run("--min-certainty", "proven", "--extend-select", "ZL003")[:2] == (0, "")


def test_what_is_said_of_comments_is_not_silenced_but_left_to_mend(project, run):
    text = f"{HEAD}y = 1  # zerolint: ignore[ZL999]\nz = 1  # zerolint: ignore[ZL302]\n"
    (project / "train.py").write_text(text)
    status, out, _ = run("--add-ignore=why", "--extend-select", "ZL003")
    assert (status, out.count("ZL004"), out.count("ZL003")) == (1, 1, 1)
    assert (project / "train.py").read_text() == text


def test_cells_of_python_2_stay_as_they_are_beside_the_comment_of_another(project, run):
    cells = ["print 'a'", f"{HEAD}x = {STUCK}", "print 'b'", "exec 'c'"]
    path = project / "nb.ipynb"
    path.write_text(notebook(*cells))
    status, out, err = run("--add-ignore=why", "nb.ipynb")
    assert (status, out.count("ZL001"), out.count("ZL302")) == (1, 1, 0)
    assert "Python 2, as in 2 more cells" in out
    assert "Silenced 1 finding in 1 file." in err
    after = ["".join(cell["source"]) for cell in json.loads(path.read_bytes())["cells"]]
    assert after == [cells[0], cells[1] + C, *cells[2:]]
    once = path.read_bytes()
    assert "Nothing to silence." in run("--add-ignore=why", "nb.ipynb")[2]
    assert path.read_bytes() == once


def test_the_diff_shows_the_comments_and_writes_nothing(project, run):
    (project / "train.py").write_text(HEAD + LINE)
    status, out, err = run("--add-ignore=why", "--diff")
    assert (status, err) == (1, "Would silence 1 finding in 1 file.\n")
    assert out.endswith(f"+x = {STUCK}{C}\n")
    assert (project / "train.py").read_text() == HEAD + LINE


def test_standard_input_comes_out_with_comments():
    environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "zerolint", "--add-ignore=why", "-"],
        input=(HEAD + LINE).encode(),
        capture_output=True,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{HEAD}x = {STUCK}{C}\n".encode())


def test_a_file_that_may_not_be_written_is_an_error(project, run):
    (project / "train.py").write_text(HEAD + LINE)
    (project / "train.py").chmod(0o444)
    status, out, err = run("--add-ignore=why", "train.py")
    assert (status, "ZL302" in out) == (2, True)
    assert "zerolint: error: train.py: not silenced: it is read-only\n" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--add-ignore", "too small on purpose", "train.py"), '--add-ignore="too small on purpose"'),
        (("--add-ignore=a # b",), "`#` would begin another comment"),
        (("--add-ignore=a\nb",), "one line"),
        (("--add-ignore=why", "--fix"), "run it after --fix"),
        (("--add-ignore=why", "--fix-only"), "run it after --fix"),
        (("--add-ignore=why", "--write-baseline"), "choose one"),
        (("--add-ignore=why", "--probe"), "leave out --probe"),
    ],
)
def test_arguments_that_are_wrong_or_contradict_each_other(project, run, arguments, told):
    (project / "train.py").write_text(HEAD + LINE)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert (project / "train.py").read_text() == HEAD + LINE


PIECES = [
    "1",
    "'#'",
    '"""\n#"""',
    "f'{1}#'",
    'f"""{\n1}\n"""',
    "'a\\\nb'",
    "b'\\\\'",
    "[\n1, # a\n]",
    "{1: # a\n2}",
    "(lambda: 1)",
]
EXPRESSIONS = st.builds(
    str.join,
    st.sampled_from([", ", ", \\\n"]),
    st.lists(st.sampled_from([*PIECES, STUCK, f"f(\n{STUCK}\n)"]), min_size=1, max_size=4),
)
SIMPLE = st.builds(
    "x ={}{}{}".format,
    st.sampled_from([" ", " \\\n ", "  "]),
    EXPRESSIONS,
    st.sampled_from(["", "  # a", " \t", "; y = 1", " # noqa: E501", "  # zerolint: ignore[ZL101] why"]),
)
BLOCKS = st.builds(
    lambda header, given, note, parts: header.format(given) + note + "".join(f"\n    {part}" for part in parts),
    st.sampled_from(["if ({}):", "def f(a=({})):", "with f({}):", "for i in ({}):", "@f({})\nclass K:"]),
    EXPRESSIONS,
    st.sampled_from(["", "  # a", "\n    # b\n"]),
    st.lists(SIMPLE, min_size=1, max_size=2),
)
TEXTS = st.lists(SIMPLE | BLOCKS, min_size=1, max_size=3).map(lambda parts: "\n".join([HEAD, *parts]))


def tokens(text: str) -> list[tuple[int, str]]:
    """What the text says to Python."""
    silent = {tokenize.COMMENT, tokenize.NL}
    return [each[:2] for each in tokenize.generate_tokens(io.StringIO(text).readline) if each.type not in silent]


def added(name: str, data: bytes) -> bytes:
    """A file with comments for all that is found in it, which then is clean."""
    checker = Checker(Settings(extend_select=("ZL003",), ignore=("ZL004",)))

    def check(text: bytes):
        return silenced(checker.check_source(name, text), "why")

    mended = fix_until_stable(name, data, check, lambda text: checker.check_source(name, text), unsafe=False)
    assert not mended.dropped
    return mended.data


def found(name: str, data: bytes) -> list[str]:
    return [each.code for each in Checker(Settings(extend_select=("ZL003",))).check_source(name, data).findings]


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, end=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_only_comments_come_and_the_program_is_as_it_was(text, end, mark):
    before = mark + text.replace("\n", end).encode()
    idle = found("train.py", before).count("ZL003")
    after = added("train.py", before)
    assert found("train.py", after) == ["ZL003"] * idle
    written = after.removeprefix(mark).decode()
    assert ast.dump(ast.parse(written)) == ast.dump(ast.parse(text))
    assert tokens(written.replace(end, "\n")) == tokens(text)
    assert written.replace(C, "").replace("ignore[ZL101, ZL302]", "ignore[ZL101]").replace(end, "\n") == text
    assert added("train.py", after) == after


@settings(max_examples=50, deadline=None)
@given(cells=st.lists(st.sampled_from(["!ls", "%time y = 2", "%%time\ny = 2", "%%bash\nx ="]) | TEXTS, max_size=3))
def test_only_comments_come_to_the_cells_of_a_notebook(cells):
    before = notebook(HEAD, *cells)
    after = added("nb.ipynb", before.encode()).decode()
    assert set(found("nb.ipynb", after.encode())) <= {"ZL003"}
    sources = ["".join(cell["source"]) for cell in json.loads(after)["cells"]]
    plain = [each.replace(C, "").replace("ignore[ZL101, ZL302]", "ignore[ZL101]") for each in sources]
    assert plain == [HEAD, *cells]
    assert notebook(*sources) == after
