"""The page of figures: contradictions, and what people say of single figures."""
