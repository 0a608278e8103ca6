"""Figures side by side: offices, years and indicators, with what keeps them from being compared."""
