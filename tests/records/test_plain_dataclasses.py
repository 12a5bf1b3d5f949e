"""Plain dataclasses are the same as those that Python makes, and what is not plain is made by it."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import InitVar, dataclass, field
from typing import Any, ClassVar

import pytest

from records import plain_dataclasses
from records.plain_dataclasses import making_plain_ones

quick = making_plain_ones(lambda text, _module: compile(text, "<string>", "exec"))


def places(make: Callable[..., Any]) -> tuple[type, ...]:
    @make(frozen=True, slots=True)
    class Nothing:
        """No field."""

    @make(frozen=True, slots=True)
    class Place:
        """One field."""

        name: str

        def upper(self) -> str:
            return self.name.upper()

    @make(frozen=True, slots=True)
    class Found:
        """Several, with all that a plain one may have."""

        value: Any
        name: Any = None
        pages: tuple[int, ...] = ()
        told: list[int] = field(default_factory=list, compare=False, repr=False)
        kind: str = field(default="x", repr=False)
        MOST: Any = 3

        @property
        def first(self) -> int:
            return self.pages[0]

        @classmethod
        def of(cls, value: Any) -> Any:
            return cls(value)

    return Nothing, Place, Found


USUAL, QUICK = places(dataclass), places(quick)
GIVEN: tuple[tuple[int, tuple[Any, ...], dict[str, Any]], ...] = (
    (0, (), {}),
    (1, ("a",), {}),
    (1, (), {"name": "b"}),
    (2, (1,), {}),
    (2, (1, "a", (2, 3)), {"told": [4], "kind": "y"}),
    (2, (1.5,), {"MOST": None}),
    (2, ([1],), {}),
)


def told(cls: type, *given: Any, **named: Any) -> dict[str, Any]:
    """What there is to see of a class and an object of it."""
    one, same = (cls(*given, **named) for _ in range(2))
    seen = {"repr": repr(one), "same": one == same, "else": one == 1, "dict": dataclasses.asdict(one)}
    for name, act in {
        "hash": lambda: hash(one),
        "assign": lambda: setattr(one, "name", 1),
        "new": lambda: setattr(one, "new", 1),
        "delete": lambda: delattr(one, "name"),
        "too many": lambda: cls(*range(9)),
        "replace": lambda: repr(dataclasses.replace(one, **named)),
        "copy": lambda: repr(copy.copy(one)) + str(copy.deepcopy(one) == one),
    }.items():
        try:
            seen[name] = act()  # type: ignore[no-untyped-call]  # what is returned is compared
        except (TypeError, AttributeError) as error:
            seen[name] = f"{type(error).__name__}: {error}"
    return seen


@pytest.mark.parametrize(("number", "given", "named"), GIVEN)
def test_its_objects_are_the_same(number: int, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    assert told(QUICK[number], *given, **named) == told(USUAL[number], *given, **named)


@pytest.mark.parametrize(("usual", "made"), [*zip(USUAL, QUICK, strict=True)])
def test_the_class_is_the_same(usual: type, made: type) -> None:
    names = "__module__ __name__ __qualname__ __doc__ __slots__ __match_args__ __annotations__".split()
    assert [getattr(made, one) for one in names] == [getattr(usual, one) for one in names]
    assert {*vars(made)} == {*vars(usual)}
    assert str(inspect.signature(made)) == str(inspect.signature(usual))
    shown = [[repr(one) for one in dataclasses.fields(cls)] for cls in (usual, made)]
    assert shown[0] == shown[1]
    assert repr(made.__dataclass_params__) == repr(usual.__dataclass_params__)  # type: ignore[attr-defined]
    for name in ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"):
        assert [getattr(vars(made)[name], one) for one in ("__name__", "__qualname__", "__module__")] == [
            getattr(vars(usual)[name], one) for one in ("__name__", "__qualname__", "__module__")
        ]


Kept = quick(frozen=True, slots=True)(
    type("Kept", (), {"__doc__": "It.", "__annotations__": {"a": Any, "b": Any}, "b": 1})
)
Kept.__module__ = __name__


def test_it_goes_through_another_process_and_holds_itself() -> None:
    assert pickle.loads(pickle.dumps(Kept(2))) == Kept(2, 1)
    inside: list[Any] = []
    one = Kept(inside)
    inside.append(one)
    assert repr(one) == "Kept(a=[...], b=1)"


def classes() -> dict[str, Callable[..., Any]]:
    """What is not plain, by what it is; each takes what makes classes."""
    base = dataclass(frozen=True, slots=True)(type("Base", (), {"__doc__": "B.", "__annotations__": {"a": int}}))

    def of(bases: tuple[type, ...] = (), **own: Any) -> Callable[..., Any]:
        return lambda make: make(frozen=True, slots=True)(type("One", bases, {"__doc__": "One.", **own}))

    return {
        "inherits": of((base,), __annotations__={"b": int}),
        "no docstring": of(__doc__=None, __annotations__={"b": int}),
        "own repr": of(__repr__=lambda self: "one", __annotations__={"b": int}),
        "own hash": of(__hash__=lambda self: 1, __annotations__={"b": int}),
        "more after": of(__post_init__=lambda self: None, __annotations__={"b": int}),
        "of the class": of(__annotations__={"b": ClassVar[int], "c": int}, b=1),
        "of no object": of(__annotations__={"b": InitVar[int]}, __post_init__=lambda self, b: None),
        "a text": of(__annotations__={"b": "ClassVar[int]"}),
        "not told": of(__annotations__={"b": int}, b=field(init=False, default=1)),
        "by name only": of(__annotations__={"b": int}, b=field(kw_only=True)),
        "self": of(__annotations__={"self": int}),
        "named as what is used": of(__annotations__={"a": int, "_set_a": int}),
    }


@pytest.mark.parametrize("what", classes())
def test_what_is_not_plain_is_made_as_ever(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_dataclasses, "_made", None)  # would be called
    usual, made = (classes()[what](make) for make in (dataclass, quick))
    assert {*vars(made)} == {*vars(usual)}
    assert str(inspect.signature(made)) == str(inspect.signature(usual))


@pytest.mark.parametrize(
    "own",
    [
        {"__annotations__": {"a": int, "b": int}, "a": 1},
        {"__annotations__": {"a": list}, "a": []},
        {"__annotations__": {"a": int}, "b": field()},
    ],
)
def test_what_is_wrong_is_said_as_ever(own: dict[str, Any]) -> None:
    said = []
    for make in (dataclass, quick):
        with pytest.raises((TypeError, ValueError)) as caught:
            make(frozen=True, slots=True)(type("One", (), {"__doc__": "One.", **own}))
        said.append(str(caught.value))
    assert said[0] == said[1]


def test_other_settings_are_made_as_ever() -> None:
    for how in ({}, {"frozen": True}, {"frozen": True, "slots": True, "order": True}):
        made = quick(**how)(type("One", (), {"__doc__": "One.", "__annotations__": {"a": int}}))
        assert (made(1) == made(1), hasattr(made, "__slots__"), "__lt__" in vars(made)) == (
            True,
            "slots" in how,
            "order" in how,
        )
