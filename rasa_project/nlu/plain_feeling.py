"""Feelings said in plain words of oneself join what the head of reactions has read."""

from __future__ import annotations

from typing import Any, Dict, Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from rasa_project.nlu.plain_words import PlainWords
from wemode.content.feelings import said_plainly

CONFIDENCE = 0.85
"""Of 105 such words in the training lines, many written to mislead, 93 are a feeling the line is labelled with."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlainFeeling(PlainWords):
    """Adds to `reactions` what content/feelings.yml finds: said, not implied."""

    label_set = "reactions"

    def found_in(self, text: str) -> Iterable[Dict[str, Any]]:
        for name, start, end in said_plainly(text):
            yield {"name": name, "confidence": CONFIDENCE, "evidence": [start, end], "said": True}
