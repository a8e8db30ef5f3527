from __future__ import annotations

import numpy as np

from rasa_project.nlu.logistic import folds, one_of_many, one_vs_rest
from rasa_project.nlu.thresholds import best, thresholds

CHANCE = np.random.default_rng(3)


def test_it_finds_the_same_line_as_scikit_learn() -> None:
    from sklearn.linear_model import LogisticRegression

    vectors = CHANCE.normal(size=(200, 5))
    truth = vectors @ np.array([1.0, -2.0, 0.0, 0.5, 0.0]) + CHANCE.normal(size=200) > 0
    ours = one_vs_rest(vectors, truth[:, np.newaxis], strength=2.0, balance=0.0)
    theirs = LogisticRegression(C=2.0).fit(vectors, truth)
    assert np.allclose(ours.weights[:, 0], theirs.coef_[0], atol=1e-3)
    assert np.allclose(ours.offsets[0], theirs.intercept_[0], atol=1e-3)


def test_one_of_many_tells_three_clouds_apart() -> None:
    centres = np.array([[4.0, 0.0], [0.0, 4.0], [-4.0, -4.0]])
    labels = np.arange(150) % 3
    vectors = centres[labels] + CHANCE.normal(size=(150, 2))
    model = one_of_many(vectors, np.eye(3, dtype=bool)[labels], strength=10.0)
    assert (model.scores(vectors).argmax(axis=1) == labels).mean() > 0.95


def test_a_label_without_a_line_is_improbable_and_breaks_nothing() -> None:
    vectors = CHANCE.normal(size=(50, 3))
    model = one_vs_rest(vectors, np.zeros((50, 2), dtype=bool), strength=1.0)
    assert (model.each(vectors) < 0.1).all()


def test_parts_are_even_and_the_same_every_time() -> None:
    assert np.bincount(folds(103, 5)).tolist() == [21, 21, 21, 20, 20]
    assert (folds(50, 5) == folds(50, 5)).all()


def test_a_threshold_lies_between_what_counts_and_what_does_not() -> None:
    truth = np.array([True, True, False, False])
    assert 0.4 < best(truth, np.array([0.9, 0.8, 0.4, 0.1]), beta=1.0) < 0.8


def test_recall_lowers_a_threshold_and_a_rare_label_follows_the_others() -> None:
    confidences = CHANCE.uniform(size=(400, 2))
    truth = CHANCE.uniform(size=(400, 2)) < confidences * 0.6
    truth[:, 1] &= np.arange(400) < 3
    assert (thresholds(truth, confidences, 2.0)[0] <= thresholds(truth, confidences, 1.0)[0]).all()
    common = best(truth.ravel(), confidences.ravel(), 1.0)
    assert abs(thresholds(truth, confidences, 1.0)[1] - common) < 0.25
