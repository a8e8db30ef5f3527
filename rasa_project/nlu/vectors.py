"""Token vectors of training lines on disk, by the hash of their text, so that only new lines are encoded."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Dict, List, Sequence

import numpy as np

from rasa_project.encoder.encoder import Encoded, Encoder

LINES_AT_ONCE = 128


class VectorCache:
    """One folder for each version of the encoder; vectors are kept in half precision (50 KB a line of 30 words)."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._root = folder
        self._folder = folder / encoder.version
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> List[Encoded]:
        """Each text in order; new ones are encoded and kept, and what no text asks for any more is removed."""
        paths = {text: self._path(text) for text in texts}
        missing = [text for text, path in paths.items() if not path.exists()]
        for start in range(0, len(missing), LINES_AT_ONCE):
            for found in self._encoder.encode(missing[start : start + LINES_AT_ONCE]):
                self._keep(paths[found.text], found)
            print(f"encoder: {min(start + LINES_AT_ONCE, len(missing))} of {len(missing)} new lines read", flush=True)
        self._prune(paths)
        return [self._encoder.with_vectors(text, np.load(paths[text]).astype(np.float32)) for text in texts]

    def _path(self, text: str) -> Path:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return self._folder / digest[:2] / f"{digest}.npy"

    def _keep(self, path: Path, found: Encoded) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        with partial.open("wb") as file:
            np.save(file, found.tokens.astype(np.float16))
        os.replace(partial, path)

    def _prune(self, paths: Dict[str, Path]) -> None:
        wanted = set(paths.values())
        for path in self._folder.rglob("*.npy"):
            if path not in wanted:
                path.unlink(missing_ok=True)
        for other in self._root.iterdir() if self._root.exists() else ():
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)
