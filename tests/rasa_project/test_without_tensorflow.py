from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from rasa_project import places, without_tensorflow

without_tensorflow.install()


def test_rasa_can_be_imported_for_serving_and_training() -> None:
    program = (
        "from rasa_project import environment; environment.prepare();"
        "import rasa.core.run, rasa.model_training, rasa.nlu.classifiers.diet_classifier, tensorflow;"
        "print(type(tensorflow).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=places.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "_Module"


def test_a_name_can_be_inherited_from_and_named_in_a_type() -> None:
    tf = import_module("tensorflow")
    sequence = import_module("keras.utils").Sequence

    class Layer(tf.keras.layers.Layer):  # type: ignore[misc, name-defined]
        @tf.function(input_signature=[tf.float32])  # type: ignore[untyped-decorator]
        def call(self) -> str:
            return "called"

    assert issubclass(Layer, tf.keras.layers.Layer.__mro__[1])
    assert isinstance(sequence, type)


def test_what_is_really_used_refuses_loudly() -> None:
    tf = import_module("tensorflow")

    with pytest.raises(without_tensorflow.NotHere, match=r"tensorflow.*constant"):
        tf.constant(1)


def test_a_name_can_stand_in_an_except() -> None:
    client_error = import_module("botocore.exceptions").ClientError

    with pytest.raises(ZeroDivisionError):
        try:
            divmod(1, 0)
        except client_error:
            pytest.fail("no such error was raised")


def test_installing_twice_puts_one_finder() -> None:
    before = len(sys.meta_path)
    without_tensorflow.install()
    assert len(sys.meta_path) == before
