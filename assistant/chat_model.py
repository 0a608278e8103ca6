"""A chat model as a Writer: it may reword a verified draft, and nothing it adds is shown."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.models import Answer, Question
from assistant.verify import problems
from assistant.wording import PROMPT

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)
_MOST_CHARACTERS = 6_000


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model words the answers, and how long it may take.

    ``name`` is LangChain's "provider:model" ("openai:qwen2.5", "ollama:qwen3"); ``base_url`` the
    address of an OpenAI-compatible server; ``seconds`` the time for one answer.
    """

    name: str
    base_url: str | None = None
    api_key: str | None = None
    seconds: float = 20.0


class ChatModelWriter:
    """Words answers with a LangChain chat model; any fault or doubt gives the draft."""

    def __init__(
        self,
        model: BaseChatModel,
        english: Callable[[str], str],
        offices: Callable[[], tuple[str, ...]],
    ) -> None:
        self._model = model
        self._english = english
        self._offices = offices

    @classmethod
    def open(
        cls,
        settings: ModelSettings,
        english: Callable[[str], str],
        offices: Callable[[], tuple[str, ...]],
    ) -> ChatModelWriter:
        """Return a writer on the model that ``settings`` name."""
        from langchain.chat_models import init_chat_model

        options: dict[str, Any] = {"timeout": settings.seconds, "max_retries": 0, "temperature": 0}
        if settings.base_url:
            options["base_url"] = settings.base_url
        if settings.api_key:
            options["api_key"] = settings.api_key
        return cls(init_chat_model(settings.name, **options), english, offices)

    def write(self, question: Question, answer: Answer) -> str:
        """Return the model's wording where it passes every check, else the draft."""
        if answer.outcome != "answered" or not answer.figures:
            return answer.text  # a refusal and a quotation are never given to a model
        text = self._worded(question, answer)
        if text is None:
            return answer.text
        names = {
            f.figure.indicator: self._english(f.figure.indicator)
            for f in answer.figures
            if f.figure.indicator
        }
        wrong = problems(text, answer, {k: v for k, v in names.items() if k}, self._offices())
        if wrong:
            _log.info("the model's wording was refused: %s", "; ".join(wrong[:5]))
            return answer.text
        return text

    def _worded(self, question: Question, answer: Answer) -> str | None:
        """Return what the model says, None where it says nothing usable in time."""
        material = {
            "question": question.text,
            "draft": answer.text,
            "quotations": {str(c.number): c.quote for c in answer.citations},
        }
        messages = [
            ("system", PROMPT[question.language]),
            ("human", json.dumps(material, ensure_ascii=False)),
        ]
        pieces: list[str] = []
        try:
            for chunk in self._model.stream(messages):
                pieces.append(chunk.text if isinstance(chunk.text, str) else "")
                if sum(map(len, pieces)) > _MOST_CHARACTERS:
                    _log.info("the model did not stop; the draft is shown")
                    return None
        except Exception as fault:  # noqa: BLE001 - servers fail in every way; the draft stands for all
            _log.info(
                "the model did not answer (%s: %s); the draft is shown", type(fault).__name__, fault
            )
            return None
        return "".join(pieces).strip() or None
