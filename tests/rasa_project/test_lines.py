"""The training lines: what is held out of them, and what an evaluation marks."""

from __future__ import annotations

from pathlib import Path

from rasa_project import lines, places
from rasa_project.lines import is_held_out


def test_about_one_line_in_eight_is_held_out_and_always_the_same() -> None:
    read = lines.read(places.DATA / "nlu")
    held = [line for line in read if is_held_out(line.text)]
    assert 0.11 < len(held) / len(read) < 0.14
    assert [is_held_out(text) for text in ("8", "no", "tired", "the lamp")] == [False, False, False, True]


def test_evaluation_lines_are_labelled_twice_and_stand_in_no_training_file() -> None:
    first = lines.read(places.ROOT / "evaluation" / "lines")
    second = lines.read(places.ROOT / "evaluation" / "second")
    assert len(first) >= 1500 and sum(line.hard for line in first) >= len(first) / 3
    assert {(line.text, line.context) for line in first} == {(line.text, line.context) for line in second}
    assert not {line.text for line in first} & {line.text for line in lines.read(places.DATA / "nlu")}


def test_a_line_may_be_marked_as_hard(tmp_path: Path) -> None:
    file = tmp_path / "lines.yml"
    file.write_text(
        'version: "3.1"\nnlu:\n- intent: tell\n  examples:\n'
        '  - {text: "the lamp", metadata: {hard: true}}\n  - {text: "tired"}\n',
        encoding="utf-8",
    )
    assert [line.hard for line in lines.read_file(file)] == [True, False]
