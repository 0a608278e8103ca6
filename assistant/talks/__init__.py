"""Conversations: kept whole by user, found again, checked against the reports, given away as files."""
