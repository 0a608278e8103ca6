"""The doors for programs: REST, an OpenAI-compatible model, health and metrics, and their description."""
