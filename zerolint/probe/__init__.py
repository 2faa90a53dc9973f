"""Confirms findings by a short TensorFlow run of a program that is rebuilt from facts, never of the user's code.

The flow goes one way: facts -> `programs` (recipes: data) -> `claims` -> `isolation` (a process of its own, limits)
-> `worker` (the only part that imports TensorFlow) -> verdicts.
"""
