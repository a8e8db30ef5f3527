"""What can go wrong in the journal.

    WemodeError
    └── JournalError
        ├── NotFound          there is no such thing for this owner
        ├── VersionConflict   another window has moved the debrief on
        └── KeyMissing        the journal is sealed and its key is not here

A wrong key or a damaged value is a SealingError of wemode.privacy.sealing.
"""

from wemode.errors import WemodeError


class JournalError(WemodeError):
    """The journal cannot do what was asked; what is in it is untouched."""


class NotFound(JournalError):
    """There is no such debrief or turn for this owner."""


class VersionConflict(JournalError):
    """The state moved on since it was read."""


class KeyMissing(JournalError):
    """The journal holds sealed debriefs and the key file is not here."""
