"""Danger in plain words joins what the risk head has read."""

from __future__ import annotations

from typing import Any, Dict, Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from rasa_project.nlu.plain_words import PlainWords
from wemode.content.danger import said_plainly

CONFIDENCE = 0.95
"""Plain words are taken at their word."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlainDanger(PlainWords):
    """Adds to `risks` what content/danger.yml finds."""

    label_set = "risks"

    def found_in(self, text: str) -> Iterable[Dict[str, Any]]:
        for name, start, end in said_plainly(text):
            yield {"name": name, "confidence": CONFIDENCE, "evidence": [start, end]}
