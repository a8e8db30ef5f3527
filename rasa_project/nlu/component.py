"""What our graph components have in common: how Rasa makes them, loads them, and knows that they are out of date."""

from __future__ import annotations

import abc
from pathlib import Path
from typing import Any, Dict, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.nlu import fingerprint


class TrainedComponent(GraphComponent, abc.ABC):  # type: ignore[misc]  # rasa has no types
    """Learns into a folder of the model and reads itself from there."""

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource

    @abc.abstractmethod
    def learn(self, training_data: TrainingData, folder: Path) -> None:
        """Leave in the folder what `read` needs."""

    @abc.abstractmethod
    def read(self, folder: Path) -> None:
        """Become what was learned."""

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        return fingerprint.of_everything()

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TrainedComponent:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TrainedComponent:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.read(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        print(f"model: {type(self).__name__} {self._config.get('label_set', '')} is learning", flush=True)
        with self._storage.write_to(self._resource) as folder:
            self.learn(training_data, folder)
            self.read(folder)
        return self._resource
