"""The operations of the programs, by the kind of what they are done to."""

from __future__ import annotations

from inspect import isfunction
from types import ModuleType

from tests.leakage.random_splits import array_operations, dataset_operations, frame_operations, list_operations
from tests.leakage.random_splits.programs import Step


def _steps(module: ModuleType) -> list[Step]:
    """All operations that a module has."""
    return [each for each in vars(module).values() if isfunction(each) and each.__module__ == module.__name__]


OPERATIONS = {
    "array": _steps(array_operations),
    "frame": [*_steps(frame_operations), array_operations.train_test],
    "list": [*_steps(list_operations), array_operations.train_test],
    "dataset": _steps(dataset_operations),
}
