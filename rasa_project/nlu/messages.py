"""What our components put on Rasa's messages, and how they find it again."""

from __future__ import annotations

from typing import Iterator, List, Sequence, Tuple

from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.encoder.encoder import Encoded
from rasa_project.lines import CONTEXTS, Line
from rasa_project.nlu.features import Text

READ = "read"
LINE = "line"


def training_message(line: Line) -> Message:
    return Message({TEXT: line.text, INTENT: line.intent, LINE: line, METADATA: {"context": line.context}})


def lines_in(data: TrainingData) -> List[Message]:
    """The messages that are lines of ours; what Rasa adds of its own (names of actions) is left out."""
    return [message for message in data.training_examples if message.get(LINE)]


def put(message: Message, encoded: Encoded) -> None:
    """Keep the encoder's reading on the message. Raises ValueError for a context that is neither of the two."""
    context = (message.get(METADATA) or {}).get("context", CONTEXTS[0])
    if context not in CONTEXTS:
        raise ValueError(f"a context is one of {', '.join(CONTEXTS)}, not {context}")
    message.set(READ, Text(encoded, context == CONTEXTS[1]))


def examples(data: TrainingData) -> List[Tuple[Line, Text]]:
    """The lines, encoded."""
    return [(message.get(LINE), message.get(READ)) for message in lines_in(data)]


def texts_of(messages: Sequence[Message]) -> Iterator[Tuple[Message, Text]]:
    """The messages that went through the encoder (one without text does not)."""
    return ((message, message.get(READ)) for message in messages if message.get(READ) is not None)
