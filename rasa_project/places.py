"""Where the assistant's own files lie: everything tools make is under .cache, the trained model under models."""

from __future__ import annotations

from wemode.settings import CHECKOUT

ROOT = CHECKOUT
CACHE = ROOT / ".cache"
ENCODER = CACHE / "encoder"
VECTORS = CACHE / "vectors"
MODELS = ROOT / "models"
MODEL_NAME = "wemode"
MODEL = MODELS / f"{MODEL_NAME}.tar.gz"
DATA = ROOT / "data"
CONFIG = ROOT / "rasa_project" / "config.yml"
DOMAIN = ROOT / "rasa_project" / "domain"
ENDPOINTS = ROOT / "rasa_project" / "endpoints.yml"
CREDENTIALS = ROOT / "rasa_project" / "credentials.yml"
