"""Who may ask: users and their roles, log-in, keys for programs, and the log of what was done."""
