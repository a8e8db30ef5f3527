"""What a trained component depends on beyond its own source, for Rasa's `fingerprint_addon`."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from rasa_project import places
from rasa_project.encoder.files import Manifest


@lru_cache(maxsize=1)
def of_everything() -> str:
    """A hash of every module of ours that touches training, of the taxonomy and of the encoder's version."""
    package = Path(__file__).parent
    sources = [*package.glob("*.py"), *package.glob("*.txt"), *(package.parent / "encoder").glob("*.py")]
    sources += [package.parent / "lines.py", package.parent / "importer.py", places.ROOT / "content" / "taxonomy.yml"]
    digest = hashlib.sha256(Manifest.read(places.ENCODER).version.encode())
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()
