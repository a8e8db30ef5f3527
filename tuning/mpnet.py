"""MPNet in JAX: frozen lower layers, and upper layers whose matrices each carry a trainable low-rank delta.

Low-rank adaptation: Hu et al. 2021, "LoRA". The layers are those of rasa_project/encoder/graph.py.
"""

from __future__ import annotations

import math
from typing import Any, Dict, List, Mapping, Sequence, Tuple

import jax
import jax.numpy as jnp
import numpy as np

LAYERS = 12
HEADS = 12
WIDTH = 768
MATRICES = {
    "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
    "wide": "intermediate.dense", "narrow": "output.dense",
}  # fmt: skip
MASKED = -10_000.0

Weights = Mapping[str, np.ndarray]
Layer = Dict[str, Tuple[jax.Array, jax.Array]]
Delta = Dict[str, Tuple[jax.Array, jax.Array]]
"""Matrix → (in, rank) and (rank, out)."""


def layers(weights: Weights, numbers: Sequence[int]) -> List[Layer]:
    return [_layer(weights, f"encoder.layer.{number}.") for number in numbers]


def _layer(weights: Weights, prefix: str) -> Layer:
    def pair(name: str, transpose: bool) -> Tuple[jax.Array, jax.Array]:
        matrix = weights[f"{prefix}{name}.weight"]
        return jnp.array(matrix.T if transpose else matrix), jnp.array(weights[f"{prefix}{name}.bias"])

    found = {key: pair(name, True) for key, name in MATRICES.items()}
    return {
        **found,
        "norm": pair("attention.LayerNorm", False),
        "last": pair("output.LayerNorm", False),
    }


def fresh_delta(weights: Weights, numbers: Sequence[int], rank: int, key: jax.Array) -> List[Delta]:
    """Deltas that change nothing yet."""
    found: List[Delta] = []
    for number in numbers:
        delta: Delta = {}
        for name, full in MATRICES.items():
            out, into = weights[f"encoder.layer.{number}.{full}.weight"].shape
            key, own = jax.random.split(key)
            delta[name] = (jax.random.normal(own, (into, rank)) / math.sqrt(into), jnp.zeros((rank, out)))
        found.append(delta)
    return found


def embeddings(weights: Weights, ids: np.ndarray) -> jax.Array:
    words = weights["embeddings.word_embeddings.weight"][ids]
    places = weights["embeddings.position_embeddings.weight"][2 : 2 + ids.shape[1]]
    scale = (weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
    return norm(jnp.array(words + places[None]), scale)


def forward(states: jax.Array, stack: Sequence[Layer], bias: jax.Array, mask: jax.Array, deltas: Any = None) -> Any:
    """(batch, tokens, width) through some layers."""
    for number, layer in enumerate(stack):
        states = _block(states, layer, bias, mask, deltas[number] if deltas is not None else None)
    return states


def _block(states: jax.Array, layer: Layer, bias: jax.Array, mask: jax.Array, delta: Any) -> jax.Array:
    batch, tokens, _ = states.shape

    def linear(given: jax.Array, name: str) -> jax.Array:
        product = given @ layer[name][0] + layer[name][1]
        return product if delta is None else product + (given @ delta[name][0]) @ delta[name][1]

    def heads(given: jax.Array) -> jax.Array:
        return given.reshape(batch, tokens, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

    query, key, value = (heads(linear(states, name)) for name in "qkv")
    scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(WIDTH / HEADS) + bias[None]
    scores = scores + (1 - mask)[:, None, None, :] * MASKED
    joined = (jax.nn.softmax(scores, -1) @ value).transpose(0, 2, 1, 3).reshape(batch, tokens, WIDTH)
    states = norm(states + linear(joined, "o"), layer["norm"])
    wide = jax.nn.gelu(linear(states, "wide"), approximate=False)
    return norm(states + linear(wide, "narrow"), layer["last"])


def norm(states: jax.Array, scale: Any) -> jax.Array:
    mean = states.mean(-1, keepdims=True)
    spread = states.var(-1, keepdims=True)
    return (states - mean) / jnp.sqrt(spread + 1e-5) * scale[0] + scale[1]


def pooled(states: jax.Array, mask: jax.Array) -> jax.Array:
    """The mean of a text's tokens, at length 1."""
    seen = mask[:, :, None]
    mean = (states * seen).sum(1) / seen.sum(1)
    return mean / jnp.linalg.norm(mean, axis=-1, keepdims=True)


def attention_bias(weights: Weights, tokens: int) -> jax.Array:
    """(heads, tokens, tokens)."""
    table = weights["encoder.relative_attention_bias.weight"]
    buckets = np.array([[_bucket(key - query) for key in range(tokens)] for query in range(tokens)])
    return jnp.array(table[buckets].transpose(2, 0, 1))


def _bucket(distance: int) -> int:
    half, exact = 16, 8
    steps = abs(distance)
    if steps >= exact:
        far = np.float32(np.log(np.float32(steps / exact))) / math.log(128 / exact) * (half - exact)
        steps = min(exact + int(far), half - 1)
    return steps + (half if distance > 0 else 0)
