"""Values do what the dataclasses of the standard library do."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from srs.model.values import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Place:
    """What the tests are about."""

    name: str
    line: int = 1
    marks: dict[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        return f"{self.name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Positive:
    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)

    def __repr__(self) -> str:
        return f"+{self.number}"


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


def test_a_value_has_its_fields_its_defaults_and_its_own_methods() -> None:
    place = Place("a", marks={"x": 1})

    assert (place.name, place.line, place.marks, place.shown) == ("a", 1, {"x": 1}, "a:1")
    assert repr(place) == "Place(name='a', line=1, marks={'x': 1})"
    assert repr(Positive(3)) == "+3"


def test_a_default_that_is_made_is_made_anew_for_each_value() -> None:
    one, other = Place("a"), Place("a")

    assert one.marks == {}
    assert one.marks is not other.marks


def test_values_are_equal_by_their_fields_and_their_class() -> None:
    @dataclass(frozen=True, slots=True)
    class Other:
        number: int

    assert Positive(1) == Positive(1) != Positive(2)
    assert Positive(1) != Other(1)
    assert hash(Positive(1)) == hash(Positive(1))
    assert Nothing() == Nothing()


def test_nothing_can_be_changed_taken_away_or_added() -> None:
    place = Place("a")

    with pytest.raises(dataclasses.FrozenInstanceError):
        place.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.other = 1  # type: ignore[attr-defined]
    assert not hasattr(place, "__dict__")


def test_arguments_are_checked_from_the_first_value_on() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        name: str

    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Fresh()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
        Fresh(name="a", other=1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="-1"):
        Positive(-1)


def test_a_changed_copy_goes_through_the_checks_too() -> None:
    assert replace(Place("a", 2), line=3) == Place("a", 3)
    with pytest.raises(ValueError, match="-1"):
        replace(Positive(1), number=-1)
    with pytest.raises(TypeError):
        replace(Place("a"), other=1)  # type: ignore[call-arg]


def test_functions_of_dataclasses_know_them() -> None:
    assert [one.name for one in dataclasses.fields(Place)] == ["name", "line", "marks"]
    assert dataclasses.asdict(Place("a")) == {"name": "a", "line": 1, "marks": {}}
    assert dataclasses.replace(Place("a"), line=2) == Place("a", 2)
    assert dataclasses.is_dataclass(Positive)


def test_a_value_survives_another_process_and_is_matched_by_place() -> None:
    copy = pickle.loads(pickle.dumps(Place("a", 2)))

    match copy:
        case Place(name, line):
            assert (name, line) == ("a", 2)
