"""The files of the encoder in .cache/encoder, and the manifest that says what they are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from wemode.errors import WemodeError

GRAPH = "mpnet-int8.onnx"
TOKENIZER = "tokenizer.json"
MANIFEST = "manifest.json"


class EncoderError(WemodeError):
    """The encoder's files are missing, wrong, or could not be made."""


@dataclass(frozen=True)
class Manifest:
    """What the files were made from, and their sha256."""

    weights: str
    recipe: str
    graph: str
    tokenizer: str

    @property
    def version(self) -> str:
        """Changes whenever the vectors may change."""
        return hashlib.sha256(f"{self.graph}{self.tokenizer}".encode()).hexdigest()[:16]

    def write(self, folder: Path) -> None:
        """Last of the files to be written, so that a manifest means that all are there."""
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises EncoderError when there is none, or none that can be read."""
        try:
            return cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise EncoderError("There is no sentence encoder yet: run python -m rasa_project.encoder.build.") from None
        except (OSError, TypeError, ValueError):
            raise EncoderError(f"{folder / MANIFEST} cannot be read: delete {folder}, build it again.") from None


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
