"""Sealed values: only with the key, only in their place, never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wemode.privacy.sealing import Key, SealingError, WrongKey, create_key, read_key

KEY = Key(bytes(range(32)))
HERE = ("turns", "turn-1", "said")


@given(st.binary(max_size=200))
def test_what_was_sealed_opens_again(plain: bytes) -> None:
    sealed = KEY.seal(plain, HERE)
    assert KEY.open(sealed, HERE) == plain
    assert sealed[:2] == b"v1" and sealed[2:6] == KEY.id and len(sealed) == 2 + 4 + 12 + len(plain) + 16


def test_the_same_words_are_never_sealed_alike() -> None:
    assert len({KEY.seal(b"words", HERE) for _ in range(50)}) == 50


@given(st.integers(0, 8 * 39 - 1))
def test_no_bit_of_a_sealed_value_can_be_flipped(bit: int) -> None:
    sealed = bytearray(KEY.seal(b"words", HERE))
    assert len(sealed) == 39
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealingError):
        KEY.open(bytes(sealed), HERE)


@given(st.integers(0, 38))
def test_no_sealed_value_can_be_cut_short(length: int) -> None:
    with pytest.raises(SealingError):
        KEY.open(KEY.seal(b"words", HERE)[:length], HERE)


@pytest.mark.parametrize(
    "elsewhere", [("debriefs", "turn-1", "said"), ("turns", "turn-2", "said"), ("turns", "turn-1", "answer")]
)
def test_a_sealed_value_opens_in_its_place_only(elsewhere: tuple[str, str, str]) -> None:
    with pytest.raises(SealingError):
        KEY.open(KEY.seal(b"words", HERE), elsewhere)


def test_another_key_is_told_apart_from_damage() -> None:
    with pytest.raises(WrongKey):
        Key.fresh().open(KEY.seal(b"words", HERE), HERE)


def test_a_key_does_not_show_itself() -> None:
    assert KEY.secret.hex()[:8] not in repr(KEY) and str(KEY.secret) not in repr(KEY)


def test_a_name_is_found_again_by_its_hash_and_only_with_the_key() -> None:
    assert KEY.fingerprint("Ann") == KEY.fingerprint("Ann") != KEY.fingerprint("ann")
    assert Key.fresh().fingerprint("Ann") != KEY.fingerprint("Ann")


def test_a_key_file_is_made_once_and_never_written_over(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "keys" / "a.key"
    made = create_key(path)
    assert read_key(path).secret == made.secret
    assert create_key(path).secret == made.secret
    assert read_key(path).secret == made.secret
