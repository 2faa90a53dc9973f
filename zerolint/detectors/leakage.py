"""Row provenance: rows that are trained on and tested on."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.context import certainty_of
from zerolint.detectors.dealing import misdealt
from zerolint.detectors.holding_out import Held, leaks
from zerolint.detectors.passes import divided
from zerolint.detectors.registry import Options, detects
from zerolint.detectors.reuse import reuses
from zerolint.detectors.roles import labels
from zerolint.detectors.sides import Side, context_window, cut_from, pairs
from zerolint.facts import Facts
from zerolint.facts.influences import Influence, Uses
from zerolint.facts.paths import certain
from zerolint.facts.places import NOWHERE, Code, Place, Step
from zerolint.facts.rows import Take, roots, shuffles
from zerolint.facts.values import NONE
from zerolint.facts.worlds import Overlap, overlap
from zerolint.finding import Certainty, Hit, Severity
from zerolint.remedy import Remedy, Replace, SetArgument


@detects("ZL101")
def train_test_overlap(facts: Facts, options: Options) -> Iterator[Hit]:
    """Rows that are evaluated on were cut from the rows that are trained on."""
    leaks: dict[Place, tuple[Side, Side, Overlap]] = {}
    for trained, tested in pairs(facts):
        if tested.place in leaks:
            continue
        shared = overlap(trained.rows, tested.rows)
        if shared is not None and shared.shared and not context_window(trained.rows, tested.rows):
            leaks[tested.place] = trained, tested, shared
    # Labels are cut like their inputs: one defect, told once, on the inputs.
    inputs = [leak for leak in leaks.values() if not labels(leak[1].name)]
    for trained, tested, shared in inputs or leaks.values():
        yield _hit(trained, tested, shared)


def _hit(trained: Side, tested: Side, shared: Overlap) -> Hit:
    whole = not cut_from(trained.value)
    count = f"share {shared.shared} of {shared.total} rows" if shared.counted and shared.total > 1 else "share rows"
    chance = shuffles(trained.rows) != shuffles(tested.rows)
    sure = shared.in_every_world and certain(tested.event.labels) and certain(trained.event.labels) and not chance
    certainty: Certainty = "proven" if sure else "likely"
    return Hit(
        at=tested.place,
        data={
            "test": tested.name or "the validation data",
            "here": Code(tested.place),
            "there": (trained.name or "the training data") if whole else Code(trained.place),
            "line": trained.event.place if whole else trained.place,
            "share": count,
        },
        because=(
            Step(trained.event.place if whole else trained.place, "these rows are trained on"),
            Step(tested.place, "these rows are evaluated on"),
        ),
        severity=None if shared.in_every_world else "info",
        certainty=certainty,
        defect=_boundary(trained, tested),
    )


def _boundary(trained: Side, tested: Side) -> tuple[object, ...]:
    """Where the two parts were cut, if that is written once for several arrays."""
    cuts = [rows for rows in (trained.rows, tested.rows) if isinstance(rows, Take)]
    given = [part.place for rows in cuts for part in (rows.start, rows.stop, rows.step) if part not in (None, NONE)]
    return tuple(given) if len(cuts) == 2 and NOWHERE not in given else ()


@detects("ZL102")
def training_data_as_validation(facts: Facts, options: Options) -> Iterator[Hit]:
    """The rows that a model is fitted on are all that it is tested on."""
    for reuse in reuses(facts):
        yield Hit(
            at=reuse.place,
            data={"score": reuse.score},
            because=(
                Step(reuse.fit.place, "the model is fitted on these rows"),
                Step(reuse.place, "and here it is asked about the same rows"),
            ),
            severity="info" if reuse.usual else None,
            certainty=certainty_of(reuse.event),
        )


@detects("ZL103")
def reshuffled_take_skip(facts: Facts, options: Options) -> Iterator[Hit]:
    """A dataset that is shuffled anew in every pass was cut in two by `take` and `skip`."""
    for taken, skipped in divided(facts):
        sure = all(certain(each.part.event.labels) for each in (taken, skipped))
        yield Hit(
            at=taken.shuffled.place,
            data={"taken": taken.name, "skipped": skipped.name, "line": skipped.cut.place},
            because=(
                Step(taken.cut.place, "the first rows of a pass go here"),
                Step(skipped.cut.place, "all but the first rows of another pass, in another order, go here"),
            ),
            severity="info" if taken.cached and skipped.cached else None,
            certainty="proven" if sure else "likely",
            remedies=(Remedy((SetArgument(taken.shuffled.place, "shuffle", KEPT, ("False",), position=2),)),),
        )


KEPT = "reshuffle_each_iteration"


@detects("ZL106")
def misordered_split_unpacking(facts: Facts, options: Options) -> Iterator[Hit]:
    """The names on the left contradict the order in which a split gives its parts."""
    for found in misdealt(facts):
        dealt, whole = found.first, found.whole
        changes = tuple(Replace(old, (Code(new),)) for old, new in found.renamed())
        call = dealt.bound.value.place
        yield Hit(
            at=dealt.bound.target,
            data={"name": dealt.bound.name, "what": dealt.what},
            because=(Step(call, "this gives the train part first, and both parts of one array before the next"),),
            severity="warning" if whole else None,
            certainty=certainty_of(dealt.bound),
            # Names that swap train and test throughout may be what was wanted, with a test_size that is meant.
            remedies=(Remedy(changes, grade="unsafe" if whole else None),) if changes else (),
        )


EFFECTS: dict[Uses, tuple[str, str, Severity]] = {
    "statistic": ("is taken over", "the test is not quite on unseen rows, though the effect is small", "warning"),
    "columns": ("is fitted on", "the test is not quite on unseen rows, though the effect is small", "warning"),
    "labels": ("uses the labels of", "the test score looks far better than on new rows", "error"),
    "copies": (
        "makes training rows out of",
        "near copies of them are trained on, so the test score is too good",
        "error",
    ),
}
"""What each kind of transformer does with held-out rows, what comes of it, and how bad that is."""


@detects("ZL105")
def preprocessing_before_split(facts: Facts, options: Options) -> Iterator[Hit]:
    """A transformer learned from rows that are held out afterwards."""
    for influence, held, clean in leaks(facts):
        does, effect, severity = EFFECTS[influence.uses]
        if clean:
            # Only a validation part is affected; the test that is reported is not.
            severity = "info" if severity == "warning" else "warning"
        yield Hit(
            at=influence.place,
            data={"transformer": influence.transformer, "does": does, "line": held.place, "effect": effect},
            because=(
                Step(influence.place, "this learns from all the rows it is given"),
                Step(held.place, "some of them are held out here"),
            ),
            severity=severity,
            certainty=certainty_of(held.event),
            defect=_preprocessing(influence, held),
        )


def _preprocessing(influence: Influence, held: Held) -> tuple[object, ...]:
    """One kind of transformer, before rows of one array are held out, is one mistake for all its columns."""
    kind = influence.uses if influence.uses == "statistic" else influence.transformer
    return kind, held.place, roots(influence.source.rows)
