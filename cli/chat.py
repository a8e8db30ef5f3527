"""`wemode chat`: a debrief in the terminal, linear, so that a screen reader and ssh carry it."""

from __future__ import annotations

import textwrap
from typing import Any, Dict, List, Optional
from uuid import uuid4

from prompt_toolkit import PromptSession
from prompt_toolkit.history import DummyHistory
from rich.console import Console
from rich.text import Text

from wemode.content.files import read_yaml
from wemode.conversation import Answer, Conversation
from wemode.errors import WemodeError

WIDTH = 76


def chat(conversation: Conversation, owner: str) -> int:
    """Until the end of input or Ctrl-C, which pause; a number picks a choice, "7" while a hold is asked sets it."""
    return _Talk(conversation, owner, Console(highlight=False)).run()


class _Talk:
    def __init__(self, conversation: Conversation, owner: str, console: Console) -> None:
        self._conversation = conversation
        self._owner = owner
        self._console = console
        self._words: Dict[str, str] = read_yaml("terminal.yml")
        self._choices: List[Dict[str, str]] = []
        self._session: PromptSession[str] = PromptSession(history=DummyHistory(), enable_history_search=False)

    def run(self) -> int:
        self._open()
        while True:
            line = self._asked()
            if line is None:
                self._conversation.pause(self._owner)
                self._aside(self._words["paused"])
                return 0
            if line.strip():
                self._turn(line.strip())

    def _open(self) -> None:
        self._aside(self._words["keys"])
        now = self._conversation.current(self._owner)
        if now is not None:
            self._aside(self._words["unfinished"])
        self._show(now["answer"] if now else self._conversation.opening())

    def _asked(self) -> Optional[str]:
        try:
            return self._session.prompt("> ")
        except (EOFError, KeyboardInterrupt):
            return None

    def _turn(self, line: str) -> None:
        asked: Dict[str, Any] = {"text": line}
        if line.isdigit() and 0 < int(line) <= len(self._choices):
            asked = {"choice": self._choices[int(line) - 1]["id"]}
        else:
            self._masked(line)
        try:
            self._show(self._conversation.take_turn(self._owner, str(uuid4()), **asked))
        except WemodeError as error:
            self._aside(str(error))

    def _masked(self, line: str) -> None:
        found = self._conversation.identifiers(line)
        if found:
            pieces = ", ".join(f"{line[x['start'] : x['end']]} → {x['becomes']}" for x in found)
            self._aside(self._words["masked"].format(pieces=pieces))

    def _show(self, answer: Answer) -> None:
        self._choices = []
        for message in answer["messages"]:
            self._console.print()
            self._say(message["text"])
            for line in message["custom"].get("note", []):
                mark = self._words["struck"] if line["struck"] else ""
                self._say(f"  {line['caption']}: {line['text']}{mark}")
            for choice in message["choices"]:
                self._choices.append(choice)
                self._console.print(Text(f"  {len(self._choices)}  {choice['title']}"))
            if "scale" in message["custom"]:
                self._aside(self._words["hold"])
        self._console.print()

    def _say(self, text: str) -> None:
        self._console.print(Text("\n".join(textwrap.wrap(text, min(WIDTH, self._console.width - 1)))))

    def _aside(self, text: str) -> None:
        self._console.print(Text("\n".join(textwrap.wrap(text, min(WIDTH, self._console.width - 1))), style="dim"))
