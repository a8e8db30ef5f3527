"""Makes the lists that masking reads (wemode/privacy/lists). Runs in an environment of its own; nothing imports it."""
