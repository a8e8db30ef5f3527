"""What tuning adds to the published weights: a low-rank delta for matrices of the upper layers (tuning/tune.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Mapping, Tuple

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("delta.npz")

Floats = npt.NDArray[np.float32]


def write(deltas: Mapping[str, Tuple[Floats, Floats]], path: Path = FILE) -> None:
    """Weight name → (in, rank) and (rank, out), kept in half precision."""
    halves = {
        f"{name}:{side}": factor.astype(np.float16)
        for name, pair in deltas.items()
        for side, factor in zip(("down", "up"), pair, strict=True)
    }
    np.savez(path, **halves)


def merged(weights: Mapping[str, Floats], path: Path = FILE) -> Dict[str, Floats]:
    """The weights with the deltas added. Raises KeyError for a delta of a matrix that is not there."""
    found = dict(weights)
    with np.load(path) as kept:
        for key in kept.files:
            name, side = key.split(":")
            if side == "down":
                product = kept[key].astype(np.float32) @ kept[f"{name}:up"].astype(np.float32)
                found[name] = (found[name] + product.T).astype(np.float32)
    return found
