"""The assistant: everything that knows Rasa, and the client that only knows its address."""
