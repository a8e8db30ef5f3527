"""The arithmetic of the evaluation, on cases small enough to count by hand."""

from __future__ import annotations

import pytest

from cli.scoring import by_label, calibration_error, confusions, macro, micro

PAIRS = [
    (frozenset({"angry", "ashamed"}), frozenset({"angry"})),
    (frozenset({"sad"}), frozenset({"warm"})),
    (frozenset[str](), frozenset({"angry"})),
]


def test_scores_of_a_label_count_what_was_there_what_was_read_and_both() -> None:
    angry = by_label(PAIRS, ["angry", "used"])["angry"]
    assert (angry.there, angry.read, angry.both) == (1, 2, 1)
    assert angry.precision == 0.5 and angry.recall == 1.0 and angry.f1 == pytest.approx(2 / 3)
    assert by_label(PAIRS, ["used"])["used"].f1 == 0.0


def test_macro_leaves_out_labels_that_never_occur() -> None:
    assert macro(PAIRS, ["angry", "ashamed", "sad", "used"]) == pytest.approx(2 / 9)
    assert macro([], ["angry"]) == 0.0


def test_micro_counts_all_labels_together() -> None:
    assert micro(PAIRS) == pytest.approx(2 * 1 / (3 + 3))


def test_a_reader_that_is_as_sure_as_it_is_right_has_no_calibration_error() -> None:
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0.0
    assert calibration_error([(1.0, False), (0.5, True)]) == pytest.approx(0.75)
    assert calibration_error([]) == 0.0


def test_a_confusion_is_a_label_missed_beside_one_wrongly_read() -> None:
    assert confusions(PAIRS, 5) == [("sad", "warm", 1)]
