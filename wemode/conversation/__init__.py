"""One conversation, one writer: every skin goes through `Conversation`."""

from wemode.conversation.conversation import Answer, Assistant, Conversation

__all__ = ["Answer", "Assistant", "Conversation"]
