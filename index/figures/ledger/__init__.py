"""The ledger as a table that is filtered and sorted."""
