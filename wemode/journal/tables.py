"""The tables. In clear are ids, owners, positions, states of processing, versions and times; all else is sealed."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Optional

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s",
    }
)

Id = sa.String(80)


class Moment(sa.types.TypeDecorator):  # type: ignore[misc]
    """A point in time, always in UTC: SQLite forgets the zone it was given."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Optional[datetime], dialect: Any) -> Optional[datetime]:
        return None if value is None else value.astimezone(timezone.utc)

    def process_result_value(self, value: Optional[datetime], dialect: Any) -> Optional[datetime]:
        return value if value is None or value.tzinfo else value.replace(tzinfo=timezone.utc)


therapists = sa.Table(
    "therapists",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.String(64), nullable=False, unique=True, comment="keyed hash"),
    sa.Column("wrapped_key", sa.LargeBinary, nullable=True, comment="null once everything was erased"),
    sa.Column("created", Moment, nullable=False),
)

debriefs = sa.Table(
    "debriefs",
    metadata,
    sa.Column("owner", Id, sa.ForeignKey("therapists.id"), primary_key=True),
    sa.Column("id", Id, primary_key=True),
    sa.Column("status", sa.String(8), nullable=False, comment="open, kept"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("state", sa.LargeBinary, nullable=False, comment="sealed"),
    sa.Column("entry", sa.LargeBinary, nullable=True, comment="sealed"),
    sa.Column("created", Moment, nullable=False),
    sa.Column("updated", Moment, nullable=False),
)

turns = sa.Table(
    "turns",
    metadata,
    sa.Column("owner", Id, sa.ForeignKey("therapists.id"), primary_key=True),
    sa.Column("id", Id, primary_key=True),
    sa.Column("debrief_id", Id, nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("status", sa.String(8), nullable=False, index=True, comment="pending, answered, erased"),
    sa.Column("said", sa.LargeBinary, nullable=True, comment="sealed"),
    sa.Column("answer", sa.LargeBinary, nullable=True, comment="sealed"),
    sa.Column("created", Moment, nullable=False),
)
