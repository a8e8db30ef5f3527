"""Tunes the sentence encoder to what therapists write. Runs in an environment of its own; nothing else imports it."""
