"""The journal: debriefs and their turns, sealed, with the owner on every query."""

from wemode.journal.errors import JournalError, KeyMissing, NotFound, VersionConflict
from wemode.journal.journal import Journal
from wemode.journal.records import Debrief, Receipt, Turn

__all__ = ["Debrief", "Journal", "JournalError", "KeyMissing", "NotFound", "Receipt", "Turn", "VersionConflict"]
