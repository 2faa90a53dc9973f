"""The step of the GitHub Action that checks: annotations in the log, SARIF in a file, zerolint's own exit status."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the check in the workspace."""
    temporary = Path(os.environ["RUNNER_TEMP"])
    program = temporary / "zerolint" / ("Scripts" if sys.platform == "win32" else "bin") / "zerolint"
    sarif = temporary / "zerolint.sarif"
    sarif.unlink(missing_ok=True)
    command = [program, "check", "--output-format", "github", "--output-format", "sarif", "--output-file", sarif]
    # The workspace is left as it is, unless the arguments name a folder in it.
    command += ["--cache-dir", temporary / "zerolint_cache"]
    command += words("args", os.environ["ARGS"])
    if base := os.environ["DIFF_BASE"].strip():
        fetch(base)
        command.append(f"--diff-base={base}")
    command += ["--", *words("src", os.environ["SRC"])]
    environment = dict(os.environ)
    if environment["SUMMARY"].strip().lower() != "true":
        environment.pop("GITHUB_STEP_SUMMARY", None)
    status = subprocess.run(command, env=environment, check=False).returncode
    if sarif.is_file():
        with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as output:
            output.write(f"sarif={sarif}\n")
    return status


def words(name: str, text: str) -> list[str]:
    """An input as a shell would split it, and nothing else that a shell would do."""
    try:
        return shlex.split(text)
    except ValueError as error:
        print(f"::error title=zerolint action::`{name}`: {str(error).lower()}")
        sys.exit(2)


def fetch(base: str) -> None:
    """The history up to the merge base, which a checkout has not by default; what is amiss zerolint will say."""
    shallow = subprocess.run(["git", "rev-parse", "--is-shallow-repository"], capture_output=True, check=False)
    if shallow.stdout.strip() == b"true":
        subprocess.run(["git", "fetch", "--quiet", "--no-tags", "--unshallow", "origin"], check=False)
    known = subprocess.run(["git", "cat-file", "-e", f"{base}^{{commit}}"], capture_output=True, check=False)
    if known.returncode:
        subprocess.run(["git", "fetch", "--quiet", "--no-tags", "origin", "--", base], check=False)


if __name__ == "__main__":
    sys.exit(main())
