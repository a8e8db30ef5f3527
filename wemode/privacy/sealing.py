"""Texts and labels sealed at rest: AES-256-GCM with the place of the value bound in.

    b"v1" | 4 bytes key id | 12 bytes nonce | ciphertext and 16 bytes tag

One random data key a therapist, wrapped in the same format by the wrapping key, which lies in a file of mode 0600
apart from the database. Erasing the wrapped key makes everything sealed under it unreadable, also in old backups.
"""

from __future__ import annotations

import hmac
import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Tuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wemode.errors import WemodeError

FORMAT = b"v1"
KEY_BYTES = 32
ID_BYTES = 4
NONCE_BYTES = 12

Place = Tuple[str, str, str]
"""Table, row and column: a sealed value opens nowhere else."""


class SealingError(WemodeError):
    """A key or a sealed value cannot be used; nothing was overwritten."""


class WrongKey(SealingError):
    """The key at hand is not the one with which this was sealed."""


class KeyFileError(SealingError):
    """The key file is missing, open to others, or no key."""


@dataclass(frozen=True, repr=False)
class Key:
    """A 256-bit key. Its id is public: the first four bytes of its SHA-256."""

    secret: bytes

    @classmethod
    def fresh(cls) -> Key:
        return cls(os.urandom(KEY_BYTES))

    @property
    def id(self) -> bytes:
        return sha256(self.secret).digest()[:ID_BYTES]

    def seal(self, plain: bytes, place: Place) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return FORMAT + self.id + nonce + AESGCM(self.secret).encrypt(nonce, plain, _bound(place))

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Raises WrongKey for another key's value, SealingError for a damaged or moved one."""
        head = len(FORMAT) + ID_BYTES
        if sealed[: len(FORMAT)] != FORMAT or len(sealed) < head + NONCE_BYTES:
            raise SealingError("A sealed value is damaged. It was left as it is; bring back a backup.")
        if sealed[len(FORMAT) : head] != self.id:
            raise WrongKey("This was sealed with another key. Nothing was changed; put the right key file in place.")
        nonce, hidden = sealed[head : head + NONCE_BYTES], sealed[head + NONCE_BYTES :]
        try:
            return AESGCM(self.secret).decrypt(nonce, hidden, _bound(place))
        except InvalidTag:
            raise SealingError(
                "A sealed value was changed or moved. It was left as it is; bring back a backup."
            ) from None

    def fingerprint(self, name: str) -> str:
        """A keyed hash of a name: equal names are found again, and the name is not."""
        return hmac.new(self.secret, name.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def read_key(path: Path) -> Key:
    """The key in a file. Raises KeyFileError when it is missing, readable by others, or no key."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        secret = path.read_bytes()
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be read ({error.strerror}). Nothing was changed.") from None
    if mode & 0o077:
        raise KeyFileError(f"The key file {path} is open to other users. Run: chmod 600 {path}")
    if len(secret) != KEY_BYTES:
        raise KeyFileError(f"{path} holds no key of {KEY_BYTES} bytes. Nothing was changed; put the right file there.")
    return Key(secret)


def create_key(path: Path) -> Key:
    """A fresh key in a new file of mode 0600, or the one that another process put there first. Raises KeyFileError."""
    key = Key.fresh()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.secret)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # whole or not at all, and never over another
    except FileExistsError:
        return read_key(path)
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be made ({error.strerror}). Nothing was changed.") from None
    finally:
        draft.unlink(missing_ok=True)
    return key


def _bound(place: Place) -> bytes:
    return "\x1f".join(place).encode("utf-8", "surrogatepass")
