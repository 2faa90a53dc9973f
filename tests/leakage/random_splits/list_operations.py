"""Operations on lists that move rows."""

from __future__ import annotations

from tests.leakage.random_splits.programs import Program


def list_window(p: Program, x: str) -> None:
    p.write(f"{p.new('list')} = {x}[{p.bound(x)}:{p.bound(x)}]")


def list_sides(p: Program, x: str) -> None:
    cut = p.bound(x) or "9"
    p.write(f"{p.new('list')}, {p.new('list')} = {x}[:{cut}], {x}[{cut}:]")


def list_joined(p: Program, x: str) -> None:
    first = p.number()
    p.write(f"{p.new('list')} = {x}[:{first}] + {x}[{first + p.number()}:]")


def list_shuffled(p: Program, x: str) -> None:
    name, cut = p.new("list"), p.number()
    p.write(f"{name} = list({x})")
    p.write(f"random.shuffle({name})")
    p.write(f"{p.new('list')}, {p.new('list')} = {name}[:{cut}], {name}[{cut}:]")


def list_sample(p: Program, x: str) -> None:
    p.write(f"{p.new('list')} = random.sample({x}, {p.number(5)})")


def as_array(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = np.array({x})")
