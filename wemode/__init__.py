"""Wemode's core: reading, protocol, voice, conversation, journal, privacy. It knows no framework."""
