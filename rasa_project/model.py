"""What a model archive may hold, looked at before anything in it is loaded."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any, Dict

from wemode.errors import WemodeError

COMPONENTS = frozenset(
    {
        "rasa_project.nlu.sentence_encoder.SentenceEncoder",
        "rasa_project.nlu.intent_head.IntentHead",
        "rasa_project.nlu.label_head.LabelHead",
        "rasa_project.nlu.plain_danger.PlainDanger",
        "rasa_project.nlu.plain_feeling.PlainFeeling",
        "rasa_project.nlu.quote_reader.QuoteReader",
        "rasa_project.nlu.understanding.Understanding",
        "rasa.core.policies.ensemble.DefaultPolicyPredictionEnsemble",
        "rasa.core.policies.rule_policy.RulePolicy",
        "rasa.graph_components.converters.nlu_message_converter.NLUMessageConverter",
        "rasa.graph_components.providers.domain_provider.DomainProvider",
        "rasa.graph_components.providers.rule_only_provider.RuleOnlyDataProvider",
        "rasa.nlu.classifiers.regex_message_handler.RegexMessageHandler",
    }
)


class ModelError(WemodeError):
    """There is no model, or it is not one of ours."""


def check(archive: Path) -> None:
    """Refuse a model that names a component outside our list. Raises ModelError."""
    unknown = {node["uses"] for node in _schema(archive)["nodes"].values()} - COMPONENTS
    if unknown:
        raise ModelError(f"{archive} names components that are not ours: {', '.join(sorted(unknown))}.")


def _schema(archive: Path) -> Dict[str, Any]:
    try:
        with tarfile.open(archive) as files:
            metadata = files.extractfile("metadata.json")
            schema: Dict[str, Any] = json.load(metadata)["predict_schema"] if metadata else {"nodes": {}}
            return schema
    except FileNotFoundError:
        raise ModelError("There is no trained model yet: run python -m rasa_project.train.") from None
    except (tarfile.TarError, KeyError, ValueError, EOFError):
        raise ModelError(f"{archive} is not a whole model: run python -m rasa_project.train.") from None
