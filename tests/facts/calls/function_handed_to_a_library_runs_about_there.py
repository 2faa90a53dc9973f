import optuna

import runner

size = 8


def objective(trial):
    # fact: size = 8
    return size


def later(trial, rate=0.1):
    # fact: size = 99
    # fact: rate = 0.1
    return size


def called(trial):
    # fact: size = 16
    return size


def never(trial):
    # fact: size = 99
    return size


def inner(work):
    def step(batch):
        # fact: size = 8
        return batch

    runner.start(step)
    return work


optuna.create_study().optimize(objective, n_trials=3)
runner.start(later)
runner.start(called)
runner.start(inner)
size = 16
called(None)
size = 99
