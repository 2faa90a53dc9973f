"""Many scripts of a project write a file of one name: which one did is not known, until all but one are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects.layouts import notebook, places, write
from tests.projects.test_saved_files import LOADING, PREPARE, SAVING, TRAIN

KEEPING = "import joblib\n\n\ndef keep(*parts):\n    joblib.dump(parts, NAME)\n".replace("NAME", '"parts.joblib"')
CASES = {
    "each writes it": ("{}.py", PREPARE + SAVING, {}),
    "each is a notebook": ("{}.ipynb", notebook(PREPARE, SAVING), {}),
    "each under a name of the same end": (
        "{}.py",
        PREPARE + 'part = "parts"\njoblib.dump((a, b, c, d), f"{part}.joblib")\n',
        {},
    ),
    "each by a module that all import": (
        "{}.py",
        PREPARE + "from keeping import keep\nkeep(a, b, c, d)\n",
        {"keeping.py": KEEPING},
    ),
}


@pytest.mark.parametrize(("name", "text", "more"), CASES.values(), ids=CASES.keys())
def test_the_one_that_is_left_is_taken(name, text, more, project: Path, found) -> None:
    scripts = [name.format(f"run{number}") for number in range(12)]
    write(project, {"train.py": TRAIN.format(loading=LOADING), **more, **dict.fromkeys(scripts, text)})
    assert found("train.py") == []
    for script in scripts[1:]:
        (project / script).unlink()
    assert {code for _, _, code in places(found("train.py"), project)} == {"ZL105"}
