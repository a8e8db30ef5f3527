"""The one tree of errors. The message of each is written for the person who will read it.

    WemodeError
    ├── SettingsError      a setting is missing or wrong
    ├── ContentError       a content file breaks its schema
    ├── BadInput           a line or request that cannot be taken as it stands
    │   └── StaleChoice    a choice that is no longer on offer
    ├── MaskingError       identifiers could not be looked for: the turn stops
    ├── AssistantDown      Rasa or the actions did not answer; the text is kept as a pending turn
    └── JournalError       see wemode.journal.errors

A message says what happened, what is kept and what to do. It never holds a user's text.
"""


class WemodeError(Exception):
    """Root of every error that a user may see; printed without a traceback."""


class SettingsError(WemodeError):
    """A setting is missing or wrong."""


class ContentError(WemodeError):
    """A content file is missing, unreadable or breaks its schema."""


class BadInput(WemodeError):
    """What came in cannot be taken as it stands; the state is unchanged."""


class StaleChoice(BadInput):
    """The choice is not, or no longer, on offer."""


class MaskingError(WemodeError):
    """Looking for identifiers failed, so the text was not let through."""


class AssistantDown(WemodeError):
    """No answer from Rasa or the actions; the turn stays pending and is run again."""
