"""Alembic's side of the journal: forward only, one file a step."""
