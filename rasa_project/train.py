"""Trains the assistant when something changed: `python -m rasa_project.train`.

With a folder, only tries how it trains from there: `python -m rasa_project.train FOLDER`.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from rasa_project import environment, logs, places
from rasa_project.encoder import build
from rasa_project.nlu import fingerprint
from wemode.errors import WemodeError

STAMP = places.MODELS / f"{places.MODEL_NAME}.sha256"
"""Beside the model: the hash of all that it was trained from."""


class TrainingError(WemodeError):
    """Training did not end in a model."""


def train(force: bool = False) -> int:
    """Leave a current model in models/, saying what is done; 0 at the end. Raises WemodeError."""
    start = time.monotonic()
    build.build()
    stamp = _stamp()
    if is_current(stamp) and not force:
        _say("nothing has changed")
        return 0
    _say("training")
    with _trained(places.DATA) as model:
        STAMP.unlink(missing_ok=True)
        places.MODELS.mkdir(exist_ok=True)
        os.replace(model, places.MODEL)
    STAMP.write_text(stamp, encoding="utf-8")
    _say(f"trained in {time.monotonic() - start:.0f} s")
    return 0


def validate() -> int:
    """What `rasa data validate --fail-on-warnings` looks at; 1 when it finds anything. Raises WemodeError."""
    environment.prepare()
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    importer = TrainingDataImporter.load_from_config(str(places.CONFIG), str(places.DOMAIN), [str(places.DATA)])
    validator = Validator.from_importer(importer)
    sound = all(
        [
            validator.verify_domain_validity(),
            validator.verify_actions_in_stories_rules(),
            validator.verify_nlu(ignore_warnings=False),
            validator.verify_story_structure(ignore_warnings=False),
        ]
    )
    _say("rules, domain and training lines fit together" if sound else "Rasa finds fault with rules, domain or lines")
    return 0 if sound else 1


def trial(data: Path) -> None:
    """Train from another folder and throw the model away: what a benchmark measures. Raises WemodeError."""
    with _trained(data):
        _say(f"trained from {data}")


@contextmanager
def _trained(data: Path) -> Iterator[Path]:
    """A model trained from this folder, there as long as it is needed. Raises TrainingError."""
    environment.prepare()
    from rasa.model_training import train as train_with_rasa
    from rasa.shared.utils import cli as rasa_says

    logs.silence()
    rasa_says.print_success = lambda *_: None  # where the model lies is ours to say, without colours
    with tempfile.TemporaryDirectory(prefix="training-", dir=places.CACHE) as folder:
        result = train_with_rasa(
            domain=str(places.DOMAIN),
            config=str(places.CONFIG),
            training_files=[str(data)],
            output=folder,
            fixed_model_name=places.MODEL_NAME,
        )
        if result.code != 0 or result.model is None:
            raise TrainingError(f"Training did not end in a model (Rasa's code {result.code}); the old one is kept.")
        yield Path(result.model)


def is_current(stamp: str) -> bool:
    """Whether the model was trained from what lies here now."""
    return places.MODEL.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == stamp


def _stamp() -> str:
    digest = hashlib.sha256(fingerprint.of_everything().encode())
    for path in [places.CONFIG, *_files(places.DOMAIN), *_files(places.DATA)]:
        digest.update(str(path.relative_to(places.ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yml"))


def _say(what: str) -> None:
    print(f"model: {what}", flush=True)


def main() -> int:
    try:
        if len(sys.argv) > 1:
            trial(Path(sys.argv[1]))
            return 0
        return train()
    except WemodeError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
