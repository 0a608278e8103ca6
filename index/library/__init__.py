"""The tab of reports: what is kept, taking more in, correcting what a report is."""
