"""What keeps a therapist's words from pointing at a person: identifiers found and masked, and texts sealed."""

from wemode.privacy.finding import find
from wemode.privacy.identifier import Identifier
from wemode.privacy.masking import Masked, mask, role_word

__all__ = ["Identifier", "Masked", "find", "mask", "role_word"]
