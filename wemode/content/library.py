"""All content the assistant speaks from, read once and checked against its schema."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Type, TypeVar

from pydantic import BaseModel, Extra, ValidationError, parse_obj_as

from wemode.content.files import FOLDER, read_yaml
from wemode.errors import ContentError

T = TypeVar("T")


class _Entry(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Given(_Entry):
    """Another wording of a prompt, used when the named slot is filled."""

    slot: str
    ask: str
    invite: str


class PromptWords(_Entry):
    """The wordings of one prompt; see the head of content/prompts.yml."""

    ask: str
    invite: str
    again: str
    met: Optional[str] = None
    met_plain: Optional[str] = None
    why: Optional[str] = None
    example: Optional[str] = None
    given: List[Given] = []


class Face(_Entry):
    """A reaction in plain words, and the two mirrors of it."""

    words: List[str]
    implied: str
    said: str


class Blend(_Entry):
    """Several reactions at once, written as one thing."""

    of: List[str]
    implied: str
    said: str


class EventWords(_Entry):
    """What is said of a kind of moment; `amount` when a quantity was told."""

    plain: str
    amount: Optional[str] = None


class Mirrors(_Entry):
    blends: List[Blend]
    events: Dict[str, EventWords]
    stances: Dict[str, str]


class Term(_Entry):
    names: List[str]
    text: str


class Step(_Entry):
    caption: str
    phases: List[str]


class Captions(_Entry):
    path: List[Step]
    note: Dict[str, str]
    hold: Dict[str, str]
    export: Dict[str, str]


class Library(_Entry):
    """Every content file by its name."""

    prompts: Dict[str, PromptWords]
    sayings: Dict[str, List[Optional[str]]]
    choices: Dict[str, str]
    faces: Dict[str, Face]
    mirrors: Mirrors
    moves: Dict[str, str]
    readings: Dict[str, str]
    glossary: List[Term]
    captions: Captions


def load(folder: Path = FOLDER) -> Library:
    """The content of a folder. Raises ContentError, naming file and place, when a file breaks its schema."""
    return Library.construct(
        **{name: _checked(name, field.outer_type_, folder) for name, field in Library.__fields__.items()}
    )


@lru_cache(maxsize=1)
def library() -> Library:
    """The content of the checkout, read once."""
    return load()


def _checked(name: str, shape: Type[T], folder: Path) -> T:
    raw: Any = read_yaml(f"{name}.yml", folder)
    try:
        return parse_obj_as(shape, raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "__root__")
        raise ContentError(f"content/{name}.yml at {where}: {first['msg']}. Mend that entry.") from None
