"""The therapist's own words worth taking up: images, amounts, verdicts, acts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.nlu import spans
from rasa_project.nlu.component import TrainedComponent
from rasa_project.nlu.messages import examples, texts_of
from rasa_project.nlu.spans import SpanReader


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuoteReader(TrainedComponent):
    """Adds `quotes` to the parse, in the order of the text."""

    _reader: SpanReader

    def learn(self, training_data: TrainingData, folder: Path) -> None:
        """From the lines on which quotes were looked for."""
        looked_at = [(text.encoded, line.quotes) for line, text in examples(training_data) if line.quotes is not None]
        spans.fit([text for text, _ in looked_at], [quotes for _, quotes in looked_at], folder)

    def read(self, folder: Path) -> None:
        self._reader = SpanReader.load(folder)

    def process(self, messages: List[Message]) -> List[Message]:
        for message, text in texts_of(messages):
            quotes = [asdict(quote) for quote in self._reader.read(text.encoded)]
            message.set("quotes", quotes, add_to_output=True)
        return messages
