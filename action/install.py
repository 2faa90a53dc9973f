"""The step of the GitHub Action that installs zerolint, in an environment of its own beside the workspace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

try:
    import tomllib
except ImportError:  # Python 3.10
    from pip._vendor import tomli as tomllib

_SPECIFIER = re.compile(r"\s*(?:[<>]=?|[=!~]=|===)\s*[\w.*+!]+\s*")
_REQUIREMENT = re.compile(r"zerolint\s*(?:\[[^\]]*\])?\s*([^;#@]*)", re.IGNORECASE)


def main() -> int:
    """Install what the inputs ask for, and say which version that was."""
    requirement = wanted()
    home = Path(os.environ["RUNNER_TEMP"], "zerolint")
    venv.create(home, with_pip=True, clear=True)
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [programs / "python", "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, requirement], check=False).returncode:
        fail("zerolint could not be installed")
    told = subprocess.run([programs / "zerolint", "--version"], capture_output=True, text=True, check=True).stdout
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as output:
        output.write(f"zerolint-version={told.split()[1]}\n")
    print(told, end="")
    return 0


def wanted() -> str:
    """What pip is to install; without inputs, the zerolint that the action belongs to."""
    version, file = os.environ["VERSION"].strip(), os.environ["VERSION_FILE"].strip()
    if version and file:
        fail("`version` and `version-file` are both set; keep one")
    if file:
        return f"zerolint{from_file(Path(file))}"
    if not version:
        return os.environ["GITHUB_ACTION_PATH"]
    return "zerolint" if version == "latest" else f"zerolint{specifier(version, '`version`')}"


def specifier(text: str, where: str) -> str:
    """`0.1.0` as `==0.1.0`, and what is a specifier already as it is."""
    found = f"=={text}" if re.fullmatch(r"\d[\w.+!]*", text) else text
    if not all(_SPECIFIER.fullmatch(part) for part in found.split(",")):
        fail(f"{where} is neither a version nor a specifier: `{text}`")
    return found


def from_file(path: Path) -> str:
    """The specifier of the first requirement of zerolint in a file; an empty one allows any version."""
    try:
        requirements = list(listed(path))
    except (OSError, ValueError) as error:
        fail(f"`version-file`: {path} cannot be read: {error}")
    bare = (requirement.partition(";")[0].partition("#")[0].strip() for requirement in requirements)
    found = next(filter(None, map(_REQUIREMENT.fullmatch, bare)), None)
    if found is None:
        fail(f"`version-file`: {path} does not mention zerolint")
    written = found[1].strip()
    return specifier(written, f"`version-file`: the version in {path}") if written else ""


def listed(path: Path) -> Iterator[str]:
    """The requirements in a requirements file, or in the dependencies, extras and groups of a pyproject.toml."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".toml":
        yield from text.splitlines()
        return
    document = tomllib.loads(text)
    project = document.get("project", {})
    groups = [*project.get("optional-dependencies", {}).values(), *document.get("dependency-groups", {}).values()]
    for group in [project.get("dependencies", []), *groups]:
        yield from (each for each in group if isinstance(each, str))


def fail(text: str) -> NoReturn:
    """An error that the job shows; exit status 2."""
    print(f"::error title=zerolint action::{' '.join(text.split())}")
    sys.exit(2)


if __name__ == "__main__":
    sys.exit(main())
