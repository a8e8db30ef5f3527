"""What tuning adds to the published weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rasa_project.encoder import delta
from rasa_project.encoder.encoder import WIDTH


def test_a_delta_is_added_to_its_matrix_and_to_no_other(tmp_path: Path) -> None:
    weights = {"a.weight": np.ones((3, 2), np.float32), "b.weight": np.ones((3, 2), np.float32)}
    down, up = np.array([[1.0], [2.0]], np.float32), np.array([[0.5, 0.0, -1.0]], np.float32)
    delta.write({"a.weight": (down, up)}, tmp_path / "delta.npz")
    merged = delta.merged(weights, tmp_path / "delta.npz")
    assert np.allclose(merged["a.weight"], 1 + (down @ up).T)
    assert (merged["b.weight"] == 1).all() and (weights["a.weight"] == 1).all()


def test_the_delta_that_is_shipped_fits_the_encoder() -> None:
    with np.load(delta.FILE) as kept:
        names = {key.split(":")[0] for key in kept.files}
        assert names and all(name.startswith("encoder.layer.") for name in names)
        for name in names:
            assert kept[f"{name}:down"].shape[1] == kept[f"{name}:up"].shape[0]
            assert WIDTH in (kept[f"{name}:down"].shape[0], kept[f"{name}:up"].shape[1])
    assert delta.FILE.stat().st_size < 50 * 2**20
