"""MPNet as an ONNX graph, written from its weights with numpy and onnx alone.

The architecture: Song et al. 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding".
Weight names are those of the published model.safetensors.
"""

from __future__ import annotations

import math
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

Floats = npt.NDArray[np.float32]

LAYERS = 12
HEADS = 12
WIDTH = 768
EPSILON = 1e-5
BUCKETS = 32
MAX_DISTANCE = 128
FIRST_POSITION = 2
"""Positions are counted from padding_idx + 1."""
LONGEST = 512
"""Tokens that the position table holds beyond its two reserved rows."""
MASKED = -10_000.0
OPSET = 17
EIGHT_BITS = 127
SEVEN_BITS = 63
"""What a matrix's int8 values stay within, so that two products fit in 16 bits: the same sum on every processor."""
MIDDLE = 128


def mpnet(weights: Mapping[str, Floats]) -> ModelProto:
    """The graph in float32: `input_ids` and `attention_mask` (batch, tokens) → `token_vectors` (batch, tokens, 768)."""
    return _Graph(weights).build()


def mpnet_int8(weights: Mapping[str, Floats]) -> ModelProto:
    """The same graph with int8 tables and matrices: a quarter of the size, a third of the time."""
    return _Int8Graph(weights).build()


def distance_bias(table: Floats) -> Floats:
    """The attention bias of every distance (key minus query) from -(LONGEST - 1) on: (2 * LONGEST - 1, heads)."""
    distances = np.arange(-(LONGEST - 1), LONGEST)
    return table[[_bucket(int(distance)) for distance in distances]]


def _bucket(distance: int) -> int:
    """Half the buckets for keys after the query, half for those before; near ones exact, far ones logarithmic."""
    half = BUCKETS // 2
    exact = half // 2
    steps = abs(distance)
    if steps >= exact:
        far = np.float32(np.log(np.float32(steps / exact))) / math.log(MAX_DISTANCE / exact) * (half - exact)
        steps = min(exact + int(far), half - 1)
    return steps + (half if distance > 0 else 0)


