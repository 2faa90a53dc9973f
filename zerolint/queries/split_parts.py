"""The two parts of a split: whether the script trains on the one and tests on the other."""

from __future__ import annotations

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Evaluated, Fitted, Split
from zerolint.facts.graphs import ancestors
from zerolint.facts.values import Tensor, Value
from zerolint.queries.dataset_roles import Role, role_of


def plays(facts: Facts, parts: tuple[Value, ...], role: Role) -> bool:
    """Whether some of these arrays are called by this role, or used in it."""
    keys = {each.key for each in parts if isinstance(each, Tensor)}
    if any(getattr(each.value, "key", 0) in keys and role_of(each.name) == role for each in facts.of(Bound)):
        return True
    if role == "train":
        used: list[Value] = [fit.x for fit in facts.of(Fitted)]
    else:
        used = [each.x for each in facts.of(Evaluated)]
        used += [fit.validation[0] for fit in facts.of(Fitted) if fit.validation]
    return any(each.key in keys for value in used for each in ancestors(value))


def trains_and_tests(facts: Facts, split: Split) -> bool:
    """Whether one part of a split is for training and the other for testing, and none is a mere sample of the rows."""
    return plays(facts, split.train, "train") and plays(facts, split.test, "test")


def in_other_sizes(facts: Facts, split: Split) -> bool:
    """Whether the same call splits in other sizes as well."""
    sizes = (split.train_size, split.test_size)
    return any(each.place == split.place and (each.train_size, each.test_size) != sizes for each in facts.of(Split))
