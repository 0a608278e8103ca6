"""The drawer of one report: what it is, a form to correct it, replacing and removing it."""
