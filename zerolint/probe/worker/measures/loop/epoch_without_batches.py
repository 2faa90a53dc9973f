"""A later epoch sees fewer batches than the first; of a generator that never ends, none does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Status, Verdict
from zerolint.probe.worker.libraries import keras, numpy
from zerolint.probe.worker.measures.registry import measures, number


@measures("epoch-without-batches")
def epoch_without_batches(claim: Claim) -> Verdict:
    """A later epoch sees fewer batches than the first; of a generator that never ends, none does."""
    details = claim.details
    counts, losses = _counted(details["batches"], details["steps"], details["epochs"])
    told = f"batches in each epoch {', '.join(map(str, counts))}, loss {', '.join(map(number, losses))}"
    if min(counts) >= counts[0]:
        return Verdict("refuted", told, {"fewest_batches": float(min(counts))}, losses)
    steps = details["steps"] or counts[0]
    full, better = _counted(-1, steps, details["epochs"])
    told += f"; with one that never ends {', '.join(map(str, full))}, loss {', '.join(map(number, better))}"
    status: Status = "confirmed" if min(full) >= full[0] else "inconclusive"
    return Verdict(status, told, {"fewest_batches": float(min(counts))}, losses, better)


def _counted(batches: int, steps: int | None, epochs: int) -> tuple[list[int], tuple[float, ...]]:
    """How many batches each epoch sees and the loss that it reports; -1 batches never end."""
    keras().utils.set_random_seed(1)
    counts: list[int] = []
    rows = numpy().random.default_rng(0).normal(size=(32, 4)).astype("float32")

    def generator() -> Iterator[tuple[Any, Any]]:
        given = 0
        while batches < 0 or given < batches:
            given += 1
            yield rows, rows[:, :1]

    class Counting(keras().callbacks.Callback):  # type: ignore[misc]
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            counts.append(0)

        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            counts[-1] += 1

    model = keras().Sequential([keras().Input((4,)), keras().layers.Dense(1)])
    model.compile("adam", "mse")
    if batches < 0 and steps is None:
        steps = 8
    done = model.fit(generator(), steps_per_epoch=steps, epochs=epochs, callbacks=[Counting()], verbose=0)
    return counts, tuple(map(float, done.history.get("loss", [])))
