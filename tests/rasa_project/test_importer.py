from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rasa.shared.core.training_data.structures import RuleStep
from rasa.shared.nlu.constants import INTENT, TEXT

from rasa_project import lines, places
from rasa_project.importer import LinesImporter
from rasa_project.train import validate
from wemode.taxonomy import labels

IMPORTER = LinesImporter(str(places.CONFIG), str(places.DOMAIN), [str(places.DATA)])


def test_every_line_comes_with_all_that_was_written_about_it() -> None:
    read = lines.read(places.DATA / "nlu")
    messages = IMPORTER.get_nlu_data().training_examples
    assert [message.get("line") for message in messages] == read
    assert [(message.get(TEXT), message.get(INTENT)) for message in messages] == [(x.text, x.intent) for x in read]
    assert {message.get("metadata")["context"] for message in messages} == {"debrief", "rehearse"}


def test_one_door_for_every_intent_of_the_taxonomy() -> None:
    domain = IMPORTER.get_domain()
    assert sorted(set(domain.intents) & set(labels()["intents"])) == sorted(labels()["intents"])
    assert "action_turn" in domain.user_actions
    steps = IMPORTER.get_stories().story_steps
    assert all(isinstance(step, RuleStep) for step in steps)
    assert {event.intent_name for step in steps for event in step.events if hasattr(event, "intent_name")} == set(
        labels()["intents"]
    )


def test_no_conversation_is_carried_over() -> None:
    session = IMPORTER.get_domain().session_config
    assert session.session_expiration_time == 0
    assert session.carry_over_slots is False


def test_rasas_own_validation_passes() -> None:
    assert validate() == 0


def test_a_sample_is_written_as_it_was_read_and_is_always_the_same(tmp_path: Path) -> None:
    every = lines.read(places.DATA / "nlu")
    some = lines.sample(every, 200)
    assert lines.sample(reversed(every), 200) == some
    lines.write(some, tmp_path / "nlu" / "sample.yml")
    again = {line.text: replace(line, where="") for line in lines.read(tmp_path / "nlu")}
    assert again == {line.text: replace(line, where="", quotes=again[line.text].quotes) for line in some}
    assert all(set(again[line.text].quotes or ()) == set(line.quotes or ()) for line in some)
