"""Rasa's training data from our own reader of data/nlu; rules and domain by Rasa's own loaders."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.data import get_data_files
from rasa.shared.importers import utils
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_model_configuration

from rasa_project import lines
from rasa_project.nlu.messages import training_message


class LinesImporter(TrainingDataImporter):  # type: ignore[misc]  # rasa has no types
    """Reads `nlu/` below each training data path with rasa_project.lines; each example carries its whole line."""

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[List[str], str]] = None,
    ) -> None:
        paths = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths or []
        self._config_file = config_file
        self._domain_path = domain_path
        self._nlu_folders = [Path(path) / "nlu" for path in paths if (Path(path) / "nlu").is_dir()]
        self._story_files = get_data_files(paths, YAMLStoryReader.is_stories_file)

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """Every line as a message. Raises TrainingDataError at the first one that is wrong."""
        return TrainingData([training_message(line) for folder in self._nlu_folders for line in lines.read(folder)])

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        return utils.story_graph_from_paths(self._story_files, self.get_domain(), exclusion_percentage)

    def get_conversation_tests(self) -> StoryGraph:
        return StoryGraph([])

    def get_domain(self) -> Domain:
        return Domain.load(self._domain_path) if self._domain_path else Domain.empty()

    def get_config(self) -> Dict[str, object]:
        return read_model_configuration(self._config_file) if self._config_file else {}

    def get_config_file_for_auto_config(self) -> Optional[str]:
        return self._config_file
