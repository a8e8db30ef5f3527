"""The graphs against a forward pass written out in numpy, which shares no line with them."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any, Dict, Tuple

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest
from safetensors.numpy import load_file
from scipy.special import erf, softmax
from tokenizers import Tokenizer

from rasa_project.encoder import build

Floats = npt.NDArray[np.float32]
Weights = Dict[str, Floats]

SENTENCES = (
    "He went on about his yacht for forty minutes and I might as well have been the lamp.",
    "I felt invisible while he bragged about his boat.",
    "The invoice for the printer is overdue.",
    "tired",
    " ".join(["Every intervention comes back like a parcel with the wrong address on it."] * 14),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Tuple[Weights, Tokenizer]:
    folder = tmp_path_factory.mktemp("weights")
    build.fetch(build.REQUIREMENTS, folder / "wheels")
    sys.path.append(str(folder / "wheels"))
    weights, tokenizer = build.unpack(folder / "wheels", folder)
    whole = Tokenizer.from_file(str(tokenizer))
    whole.no_padding()
    whole.no_truncation()
    return load_file(weights), whole


@pytest.fixture(scope="module")
def sessions(published: Tuple[Weights, Tokenizer], tmp_path_factory: pytest.TempPathFactory) -> Dict[str, Any]:
    import onnx

    from rasa_project.encoder.graph import mpnet, mpnet_int8

    folder = tmp_path_factory.mktemp("graphs")
    return {
        name: _session(onnx, make(published[0]), folder / name)
        for name, make in (("float", mpnet), ("int8", mpnet_int8))
    }


def _session(onnx: Any, model: Any, path: Path) -> Any:
    onnx.save(model, str(path))
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def _run(session: Any, ids: npt.NDArray[np.int64]) -> Floats:
    found: Floats = session.run(None, {"input_ids": ids, "attention_mask": (ids != 1).astype(np.int64)})[0]
    return found


def _ids(tokenizer: Tokenizer, text: str) -> npt.NDArray[np.int64]:
    return np.array([tokenizer.encode(text).ids[:384]])


def forward(w: Weights, ids: npt.NDArray[np.int64]) -> Floats:
    """One text through MPNet, in the words of its paper."""
    count = len(ids)
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][2 : count + 2]
    x = norm(w, "embeddings.LayerNorm", x)
    bias = np.empty((12, count, count), np.float32)
    for query in range(count):
        for key in range(count):
            bias[:, query, key] = w["encoder.relative_attention_bias.weight"][bucket(query - key)]
    for number in range(12):
        name = f"encoder.layer.{number}"
        heads = [
            dense(w, f"{name}.attention.attn.{part}", x).reshape(count, 12, 64).transpose(1, 0, 2) for part in "qkv"
        ]
        weights = softmax(heads[0] @ heads[1].transpose(0, 2, 1) / 8 + bias, axis=-1)
        joined = (weights @ heads[2]).transpose(1, 0, 2).reshape(count, 768)
        x = norm(w, f"{name}.attention.LayerNorm", x + dense(w, f"{name}.attention.attn.o", joined))
        wide = dense(w, f"{name}.intermediate.dense", x)
        wide = wide * (1 + erf(wide / math.sqrt(2))) / 2
        x = norm(w, f"{name}.output.LayerNorm", x + dense(w, f"{name}.output.dense", wide))
    return x


def dense(w: Weights, name: str, x: Floats) -> Floats:
    found: Floats = x @ w[f"{name}.weight"].T + w[f"{name}.bias"]
    return found


def norm(w: Weights, name: str, x: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    found: Floats = centred / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5) * w[f"{name}.weight"] + w[f"{name}.bias"]
    return found


def bucket(back: int) -> int:
    """Steps back from query to key: 0 to 15 behind or at the query, 16 to 31 ahead of it."""
    ahead = 16 if back < 0 else 0
    steps = abs(back)
    if steps < 8:
        return ahead + steps
    return ahead + min(15, 8 + int(math.log(steps / 8) / math.log(128 / 8) * 8))


@pytest.mark.parametrize("text", SENTENCES)
def test_the_float_graph_computes_what_the_paper_says(
    published: Tuple[Weights, Tokenizer], sessions: Dict[str, Any], text: str
) -> None:
    ids = _ids(published[1], text)
    assert np.abs(_run(sessions["float"], ids)[0] - forward(published[0], ids[0])).max() < 1e-4


def test_padding_changes_nothing(published: Tuple[Weights, Tokenizer], sessions: Dict[str, Any]) -> None:
    ids = _ids(published[1], SENTENCES[1])
    padded = np.pad(ids, ((0, 0), (0, 20)), constant_values=1)
    for session in sessions.values():
        assert np.abs(_run(session, padded)[0, : ids.shape[1]] - _run(session, ids)[0]).max() < 1e-4


@pytest.mark.parametrize("text", SENTENCES)
def test_int8_stays_close_to_float(published: Tuple[Weights, Tokenizer], sessions: Dict[str, Any], text: str) -> None:
    ids = _ids(published[1], text)
    one, other = (_run(sessions[name], ids)[0].mean(axis=0) for name in ("float", "int8"))
    assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) > 0.985
