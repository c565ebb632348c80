"""Which names are one customer, found edge by edge (union-find with a bound on size)."""

from collections.abc import Iterator

# A domain or number that joins more names than this says nothing of who they are.
LARGEST = 60


class Customers:
    """Names joined into customers; one that nothing joined is a customer of its own."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._size: dict[int, int] = {}

    def of(self, name: int) -> int:
        root = name
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(name, name)) != root:
            self._parent[name] = root
            name = above
        return root

    def join(self, one: int, two: int) -> None:
        one, two = sorted((self.of(one), self.of(two)))
        size = self._size.get(one, 1) + self._size.get(two, 1)
        if one != two and size <= LARGEST:
            self._parent[two] = one
            self._size[one] = size
            self._size.pop(two, None)

    def joined(self) -> Iterator[tuple[int, int]]:
        """Every name that another speaks for, with that other."""
        for name in self._parent:
            yield name, self.of(name)
