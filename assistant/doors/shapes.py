"""What programs send and get, as types: the description of the doors is made from these."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.tools import MOST_CHARACTERS

MODEL = "enforcement-report-assistant"
MOST_EARLIER = 20
MOST_MESSAGES = 200

Words = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS)]
Number = int | float | None


class Shape(BaseModel):
    """The base of all: what is not named here is left out."""

    model_config = ConfigDict(extra="ignore")


class Asked(Shape):
    """A question, and the questions that were asked before it in the same talk."""

    question: Words = Field(examples=["2024年辟谣多少次？"])
    history: list[Words] = Field(default=[], max_length=MOST_EARLIER)


class FigureShape(Shape):
    """A figure of an answer; ``surface`` is as printed, ``citation`` the number of its source."""

    measure: str
    indicator: str | None
    value: Number
    upper: Number
    unit: str
    qualifier: str
    kind: str
    year: int | None
    period: str
    office: str
    surface: str
    citation: int


class DerivedShape(Shape):
    """A number that was computed from figures of the answer."""

    label: str
    value: Number
    unit: str
    surface: str
    formula: str


class CitationShape(Shape):
    """A numbered source; ``start`` and ``end`` are characters of the report's text."""

    number: int
    report_id: str
    source: str
    title: str
    office: str
    year: int | None
    section: list[str]
    page: int | None
    quote: str
    start: int
    end: int


class ChoiceShape(Shape):
    """One meaning of a question that has several, and the question to send for it."""

    label: str
    question: str


class ScopeShape(Shape):
    """The offices and years that were looked at; empty means all."""

    offices: list[str]
    years: list[int]


class Answered(Shape):
    """An answer. ``outcome`` says of which kind it is; ``text`` carries [n] marks of its sources."""

    question: str
    language: Literal["zh", "en"]
    intent: str
    outcome: Literal["answered", "not_found", "ambiguous", "out_of_scope"]
    reason: str
    text: str
    figures: list[FigureShape]
    derived: list[DerivedShape]
    citations: list[CitationShape]
    warnings: list[str]
    chart: dict[str, Any] | None
    table: dict[str, Any] | None
    choices: list[ChoiceShape]
    suggestions: list[str]
    scope: ScopeShape
    carried: list[str]
    seconds: float


class HitShape(Shape):
    """A passage that was found."""

    rank: int
    score: float
    found_by: list[str]
    report_id: str
    source: str
    title: str
    office: str
    year: int | None
    section: list[str]
    page: int | None
    text: str
    start: int
    end: int


class Hits(Shape):
    """The passages that fit best, the best first."""

    hits: list[HitShape]


class LedgerShape(Shape):
    """A figure of the ledger with the sentence it stands in."""

    id: str
    report_id: str
    measure: str
    indicator: str | None
    value: Number
    upper: Number
    unit: str
    qualifier: str
    kind: str
    year: int | None
    period: str
    surface: str
    office: str
    title: str
    source: str
    section: list[str]
    page: int | None
    sentence: str
    start: int
    end: int
    verdict: str
    """What a person said of it: confirmed, corrected (value and unit are then theirs), or ""."""


class Figures(Shape):
    """One stretch of the figures that fit; ``total`` is how many there are."""

    total: int
    figures: list[LedgerShape]


class ReportShape(Shape):
    """A loaded report."""

    id: str
    title: str
    office: str
    year: int | None
    published: str | None
    source: str
    passages: int
    figures: int
    notes: list[str]


class Reports(Shape):
    """What is loaded."""

    reports: list[ReportShape]


class Health(Shape):
    """Whether questions can be answered."""

    status: Literal["ok", "failing"]


class FaultDetail(Shape):
    """What was wrong, in words and as a code."""

    message: str
    type: str
    code: str


class Fault(Shape):
    """Every refusal has this shape."""

    error: FaultDetail


class Part(Shape):
    """A part of a message; only texts are read."""

    type: str = Field(max_length=40)
    text: str = ""


class ChatMessage(Shape):
    """A message of a talk; the user's are read, all others are passed over."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None


class StreamOptions(Shape):
    """Whether a stream ends with what it took."""

    include_usage: bool = False


class ChatAsked(Shape):
    """A talk in OpenAI's form; whatever sets a model's temper is passed over."""

    messages: list[ChatMessage] = Field(
        min_length=1, max_length=MOST_MESSAGES,
        examples=[[{"role": "user", "content": "2024年辟谣多少次？"}]],
    )  # fmt: skip
    model: str = Field(default=MODEL, max_length=200, examples=[MODEL])
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None


class ChatReply(Shape):
    """The answer as a message."""

    role: Literal["assistant"]
    content: str


class ChatChoice(Shape):
    """The one answer there is."""

    index: int
    message: ChatReply
    finish_reason: Literal["stop"]


class Usage(Shape):
    """Characters, not tokens: no model reads or writes here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatAnswered(Shape):
    """An answer in OpenAI's form; ``report_assistant`` holds it with figures and citations."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChatChoice]
    usage: Usage
    report_assistant: Answered


class ModelShape(Shape):
    """The one model there is."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(Shape):
    """The list of models."""

    object: Literal["list"]
    data: list[ModelShape]
