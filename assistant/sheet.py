"""What a page must be to stand beside the chat as a tab of its own."""

from __future__ import annotations

from typing import Any, Protocol

from assistant.models import Language


class Sheet(Protocol):
    """A page that stands beside the chat as a tab of its own; each room brings its own."""

    @property
    def name(self) -> str:
        """The tab's name in the page's own links and styles."""
        ...

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        ...

    def css(self) -> str:
        """Return the look of the tab."""
        ...

    def lay(self, tab: Any, language: Any) -> list[Any]:
        """Put the parts into the open tab and return those that ``dress`` renews."""
        ...

    def dress(self, language: Language) -> list[Any]:
        """Return those parts in ``language``."""
        ...
