"""One conversation, one writer: every skin goes through `Conversation`."""
