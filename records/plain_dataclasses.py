"""Plain dataclasses (frozen, with slots) are made in less than half of the time that `dataclasses` takes.

That writes six methods of a class as text, runs each, sets one after the other, and makes the class once more for its
slots: of a hundred and thirty classes this is a tenth of a first answer. Here only `__init__` is written; the others
know the names of the fields, and the class is made once more with all of them.

What is not plain `dataclasses` makes as ever, errors included: a class that inherits, has no docstring, or has one of
the methods itself; a field that belongs to no object, or has other settings than a default, `repr` and `compare`.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from types import CodeType
from typing import Any, ClassVar

Compile = Callable[[str, str], CodeType]  # takes a text and the module that it is of
Fields = dict[str, Field[Any]]
PLAIN = {"frozen": True, "slots": True}


@dataclasses.dataclass(frozen=True, slots=True)
class _Sample:
    """What plain classes have alike."""

    value: int


_ALIKE = {
    name: found
    for name, found in vars(_Sample).items()
    if name in ("__dataclass_params__", "__getstate__", "__setstate__", "__replace__")
}
_MADE = frozenset(vars(_Sample)) - {"__module__", "__doc__", "__annotations__", "value"} | {"__post_init__"}
_PLAIN_FIELD = dataclasses.fields(_Sample)[0]
_IN_INIT = ("self", "_set_", "_of_", "_not_given")  # names that `__init__` has itself, or how they begin


def making_plain_ones(compiled: Compile) -> Callable[..., Any]:
    """What takes the place of `dataclasses.dataclass`."""
    usual = dataclasses.dataclass

    def dataclass(cls: type | None = None, /, **how: Any) -> Any:
        if cls is not None or how != PLAIN:
            return usual(cls, **how)
        return lambda one: usual(**how)(one) if (fields := _fields_of(one)) is None else _made(one, fields, compiled)

    return dataclass


def _fields_of(cls: type) -> Fields | None:
    """The fields of a plain class."""
    own = vars(cls)
    kinds = own.get("__annotations__", {})
    if type(cls) is not type or cls.__bases__ != (object,) or not cls.__doc__ or not _MADE.isdisjoint(own):
        return None
    strays = any(isinstance(value, Field) and name not in kinds for name, value in own.items())
    named = any(name.startswith(_IN_INIT) for name in kinds)
    if strays or named or not all(map(_belongs, kinds.values())):
        return None
    fields = {name: _field(own.get(name, MISSING)) for name in kinds}
    given = [one.default is not MISSING or one.default_factory is not MISSING for one in fields.values()]
    if given != sorted(given) or not all(map(_is_plain, fields.values())):
        return None
    for name, one in fields.items():
        one.name, one.type, one.kw_only = name, kinds[name], False
        one._field_type = _PLAIN_FIELD._field_type  # type: ignore[attr-defined]
    return fields


def _belongs(kind: Any) -> bool:
    """Is a field of this type one of each object?"""
    if isinstance(kind, str | dataclasses.InitVar) or kind in (ClassVar, dataclasses.InitVar, dataclasses.KW_ONLY):
        return False
    return getattr(kind, "__origin__", None) is not ClassVar


def _field(given: Any) -> Field[Any]:
    return given if isinstance(given, Field) else dataclasses.field(default=given)


def _is_plain(field: Field[Any]) -> bool:
    as_usual = field.init and field.hash is None and field.kw_only is MISSING
    return as_usual and type(field.default).__hash__ is not None


def _made(cls: type, fields: Fields, compiled: Compile) -> type:
    names = tuple(fields)
    left = {*fields, "__dict__", "__weakref__"}
    own = {name: value for name, value in vars(cls).items() if name not in left}
    methods = (_init(cls, fields, compiled), *_methods(cls, fields))
    for method in methods:
        method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
        method.__module__ = cls.__module__
    made = {
        "__dataclass_fields__": fields,
        "__match_args__": names,
        "__slots__": names,
        "__qualname__": cls.__qualname__,
    }
    plain = type(cls.__name__, (object,), {**own, **_ALIKE, **made, **{one.__name__: one for one in methods}})
    methods[0].__globals__.update((f"_set_{name}", vars(plain)[name].__set__) for name in names)
    return plain


def _init(cls: type, fields: Fields, compiled: Compile) -> Any:
    """`__init__`, of which the code is that of its text; what it takes from elsewhere are globals of its own. Of them
    what sets the slots is to come, which takes half as long as `object.__setattr__`."""
    around: dict[str, Any] = {"_not_given": _NOT_GIVEN}
    taken, body = ["self"], []
    for name, one in fields.items():
        value = name
        if one.default is not MISSING:
            around[f"_of_{name}"] = one.default
            taken.append(f"{name}=_of_{name}")
        elif one.default_factory is not MISSING:
            around[f"_of_{name}"] = one.default_factory
            taken.append(f"{name}=_not_given")
            value = f"_of_{name}() if {name} is _not_given else {name}"
        else:
            taken.append(name)
        body.append(f" _set_{name}(self, {value})\n")
    text = f"def __init__({', '.join(taken)}):\n{''.join(body) or ' pass'}"
    exec(compiled(text, cls.__module__), around)  # noqa: S102  # what was just written
    made = around["__init__"]
    made.__annotations__ = {**{name: one.type for name, one in fields.items()}, "return": None}
    return made


class _NotGiven:
    """As `dataclasses` shows that a value is made for each object."""

    def __repr__(self) -> str:
        return "<factory>"


_NOT_GIVEN = _NotGiven()


def _methods(cls: type, fields: Fields) -> tuple[Any, ...]:
    shown = tuple(name for name, one in fields.items() if one.repr)
    values = _values_of(tuple(name for name, one in fields.items() if one.compare))

    @recursive_repr()
    def __repr__(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"

    def __eq__(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values(self))

    def __setattr__(self: Any, name: str, value: Any) -> None:
        if type(self) is cls or name in fields:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)  # type: ignore[arg-type]  # an object of the class or of a subclass

    def __delattr__(self: Any, name: str) -> None:
        if type(self) is cls or name in fields:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)  # type: ignore[arg-type]

    return __repr__, __eq__, __hash__, __setattr__, __delattr__


def _values_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What an object's fields of these names hold."""
    if len(names) == 1:
        value = attrgetter(*names)
        return lambda one: (value(one),)
    return attrgetter(*names) if names else lambda _: ()
