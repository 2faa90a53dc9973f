"""What was not understood, in words: a training site's gaps as a sentence."""

from __future__ import annotations

from zerolint.findings.position import line
from zerolint.findings.understanding import Gap, Site


def told(site: Site) -> str:
    """All gaps of a site: ``model: own module nets (`build_net()`, line 8); rows: the name batches``."""
    return "; ".join(map(_gap, site.gaps))


def _gap(gap: Gap) -> str:
    where = [] if not gap.code or gap.reason.endswith(gap.code) else [f"`{gap.code}`"]
    if gap.start is not None:
        where.append(f"{gap.elsewhere}:{gap.start.row}" if gap.elsewhere else line(gap.start))
    text = f"{gap.part}: {gap.reason}"
    return f"{text} ({', '.join(where)})" if where else text
