"""The one repository. Every query names its owner; times and ids are passed in."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from wemode.journal.database import connect, writing
from wemode.journal.errors import JournalError, KeyMissing, NotFound, VersionConflict
from wemode.journal.records import Debrief, Receipt, Turn
from wemode.journal.tables import debriefs, therapists, turns
from wemode.privacy.sealing import Key, Place, create_key, read_key

DRAFT_LIFE = timedelta(days=7)
"""How long an unfinished debrief waits after its last turn."""

Outcome = Optional[str]
"""What a turn does to its debrief: keep, erase, erase_all, or nothing."""


class Journal:
    """Sealed debriefs of any number of owners. Safe to share between threads."""

    def __init__(self, engine: Engine, key: Key) -> None:
        self._engine = engine
        self._key = key
        self._unwrapped: Dict[Tuple[str, bytes], Key] = {}

    @classmethod
    def open(cls, url: str, key_file: Path) -> Journal:
        """Creates or migrates. Raises JournalError or SealingError, with nothing overwritten: KeyMissing when the
        journal is sealed and its key is not here, WrongKey when another key is."""
        engine = connect(url)
        with engine.connect() as connection:
            wrapped = connection.execute(
                sa.select(therapists.c.id, therapists.c.wrapped_key)
                .where(therapists.c.wrapped_key.is_not(None))
                .limit(1)
            ).first()
        if not key_file.exists() and wrapped is None:
            return cls(engine, create_key(key_file))
        if not key_file.exists():
            engine.dispose()
            raise KeyMissing(
                f"This journal is sealed and its key file {key_file} is not there. Put it back; nothing was changed."
            )
        key = read_key(key_file)
        if wrapped is not None:
            key.open(wrapped.wrapped_key, ("therapists", wrapped.id, "wrapped_key"))
        return cls(engine, key)

    def close(self) -> None:
        self._engine.dispose()

    def therapist(self, name: str, now: datetime) -> str:
        """The owner id of a name, made at first use with a data key of its own."""
        hashed = self._key.fingerprint(name)
        known = self._known(hashed)
        if known is not None:
            return known
        owner = uuid4().hex
        row = {"id": owner, "name": hashed, "wrapped_key": self._wrap(owner), "created": now}
        try:
            with writing(self._engine).begin() as db:
                db.execute(sa.insert(therapists).values(**row))
        except IntegrityError:  # another process came first
            return self.therapist(name, now)
        return owner

    def _known(self, hashed: str) -> Optional[str]:
        with self._reading() as db:
            return db.execute(sa.select(therapists.c.id).where(therapists.c.name == hashed)).scalar()  # type: ignore[no-any-return]

    def start(self, owner: str, debrief_id: str, state: Dict[str, Any], now: datetime) -> Debrief:
        """A new, open debrief. Raises NotFound for an unknown owner."""
        with self._writing() as db:
            sealed = self._seal(
                self._data_key(db, owner, renew=True), state, ("debriefs", f"{owner}/{debrief_id}", "state")
            )
            db.execute(
                sa.insert(debriefs).values(
                    owner=owner, id=debrief_id, status="open", version=0, state=sealed, created=now, updated=now
                )
            )
        return Debrief(debrief_id, owner, 0, state, "open", now, now)

    def unfinished(self, owner: str) -> Optional[Debrief]:
        """The newest debrief that is neither kept nor erased."""
        query = (
            _debriefs_of(owner).where(debriefs.c.status == "open").order_by(debriefs.c.created.desc(), debriefs.c.id)
        )
        with self._reading() as db:
            row = db.execute(query.limit(1)).first()
            return self._debrief(db, row) if row else None

    def load(self, owner: str, debrief_id: str) -> Debrief:
        """Raises NotFound for another's or an unknown one."""
        with self._reading() as db:
            return self._debrief(db, self._row(db, owner, debrief_id))

    def debriefs(self, owner: str) -> List[Debrief]:
        """The kept ones, newest first."""
        query = _debriefs_of(owner).where(debriefs.c.status == "kept").order_by(debriefs.c.updated.desc())
        with self._reading() as db:
            return [self._debrief(db, row) for row in db.execute(query)]

    def entry(self, owner: str, debrief_id: str) -> Dict[str, Any]:
        """What was kept of a debrief; empty while it is open. Raises NotFound."""
        with self._reading() as db:
            row = self._row(db, owner, debrief_id)
            return (
                self._opened(self._data_key(db, owner), row.entry, ("debriefs", f"{owner}/{debrief_id}", "entry")) or {}
            )

    def turn(self, owner: str, turn_id: str) -> Optional[Turn]:
        query = sa.select(turns).where(turns.c.owner == owner, turns.c.id == turn_id)
        with self._reading() as db:
            row = db.execute(query).first()
            return self._turn(db, row) if row else None

    def turns(self, owner: str, debrief_id: str) -> List[Turn]:
        """In their order. Raises NotFound."""
        with self._reading() as db:
            self._row(db, owner, debrief_id)
            return [self._turn(db, row) for row in db.execute(_turns_of(owner, debrief_id))]

    def pending(self) -> List[Tuple[str, Turn]]:
        """Every owner's turns that wait for an answer, oldest first."""
        query = sa.select(turns).where(turns.c.status == "pending").order_by(turns.c.created, turns.c.position)
        with self._reading() as db:
            return [(row.owner, self._turn(db, row)) for row in db.execute(query)]

    def add_pending(self, owner: str, debrief_id: str, turn_id: str, said: Dict[str, Any], now: datetime) -> Turn:
        """Committed before anybody is asked. The same id again gives the turn that is there. Raises NotFound."""
        with self._writing() as db:
            known = db.execute(sa.select(turns).where(turns.c.owner == owner, turns.c.id == turn_id)).first()
            if known is not None:
                return self._turn(db, known)
            self._row(db, owner, debrief_id, hold=True)
            place = sa.select(sa.func.coalesce(sa.func.max(turns.c.position), 0) + 1).where(
                turns.c.owner == owner, turns.c.debrief_id == debrief_id
            )
            position = int(db.execute(place).scalar_one())
            sealed = self._seal(self._data_key(db, owner), said, ("turns", f"{owner}/{turn_id}", "said"))
            db.execute(
                sa.insert(turns).values(
                    owner=owner, id=turn_id, debrief_id=debrief_id, position=position, status="pending", said=sealed,
                    created=now,
                )
            )  # fmt: skip
            db.execute(
                sa.update(debriefs).where(debriefs.c.owner == owner, debriefs.c.id == debrief_id).values(updated=now)
            )
        return Turn(turn_id, debrief_id, position, "pending", said, None, now)

    def answer(
        self,
        owner: str,
        turn_id: str,
        answer: Dict[str, Any],
        state: Dict[str, Any],
        expected_version: int,
        now: datetime,
        outcome: Outcome,
        entry: Optional[Dict[str, Any]],
    ) -> None:
        """The answer, the next state and what the outcome demands, in one transaction.

        Raises NotFound, and VersionConflict when the state is not at the expected version any more.
        """
        with self._writing() as db:
            turn = self._pending_row(db, owner, turn_id)
            self._move(db, owner, turn.debrief_id, state, expected_version, now)
            sealed = self._seal(self._data_key(db, owner), answer, ("turns", f"{owner}/{turn_id}", "answer"))
            db.execute(
                sa.update(turns)
                .where(turns.c.owner == owner, turns.c.id == turn_id)
                .values(status="answered", answer=sealed)
            )
            if outcome == "keep":
                self._keep(db, owner, turn.debrief_id, entry or {})
            elif outcome == "erase":
                self._erase(db, owner, turn.debrief_id)
            elif outcome == "erase_all":
                self._erase_all(db, owner)
        if outcome in ("erase", "erase_all"):
            self._forget()

    def set_state(
        self, owner: str, debrief_id: str, state: Dict[str, Any], expected_version: int, now: datetime
    ) -> None:
        """A state that changed without a turn. Raises NotFound, VersionConflict."""
        with self._writing() as db:
            self._row(db, owner, debrief_id)
            self._move(db, owner, debrief_id, state, expected_version, now)

    def erase(self, owner: str, debrief_id: str) -> Receipt:
        """One debrief with its turns; their ids stay without content. Raises NotFound."""
        with self._writing() as db:
            self._row(db, owner, debrief_id, hold=True)
            receipt = self._erase(db, owner, debrief_id)
        self._forget()
        return receipt

    def erase_all(self, owner: str) -> Receipt:
        """Everything of an owner, with the data key it was sealed with."""
        with self._writing() as db:
            receipt = self._erase_all(db, owner)
        self._forget()
        return receipt

    def purge(self, now: datetime) -> int:
        """Erase drafts whose last turn is older than DRAFT_LIFE; how many there were."""
        stale = sa.select(debriefs.c.owner, debriefs.c.id).where(
            debriefs.c.status == "open", debriefs.c.updated < now - DRAFT_LIFE
        )
        with self._writing() as db:
            found = db.execute(stale).all()
            for row in found:
                self._erase(db, row.owner, row.id)
        if found:
            self._forget()
        return len(found)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _clearly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _clearly(), writing(self._engine).begin() as connection:
            yield connection

    def _row(self, db: Connection, owner: str, debrief_id: str, hold: bool = False) -> Any:
        """The debrief's row; with `hold`, nobody else changes it until this transaction ends. Raises NotFound."""
        query = _debriefs_of(owner).where(debriefs.c.id == debrief_id)
        row = db.execute(query.with_for_update() if hold else query).first()
        if row is None:
            raise NotFound("There is no such debrief.")
        return row

    def _pending_row(self, db: Connection, owner: str, turn_id: str) -> Any:
        row = db.execute(sa.select(turns).where(turns.c.owner == owner, turns.c.id == turn_id)).first()
        if row is None or row.status == "erased":
            raise NotFound("That turn was erased meanwhile.")
        if row.status != "pending":
            raise VersionConflict("That turn was answered already, in another window.")
        return row

    def _move(
        self, db: Connection, owner: str, debrief_id: str, state: Dict[str, Any], expected_version: int, now: datetime
    ) -> None:
        sealed = self._seal(self._data_key(db, owner), state, ("debriefs", f"{owner}/{debrief_id}", "state"))
        moved = db.execute(
            sa.update(debriefs)
            .where(debriefs.c.owner == owner, debriefs.c.id == debrief_id, debriefs.c.version == expected_version)
            .values(state=sealed, version=expected_version + 1, updated=now)
        )
        if moved.rowcount != 1:
            raise VersionConflict("Another window has moved this debrief on. It stands where that one left it.")

    def _keep(self, db: Connection, owner: str, debrief_id: str, entry: Dict[str, Any]) -> None:
        sealed = self._seal(self._data_key(db, owner), entry, ("debriefs", f"{owner}/{debrief_id}", "entry"))
        db.execute(
            sa.update(debriefs)
            .where(debriefs.c.owner == owner, debriefs.c.id == debrief_id)
            .values(status="kept", entry=sealed)
        )

    def _erase(self, db: Connection, owner: str, debrief_id: str) -> Receipt:
        gone = db.execute(
            sa.update(turns)
            .where(turns.c.owner == owner, turns.c.debrief_id == debrief_id)
            .values(status="erased", said=None, answer=None)
        )
        db.execute(sa.delete(debriefs).where(debriefs.c.owner == owner, debriefs.c.id == debrief_id))
        return Receipt(1, gone.rowcount, False)

    def _erase_all(self, db: Connection, owner: str) -> Receipt:
        gone = db.execute(
            sa.update(turns).where(turns.c.owner == owner).values(status="erased", said=None, answer=None)
        )
        rows = db.execute(sa.delete(debriefs).where(debriefs.c.owner == owner))
        held = sa.and_(therapists.c.id == owner, therapists.c.wrapped_key.is_not(None))
        keys = db.execute(sa.update(therapists).where(held).values(wrapped_key=None))
        return Receipt(rows.rowcount, gone.rowcount, keys.rowcount == 1)

    def _forget(self) -> None:
        """What was erased leaves the write-ahead file too, and no unwrapped key stays in memory."""
        self._unwrapped.clear()
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _data_key(self, db: Connection, owner: str, renew: bool = False) -> Key:
        """The owner's data key; with `renew` a new one where everything was erased. Raises NotFound."""
        query = sa.select(therapists.c.wrapped_key).where(therapists.c.id == owner)
        row = db.execute(query.with_for_update() if renew else query).first()
        if row is None or (row.wrapped_key is None and not renew):
            raise NotFound("There is nothing of this therapist here.")
        wrapped = row.wrapped_key
        if wrapped is None:
            wrapped = self._wrap(owner)
            db.execute(sa.update(therapists).where(therapists.c.id == owner).values(wrapped_key=wrapped))
        known = (owner, bytes(wrapped))
        if known not in self._unwrapped:
            self._unwrapped[known] = Key(self._key.open(known[1], ("therapists", owner, "wrapped_key")))
        return self._unwrapped[known]

    def _wrap(self, owner: str) -> bytes:
        return self._key.seal(Key.fresh().secret, ("therapists", owner, "wrapped_key"))

    @staticmethod
    def _seal(key: Key, value: Dict[str, Any], place: Place) -> bytes:
        return key.seal(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), place)

    @staticmethod
    def _opened(key: Key, sealed: Optional[bytes], place: Place) -> Optional[Dict[str, Any]]:
        if sealed is None:
            return None
        plain = key.open(bytes(sealed), place)
        value: Dict[str, Any] = json.loads(plain.decode("utf-8", "surrogatepass"))
        return value

    def _debrief(self, db: Connection, row: Any) -> Debrief:
        state = (
            self._opened(self._data_key(db, row.owner), row.state, ("debriefs", f"{row.owner}/{row.id}", "state")) or {}
        )
        return Debrief(row.id, row.owner, row.version, state, row.status, row.created, row.updated)

    def _turn(self, db: Connection, row: Any) -> Turn:
        if row.status == "erased":
            return Turn(row.id, row.debrief_id, row.position, row.status, {}, None, row.created)
        key = self._data_key(db, row.owner)
        said = self._opened(key, row.said, ("turns", f"{row.owner}/{row.id}", "said")) or {}
        answer = self._opened(key, row.answer, ("turns", f"{row.owner}/{row.id}", "answer"))
        return Turn(row.id, row.debrief_id, row.position, row.status, said, answer, row.created)


def _debriefs_of(owner: str) -> Any:
    return sa.select(debriefs).where(debriefs.c.owner == owner)


def _turns_of(owner: str, debrief_id: str) -> Any:
    return sa.select(turns).where(turns.c.owner == owner, turns.c.debrief_id == debrief_id).order_by(turns.c.position)


@contextmanager
def _clearly() -> Iterator[None]:
    """A database's failure as one sentence without any value."""
    try:
        yield
    except SQLAlchemyError as error:
        raise JournalError(
            f"The journal could not be read or written ({type(error).__name__}). Your text is still with you."
        ) from None
