"""Content is data with rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wemode.content.files import FOLDER
from wemode.content.library import library, load
from wemode.content.lint import lint
from wemode.errors import ContentError


def test_every_sentence_keeps_the_rules() -> None:
    assert lint(library()) == []


def test_a_clinician_who_breaks_a_file_is_told_where(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "content")
    prompts = tmp_path / "content" / "prompts.yml"
    prompts.write_text(prompts.read_text().replace("  ask: How would you say it to them?", "  aks: How?"))
    with pytest.raises(ContentError, match=r"content/prompts.yml at rehearse.words"):
        load(tmp_path / "content")


def test_the_rules_bite(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "content")
    sayings = tmp_path / "content" / "sayings.yml"
    sayings.write_text(sayings.read_text().replace("Not knowing is an answer too.", "Well done! What color is it?"))
    broken = "\n".join(lint(load(tmp_path / "content")))
    for rule in ("exclamation", "praise", "British", "question where none"):
        assert rule in broken
