"""What the assistant says: YAML under content/ at the root, read and schema-checked here."""
