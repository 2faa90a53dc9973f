"""Places: the numbers by which facts name expressions, and the nodes and files that they stand for."""

from __future__ import annotations

import libcst as cst

from zerolint.facts.places import Place
from zerolint.source.read import Spot

_NO_NODE = cst.EmptyLine()
"""Stands for what is written in no module."""


class Places:
    """Gives places away; every node has one, once it was asked for."""

    def __init__(self) -> None:
        self.nodes: list[cst.CSTNode] = []
        self.quoted: dict[Place, cst.CSTNode] = {}
        """Code that stands in a string, by its places."""
        self.outside: dict[Place, Spot] = {}
        """Places in files that are no modules."""
        self._places: dict[int, Place] = {}

    def place(self, node: cst.CSTNode) -> Place:
        """The place of a node; the same node always has the same place."""
        place = self._places.get(id(node))
        if place is None:
            place = self._places[id(node)] = Place(len(self.nodes))
            self.nodes.append(node)
        return place

    def place_of(self, spot: Spot) -> Place:
        """The place of what stands in a file that is no module."""
        place = Place(len(self.nodes))
        self.nodes.append(_NO_NODE)
        self.outside[place] = spot
        return place

    def quote(self, module: cst.Module, place: Place) -> None:
        """Put all nodes of code out of a string at the place of the string."""
        waiting: list[cst.CSTNode] = [module]
        while waiting:
            node = waiting.pop()
            waiting += node.children
            own = self._places[id(node)] = Place(len(self.nodes))
            self.nodes.append(self.nodes[place])
            self.quoted[own] = node
