"""The terminal skin, the launcher, and every subcommand of `wemode`."""