class _Graph:
    """Collects nodes and constants; each method adds one piece and returns the name of its output."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = weights
        self._nodes: List[NodeProto] = []
        self._constants: Dict[str, TensorProto] = {}

    def build(self) -> ModelProto:
        states = self._norm(self._embeddings(), "embeddings.LayerNorm")
        bias = self._attention_bias()
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            attended = self._attention(states, bias, f"{layer}.attention.attn")
            states = self._norm(self._op("Add", [states, attended]), f"{layer}.attention.LayerNorm")
            wide = self._gelu(self._linear(states, [f"{layer}.intermediate.dense"]))
            narrow = self._linear(wide, [f"{layer}.output.dense"])
            states = self._norm(self._op("Add", [states, narrow]), f"{layer}.output.LayerNorm")
        self._op("Identity", [states], output="token_vectors")
        return self._model()

    def _model(self) -> ModelProto:
        shape = ["batch", "tokens"]
        graph = helper.make_graph(
            self._nodes,
            "mpnet",
            [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")],
            [helper.make_tensor_value_info("token_vectors", TensorProto.FLOAT, [*shape, WIDTH])],
            list(self._constants.values()),
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
        checker.check_model(model)
        return model

    def _embeddings(self) -> str:
        places = self._weights["embeddings.position_embeddings.weight"][FIRST_POSITION:]
        position = self._op("Gather", [self._constant("positions", places), self._range()])
        return self._op("Add", [self._words(), position])

    def _words(self) -> str:
        table = self._constant("words", self._weights["embeddings.word_embeddings.weight"])
        return self._op("Gather", [table, "input_ids"])

    def _range(self) -> str:
        """0, 1, … tokens - 1."""
        tokens = self._op("Gather", [self._op("Shape", ["input_ids"]), self._integer(1)])
        return self._op("Range", [self._integer(0), tokens, self._integer(1)])

    def _attention_bias(self) -> str:
        """(batch, heads, query, key): what distance adds, and a wall before padding."""
        keys = self._range()
        queries = self._op("Unsqueeze", [keys, self._integers([1])])
        distance = self._op("Add", [self._op("Sub", [keys, queries]), self._integer(LONGEST - 1)])
        table = self._constant("distances", distance_bias(self._weights["encoder.relative_attention_bias.weight"]))
        near = self._op("Transpose", [self._op("Gather", [table, distance])], perm=[2, 0, 1])
        seen = self._op("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        hidden = self._op("Sub", [self._float(1.0), seen])
        wall = self._op("Mul", [hidden, self._float(MASKED)])
        return self._op("Add", [near, self._op("Unsqueeze", [wall, self._integers([1, 2])])])

    def _attention(self, states: str, bias: str, name: str) -> str:
        joined = self._linear(states, [f"{name}.{part}" for part in "qkv"])
        split = self._op("Reshape", [joined, self._integers([0, 0, 3, HEADS, WIDTH // HEADS])])
        apart = self._op("Transpose", [split], perm=[2, 0, 3, 1, 4])
        query, key, value = (self._op("Gather", [apart, self._integer(part)], axis=0) for part in range(3))
        product = self._op("MatMul", [query, self._op("Transpose", [key], perm=[0, 1, 3, 2])])
        scores = self._op("Div", [product, self._float(math.sqrt(WIDTH / HEADS))])
        weights = self._op("Softmax", [self._op("Add", [scores, bias])], axis=-1)
        heads = self._op("Transpose", [self._op("MatMul", [weights, value])], perm=[0, 2, 1, 3])
        return self._linear(self._op("Reshape", [heads, self._integers([0, 0, WIDTH])]), [f"{name}.o"])

    def _linear(self, states: str, names: Sequence[str]) -> str:
        """One dense layer, or several side by side."""
        matrix, offset = self._dense(names)
        product = self._op("MatMul", [states, self._constant(f"{names[0]}.weight", matrix)])
        return self._op("Add", [product, self._constant(f"{names[0]}.bias", offset)])

    def _dense(self, names: Sequence[str]) -> Tuple[Floats, Floats]:
        matrix = np.concatenate([self._weights[f"{name}.weight"] for name in names]).T
        offset = np.concatenate([self._weights[f"{name}.bias"] for name in names])
        return matrix, offset

    def _gelu(self, states: str) -> str:
        """The exact one: x / 2 * (1 + erf(x / √2))."""
        error = self._op("Erf", [self._op("Div", [states, self._float(math.sqrt(2.0))])])
        scaled = self._op("Mul", [states, self._op("Add", [error, self._float(1.0)])])
        return self._op("Mul", [scaled, self._float(0.5)])

    def _norm(self, states: str, name: str) -> str:
        scale = self._constant(f"{name}.weight", self._weights[f"{name}.weight"])
        offset = self._constant(f"{name}.bias", self._weights[f"{name}.bias"])
        return self._op("LayerNormalization", [states, scale, offset], axis=-1, epsilon=EPSILON)

    def _op(self, kind: str, inputs: Sequence[str], output: Optional[str] = None, **attributes: object) -> str:
        name = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=f"node_{name}", **attributes))
        return name

    def _constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def _float(self, value: float) -> str:
        return self._constant(f"float_{value}", np.array(value, dtype=np.float32))

    def _integer(self, value: int) -> str:
        return self._constant(f"integer_{value}", np.array(value, dtype=np.int64))

    def _integers(self, values: Sequence[int]) -> str:
        return self._constant("integers_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))


class _Int8Graph(_Graph):
    """Every word row, every matrix column and, while running, every token has a scale of its own.

    One scale for all tokens, as onnxruntime's own dynamic quantisation has it, costs MPNet a tenth of its cosine;
    one a token costs half a hundredth, and makes a text's vectors independent of what else is in the batch.
    """

    def _words(self) -> str:
        table = self._weights["embeddings.word_embeddings.weight"]
        scales = (np.abs(table).max(axis=1, keepdims=True) / EIGHT_BITS).astype(np.float32)
        rows = self._constant("words.int8", np.round(table / scales).astype(np.int8))
        found = self._op("Cast", [self._op("Gather", [rows, "input_ids"])], to=TensorProto.FLOAT)
        return self._op("Mul", [found, self._op("Gather", [self._constant("words.scale", scales), "input_ids"])])

    def _linear(self, states: str, names: Sequence[str]) -> str:
        matrix, offset = self._dense(names)
        scales = (np.abs(matrix).max(axis=0) / SEVEN_BITS).astype(np.float32)
        columns = self._constant(f"{names[0]}.int8", np.round(matrix / scales).astype(np.int8))
        largest = self._op("ReduceMax", [self._op("Abs", [states])], axes=[-1], keepdims=1)
        scale = self._op("Mul", [largest, self._float(1 / EIGHT_BITS)])
        shifted = self._op("Add", [self._op("Div", [states, scale]), self._float(MIDDLE + 0.5)])
        rows = self._op("Cast", [shifted], to=TensorProto.UINT8)
        middle = self._constant("middle", np.array(MIDDLE, dtype=np.uint8))
        product = self._op("Cast", [self._op("MatMulInteger", [rows, columns, middle])], to=TensorProto.FLOAT)
        sized = self._op("Mul", [self._op("Mul", [product, scale]), self._constant(f"{names[0]}.scale", scales)])
        return self._op("Add", [sized, self._constant(f"{names[0]}.bias", offset)])
