"""How much of the training was understood, as JSON, and what is not known of the rest.

The objects of the format json are findings in ruff's shape, which its readers count: there is no room among them.
"""

from __future__ import annotations

import json
from typing import Any

from zerolint.findings.file_report import FileReport
from zerolint.findings.understanding import Gap, Site
from zerolint.report.coordinates import location, place
from zerolint.report.paths import absolute
from zerolint.report.run import Run


def render(run: Run) -> str:
    """One object, as JSON text that ends with a newline."""
    known = [(report, report.understanding) for report in run.reports if report.understanding is not None]
    missed = [_site(report, site) for report, understanding in known for site in understanding.missed]
    sites = sum(understanding.sites for _, understanding in known)
    made = {
        "files": sum(report.checked for report in run.reports),
        "files_that_train": sum(understanding.trains for report, understanding in known if report.checked),
        "training_sites": sites,
        "understood": sites - len(missed),
        "not_understood": missed,
    }
    return json.dumps(made, indent=2) + "\n"


def _site(report: FileReport, site: Site) -> dict[str, Any]:
    return {
        **place(site.start, site.end, site.span),
        "code": site.code,
        "filename": absolute(report.filename),
        "not_known": [_gap(gap) for gap in site.gaps],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "cell": gap.start.cell if gap.start is not None else None,
        "code": gap.code or None,
        "location": location(gap.start) if gap.start is not None else None,
        "part": gap.part,
        "reason": gap.reason,
    }
