"""The pages' promises, measured: each bad example is run in real TensorFlow and is bad; mended ones and look-alikes are not."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.measuring import Figures, measured_by
from zerolint.catalog.catalog import load
from zerolint.catalog.page import Example

pytestmark = pytest.mark.tensorflow

RUNNER = Path(__file__).with_name("run_examples.py")


def output_is_constant(figures: Figures) -> bool:
    """ZL201: some output of the model is the same for every row."""
    return bool(figures["spread"] < 1e-6)


def costs_nothing(figures: Figures) -> bool:
    """ZL202: the loss is 0 with the first weights and with the last."""
    losses = [figures[name] for name in ("loss_before", "loss_after", "cost") if name in figures]
    return bool(losses) and all(abs(each) < 1e-6 for each in losses)


def counts_for_nothing(figures: Figures) -> bool:
    """ZL206: every epoch's loss is 0, and not one weight moved."""
    return bool(figures["movement"] == 0 and set(figures["history"]["loss"]) == {0})


def becomes_infinite(figures: Figures) -> bool:
    """ZL402: some epoch's loss is inf or NaN, or the gradient taken by hand is."""
    losses = figures["history"]["loss"] if "history" in figures else [figures["cost"]]
    return not (figures.get("finite", True) and all(map(math.isfinite, losses)))


def learns_nothing(figures: Figures) -> bool:
    """ZL413: all rows get the same answer, or the loss is not finite."""
    return figures["spread"] < 1e-6 or not math.isfinite(figures["loss_after"])


def stands_still(figures: Figures) -> bool:
    """ZL301: no kernel entry changed, or the loss moved by less than 0.1 %, the least share that a message tells."""
    moved = abs(figures["loss_after"] - figures["loss_before"]) / figures["loss_before"]
    return bool(figures["kernels_unchanged"] >= 0.97 or moved < 1e-3)


def does_not_descend(figures: Figures) -> bool:
    """ZL302: not one weight moved, or the loss climbed."""
    return bool(figures["movement"] == 0 or figures["loss_after"] > figures["loss_before"])


def moves_nothing(figures: Figures) -> bool:
    """ZL306: not one weight moved, or the cost of each step is that of the first."""
    return bool(figures["movement"] == 0 if "movement" in figures else len(set(figures.get("costs", ()))) == 1)


def climbs(figures: Figures) -> bool:
    """ZL316: each step makes the cost larger."""
    costs = figures.get("costs", ())
    return len(costs) > 1 and all(costs[i] < costs[i + 1] for i in range(len(costs) - 1))


def overshoots(figures: Figures) -> bool:
    """ZL317: the loss is higher than before the first step, or not finite."""
    return not figures["loss_after"] <= figures["loss_before"]


def reports_zero(figures: Figures) -> bool:
    """ZL501: each epoch's loss is exactly 0 while the weights move."""
    losses = figures["history"].get("loss", [])
    return bool(losses) and set(losses) == {0.0} and figures["movement"] > 0


def stays_alike(figures: Figures) -> bool:
    """ZL308: no kernel entry changed, or all units of a layer are still the same after training."""
    return figures["kernels_unchanged"] == 1 or any(
        distinct == 1 < count for distinct, count in figures["distinct_units"]
    )


def runs_dry(figures: Figures) -> bool:
    """ZL502: a later epoch sees fewer batches than the first, and where it sees none its loss is exactly 0."""
    batches, losses = figures["batches"], figures["history"]["loss"]
    return min(batches) < batches[0] and all(
        loss == 0 for count, loss in zip(batches, losses, strict=True) if not count
    )


VERDICTS: dict[str, Callable[[Figures], bool]] = {
    "ZL201": output_is_constant,
    "ZL202": costs_nothing,
    "ZL206": counts_for_nothing,
    "ZL402": becomes_infinite,
    "ZL413": learns_nothing,
    "ZL301": stands_still,
    "ZL302": does_not_descend,
    "ZL306": moves_nothing,
    "ZL308": stays_alike,
    "ZL316": climbs,
    "ZL317": overshoots,
    "ZL501": reports_zero,
    "ZL502": runs_dry,
}
CODES = tuple(VERDICTS)


def scripts(code: str) -> dict[str, str]:
    """All scripts of a page by kind and title; a bad example's mended text beside it."""
    rule = load().find(code)
    found = {name(example): example.code for example in (*rule.bad, *rule.good)}
    return found | {f"fixed {each.title}": each.fixed for each in rule.bad if each.fixed is not None}


def name(example: Example) -> str:
    return f"{example.kind} {example.title}"


@cache
def figures_of(code: str) -> dict[str, Figures]:
    """What all scripts of a page do."""
    return measured_by(RUNNER, scripts(code))


def measured(code: str, title: str) -> Figures:
    figures = figures_of(code)[title]
    assert "error" not in figures, figures["error"]
    return figures


def examples(kind: str, *codes: str) -> list[Any]:
    rules = [load().find(code) for code in codes]
    return [
        pytest.param(rule.code, example, id=f"{rule.code}-{example.slug}", marks=pytest.mark.xdist_group(rule.code))
        for rule in rules
        for example in (rule.bad if kind == "bad" else rule.good)
    ]


def descends_plainly(parameters: Any) -> bool:
    """Whether an example is trained by stochastic gradient descent."""
    return "sgd" in parameters.values[1].code.lower()


@pytest.mark.parametrize(("code", "example"), examples("bad", *CODES))
def test_bad_example_is_bad(code: str, example: Example) -> None:
    figures = measured(code, name(example))
    assert VERDICTS[code](figures), figures


@pytest.mark.parametrize(("code", "example"), examples("bad", *CODES))
def test_mended_example_is_not(code: str, example: Example) -> None:
    figures = measured(code, f"fixed {example.title}")
    assert not VERDICTS[code](figures), figures


