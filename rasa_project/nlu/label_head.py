"""One multi-label head for each label set."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.nlu import multi_label, said
from rasa_project.nlu.component import TrainedComponent
from rasa_project.nlu.features import Text, held_out
from rasa_project.nlu.messages import examples, texts_of
from rasa_project.nlu.multi_label import ANY_SHARE, Found, MultiLabel
from rasa_project.nlu.said import Said
from rasa_project.nlu.thresholds import BETA
from wemode.taxonomy import labels

SPOKEN = "reactions"
"""The set whose labels may be said or only implied."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LabelHead(TrainedComponent):
    """Adds its set's key to the parse: labels above their thresholds, best first, each with its evidence."""

    _model: MultiLabel
    _said: Said

    def learn(self, training_data: TrainingData, folder: Path) -> None:
        """From the lines on which this set was looked at."""
        looked_at = [(line, text) for line, text in examples(training_data) if line.sets[self._set] is not None]
        lines, texts = [line for line, _ in looked_at], [text for _, text in looked_at]
        names = labels()[self._set]
        truth = np.array([[name in (line.sets[self._set] or ()) for name in names] for line in lines])
        any_share = ANY_SHARE.get(self._set, 0.0)
        model = multi_label.fit(names, texts, truth, BETA[self._set], any_share, settle=held_out(texts))
        model.save(folder / "labels.npz")
        if self._set == SPOKEN:
            said.fit(model, lines, texts).save(folder / "said.npz")

    def read(self, folder: Path) -> None:
        self._model = MultiLabel.load(folder / "labels.npz")
        if self._set == SPOKEN:
            self._said = Said.load(folder / "said.npz")

    def process(self, messages: List[Message]) -> List[Message]:
        for message, text in texts_of(messages):
            found = [self._label(text, label) for label in self._model.find(text)]
            message.set(self._set, found, add_to_output=True)
        return messages

    @property
    def _set(self) -> str:
        return str(self._config["label_set"])

    def _label(self, text: Text, found: Found) -> Dict[str, Any]:
        label = {"name": found.name, "confidence": round(found.confidence, 4), "evidence": list(found.evidence)}
        if self._set == SPOKEN:
            names = self._model.names
            label["said"] = self._said.holds(text, found.clause, names.index(found.name), len(names))
        return label
