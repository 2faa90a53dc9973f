"""Rows that something is chosen on, and that then tell how good the choice is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, CallbackMade, CrossValidated, Evaluated, Event, Fitted, WeightsLoaded
from zerolint.facts.graphs import ancestors
from zerolint.facts.overlaps import overlap
from zerolint.facts.paths import contradict
from zerolint.facts.places import Place
from zerolint.facts.rows import Root, Rows
from zerolint.facts.scores import Scored
from zerolint.facts.values import Known, Object, Tensor, Unknown, Value
from zerolint.queries.dataset_roles import names_of, tests_of, validates
from zerolint.queries.judgements import Judgement, Judgements
from zerolint.queries.monitors import watching
from zerolint.queries.resubstitution import same_rows

SHIPPED = ("keras.datasets.", "tfds.", "tensorflow_datasets.", "sklearn.datasets.")
"""Loaders of the data sets that one practises on, some of which come as a training part and a test part alone."""


class Selection(NamedTuple):
    """What is `chosen`, at `place`, on the rows `judged`, and the `report` of how it does on those `tested`.

    `mild`: it is hardly chosen by its best figure, or the data are there to practise on.
    """

    chosen: str
    place: Place
    event: Event
    report: Event
    judged: Value
    tested: Value
    mild: bool = False


def selections(facts: Facts) -> Iterator[Selection]:
    """Every choice on the rows that are reported, each told once."""
    names = names_of(facts)
    told: set[Place] = set()
    judgements = Judgements(facts)
    for each in (*_thresholds(facts, judgements), *_parameters(facts, judgements), *_epochs(facts)):
        if each.place not in told and not _for_validation(each, names) and not _trained_on(facts, each):
            told.add(each.place)
            yield each


def _for_validation(each: Selection, names: dict[int, list[Bound]]) -> bool:
    """Whether a name says that the rows are there to choose on: then the report is one of the validation."""
    values = [part for value in (each.judged, each.tested) for part in (value, *ancestors(value))]
    keys = {part.key for part in values if isinstance(part, (Tensor, Unknown, Object))}
    return any(validates(bound.name) for key in keys for bound in names.get(key, ()))


def _trained_on(facts: Facts, each: Selection) -> bool:
    """Whether what is reported is how the model does on the rows that it is fitted on."""
    fits = [fit for fit in facts.of(Fitted) if fit.place != each.place]
    return any(same_rows(value, each.tested) for fit in fits for value in (fit.x, fit.y))


def _thresholds(facts: Facts, judgements: Judgements) -> Iterator[Selection]:
    """Answers that depend on how answers about the same rows were judged: a threshold, the weights of an ensemble."""
    for report in facts.of(Scored):
        for judgement in judgements.behind(report.predicted):
            scored = judgement.event
            earlier = scored.order < report.order and not contradict(scored.labels, report.labels)
            if isinstance(scored, Scored) and earlier and same_rows(judgement.y, report.true):
                curve = scored.method.endswith("_curve")
                if curve and not judgements.picks(report.predicted, judgement, in_turn=report.repeated):
                    continue
                what = "the threshold is" if curve else "these answers are"
                yield Selection(what, scored.place, scored, report, judgement.y, report.true)


def _parameters(facts: Facts, judgements: Judgements) -> Iterator[Selection]:
    """Models made as it was best for the rows that they are tested on."""
    for fit in facts.of(Fitted):
        found = list(judgements.behind(fit.model, of_model=True))
        for report in tests_of(facts, fit) if found else ():
            for judgement in () if report.predicts else found:
                if not contradict(judgement.event.labels, report.labels) and _on_rows_of(judgement, report):
                    at = judgement.event.place
                    yield Selection("the parameters are", at, judgement.event, report, judgement.x, report.x)


def _on_rows_of(judgement: Judgement, report: Evaluated) -> bool:
    """Whether all that is reported on was there when the parameters were judged."""
    if not isinstance(judgement.event, CrossValidated):
        return same_rows(judgement.y, report.y)
    known, tested = _rows(judgement.x), _rows(report.x)
    shared = None if known is None or tested is None else overlap(known, tested)
    return shared is not None and shared.in_every_world and shared.whole


def _rows(value: Value) -> Rows | None:
    """The rows that a value holds: of what is only known by identity, a root of its own."""
    if isinstance(value, Unknown) and value.key:
        return Root(value.key)
    return value.rows if isinstance(value, Tensor) else None


def _epochs(facts: Facts) -> Iterator[Selection]:
    """Fits that end, or whose weights are kept, by their cost on the rows that the model is tested on later."""
    watched = {made.callback.key: (made, name) for made, name, monitor in watching(facts) if monitor.startswith("val_")}
    for fit in facts.of(Fitted):
        held = [watched[each.key] for each in fit.callbacks or () if isinstance(each, Object) and each.key in watched]
        if not fit.validation or not held or same_rows(fit.x, fit.validation[0]):
            continue
        reports = list(_reports(facts, fit))
        if not reports or _tested_elsewhere(facts, fit):
            continue
        report = reports[0]
        for made, name in held:
            best = _keeps_best(facts, fit, made, name, report)
            if best or name == "EarlyStopping":
                mild = not best or _shipped(fit.validation[0])
                what = "the epoch is"
                judged = fit.validation[0]
                yield Selection(what, fit.validation_place, fit, report, judged, judged, mild)


def _keeps_best(facts: Facts, fit: Fitted, made: CallbackMade, name: str, report: Event) -> bool:
    """Whether the reported model has the weights of the best epoch: restored, or loaded from where they were saved."""
    given = facts.arguments(made.callback)
    if name == "EarlyStopping":
        return given.get("restore_best_weights") == Known(True)
    path = given.get("filepath")
    loads = [each for each in facts.of(WeightsLoaded) if fit.order < each.order < report.order]
    return name == "ModelCheckpoint" and any(_same_path(path, each.path) for each in loads)


def _same_path(saved: Value | None, loaded: Value) -> bool:
    """Whether a file may be the one that was written; a name with the epoch in it is written in many ways."""
    if isinstance(saved, Known) and isinstance(loaded, Known):
        return saved == loaded or "{" in str(saved.value)
    return saved is not None and not isinstance(loaded, Known)


def _models(facts: Facts, fit: Fitted) -> list[Value]:
    """The fitted model, and those that are loaded and never fitted."""
    fitted = [each.model for each in facts.of(Fitted)]
    loaded = {each.place for each in facts.of(WeightsLoaded) if each.order > fit.order}
    asked = [each.model for each in facts.of(Evaluated) if isinstance(each.model, Object)]
    return [fit.model, *(each for each in asked if each.place in loaded and each not in fitted)]


def _reports(facts: Facts, fit: Fitted) -> Iterator[Event]:
    """Where the model is scored on the rows that validated its fit."""
    x, y = fit.validation[0], fit.validation[1] if len(fit.validation) > 1 else None
    models = _models(facts, fit)
    asked = False
    for event in facts.events:
        if event.order <= fit.order or contradict(fit.labels, event.labels):
            continue
        if isinstance(event, Evaluated) and event.model in models and same_rows(x, event.x):
            asked = asked or event.predicts
            if not event.predicts:
                yield event
        elif isinstance(event, Scored) and asked and y is not None and same_rows(y, event.true):
            yield event


def _tested_elsewhere(facts: Facts, fit: Fitted) -> bool:
    """Whether other rows test the model as well: then the reported ones were for validation."""
    known = [fit.x, fit.y, *fit.validation]
    models = _models(facts, fit)
    for event in facts.of(Evaluated):
        if event.model in models and not event.predicts and not any(same_rows(each, event.x) for each in known):
            return True
    return any(not any(same_rows(each, scored.true) for each in known) for scored in facts.of(Scored))


def _shipped(value: Value) -> bool:
    return any(each.operator.startswith(SHIPPED) for each in ancestors(value))