@pytest.mark.parametrize(("code", "example"), examples("good", *CODES))
def test_good_example_is_not(code: str, example: Example) -> None:
    """Scripts without a fit (adversarial steps, gradient ascent on an image) only have to run."""
    figures = measured(code, name(example))
    assert not figures or not VERDICTS[code](figures), figures


@pytest.mark.parametrize(("code", "example"), examples("bad", "ZL215"))
def test_squared_error_has_the_weaker_gradient(code: str, example: Example) -> None:
    """From the same weights, by the ratio that the page's probe asks for; but it does learn."""
    slow, fast = measured(code, name(example)), measured(code, f"fixed {example.title}")
    probe = load().find(code).probe
    assert probe is not None
    assert slow["gradient"] < probe["confirm"]["most_gradient_ratio"] * fast["gradient"]
    assert 0 < slow["loss_after"] < slow["loss_before"]


@pytest.mark.parametrize(("code", "example"), [each for each in examples("bad", "ZL215") if descends_plainly(each)])
def test_squared_error_is_slower_under_plain_gradient_descent(code: str, example: Example) -> None:
    """After the same epochs. Not asserted for Adam, which makes up for a weak gradient: there it is a toss-up."""
    slow, fast = measured(code, name(example)), measured(code, f"fixed {example.title}")
    assert slow["log_loss"] > fast["log_loss"]


@pytest.mark.parametrize(("code", "example"), examples("good", "ZL215"))
def test_look_alike_of_a_classifier_learns(code: str, example: Example) -> None:
    figures = measured(code, name(example))
    assert not figures or figures["loss_after"] < figures["loss_before"], figures


@pytest.mark.parametrize(("code", "example"), examples("bad", "ZL203"))
def test_clipped_predictions_learn_less(code: str, example: Example) -> None:
    """From the same weights after the same epochs, by the ratio that the page's probe asks for."""
    clipped, told = measured(code, name(example)), measured(code, f"fixed {example.title}")
    probe = load().find(code).probe
    assert probe is not None
    assert told["loss_after"] < probe["confirm"]["most_loss_ratio"] * clipped["loss_after"]


@pytest.mark.parametrize(("code", "example"), examples("bad", "ZL221"))
def test_sigmoids_of_classes_do_not_sum_to_one(code: str, example: Example) -> None:
    """By as much as the page's probe asks for; those of a softmax do."""
    probe = load().find(code).probe
    assert probe is not None
    least = probe["confirm"]["least_distance_from_one"]
    assert measured(code, name(example))["off_one"] > least > measured(code, f"fixed {example.title}")["off_one"]


@pytest.mark.parametrize(("code", "example"), examples("bad", "ZL209"))
def test_targets_out_of_reach_cost_more(code: str, example: Example) -> None:
    """From the same weights after the same epochs, less than half of the loss is left without the activation."""
    bounded, linear = measured(code, name(example)), measured(code, f"fixed {example.title}")
    assert linear["loss_after"] < 0.5 * bounded["loss_after"]


@pytest.mark.parametrize(("code", "example"), examples("bad", "ZL205"))
def test_a_second_activation_gives_the_loss_a_floor(code: str, example: Example) -> None:
    """The mended model gets below what the other cannot reach: ln(1 + (k - 1) / e), or for a sigmoid ln(1 + 1 / e)."""
    twice, once = measured(code, name(example)), measured(code, f"fixed {example.title}")
    floor = math.log1p(max(twice["columns"] - 1, 1) / math.e)
    assert once["loss_after"] < floor < twice["loss_after"]


def test_keras_goes_behind_a_softmax_that_comes_last() -> None:
    """Why from_logits=True is only info there: it changes no digit."""
    script = next(each.code for each in load().find("ZL205").good if each.title.startswith("from_logits=True"))
    probabilities = script.replace("from_logits=True", "from_logits=False")
    told = measured_by(RUNNER, {"logits": script, "probabilities": probabilities})
    assert told["logits"]["loss_after"] == told["probabilities"]["loss_after"]


@pytest.mark.parametrize(("code", "example"), examples("good", "ZL203", "ZL205", "ZL209", "ZL221"))
def test_look_alike_of_a_broken_contract_learns(code: str, example: Example) -> None:
    figures = measured(code, name(example))
    assert "loss_after" not in figures or figures["loss_after"] < figures["loss_before"], figures


@pytest.mark.parametrize(("code", "example"), examples("bad", "ZL602"))
def test_a_linear_stack_misses_what_the_mended_one_learns(code: str, example: Example) -> None:
    """The targets are products and signs of products, of which a linear function knows nothing."""
    linear, mended = measured(code, name(example)), measured(code, f"fixed {example.title}")
    assert mended["loss_after"] < 0.5 * linear["loss_after"]


@pytest.mark.parametrize(("code", "example"), examples("good", "ZL602"))
def test_look_alike_of_a_linear_stack_learns(code: str, example: Example) -> None:
    figures = measured(code, name(example))
    assert figures["loss_after"] < figures["loss_before"], figures


@pytest.mark.parametrize(("code", "example"), examples("bad", "ZL601"))
def test_a_head_on_a_map_is_refused_or_answers_for_each_position(code: str, example: Example) -> None:
    figures = figures_of(code)[name(example)]
    assert figures.get("error", "").startswith("ValueError: Argument") or figures["axes"] > 2, figures
    assert measured(code, f"fixed {example.title}")["axes"] == 2


@pytest.mark.parametrize(("code", "example"), examples("good", "ZL601"))
def test_look_alike_of_a_head_on_a_map_learns(code: str, example: Example) -> None:
    figures = measured(code, name(example))
    assert figures["loss_after"] < figures["loss_before"], figures
