"""rasa-sdk actions: thin adapters from a message to the core and back. Stateless, and without any key."""
