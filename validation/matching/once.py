"""A property computed once: functools.cached_property without the lock it takes before Python 3.12."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Once(Generic[Value]):
    """Decorates a method that becomes a property, computed when it is first asked for and kept in the instance."""

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __get__(self, instance: object, owner: type | None = None) -> Value:
        value = instance.__dict__[self._compute.__name__] = self._compute(instance)
        return value
