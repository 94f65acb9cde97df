"""Sets of things that belong together, joined two by two."""

from collections import defaultdict


class Components:
    """Disjoint sets with path halving; a thing never joined is alone."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def find(self, thing: str) -> str:
        """The one that stands for the whole set."""
        parents = self._parents
        parents.setdefault(thing, thing)
        while parents[thing] != thing:
            parents[thing] = parents[parents[thing]]
            thing = parents[thing]
        return thing

    def join(self, one: str, other: str) -> None:
        """Put two sets into one; the smaller name stands for it, so that order of joining does not matter."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parents[second] = first

    def same(self, one: str, other: str) -> bool:
        """Whether two things are in one set."""
        return self.find(one) == self.find(other)

    def sets(self) -> list[list[str]]:
        """All sets, each sorted, in the order of their first members."""
        members: dict[str, list[str]] = defaultdict(list)
        for thing in sorted(self._parents):
            members[self.find(thing)].append(thing)
        return [members[key] for key in sorted(members)]
