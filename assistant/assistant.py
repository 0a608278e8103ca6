"""The assistant: a question and the turns before it -> a turn with a verified answer."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Set
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from assistant import (
    about,
    cues,
    differences,
    goal,
    overview,
    relate,
    share,
    tell,
)
from assistant.chat_model import ChatModelWriter, ModelSettings
from assistant.checked import checked
from assistant.find import Finder, Found
from assistant.gather import Gatherer
from assistant.match import RATE_UNITS
from assistant.memory import chosen
from assistant.models import LANGUAGES, Answer, Language, Question, Turn
from assistant.normalise import language_of
from assistant.reading import SIDES, Known
from assistant.refuse import missing_reports, refuse, states_none
from assistant.state import state, state_number
from assistant.suggest import examples
from assistant.understand import understand
from assistant.wording import say
from assistant.write import Draft, TemplateWriter, Writer
from assistant.years import years_in
from corpus.amounts import amounts
from corpus.indicators import load_indicators
from corpus.models import Figure
from corpus.offices import load_offices
from index import Encoder, Index
from index.models import Scope

PLAIN = TemplateWriter()
NO_SCOPE = Scope()


class Assistant:
    """Answers questions about the reports of one store; keeps no state between questions."""

    def __init__(self, index: Index, writer: Writer | None = None) -> None:
        self.index = index
        self.writer = writer or PLAIN
        self._gatherer = Gatherer(index)
        self._finder = Finder(self._gatherer, load_indicators())

    @classmethod
    def open(
        cls,
        store: Path | str,
        encoder: str | Encoder | None = None,
        model: ModelSettings | None = None,
        create: bool = True,
    ) -> Assistant:
        """Open the store in the folder ``store``; the encoder is loaded at the first text search.

        With ``model`` a chat model words the answers, as far as its words pass every check. A store
        that is not there is made, unless ``create`` is False: then it is an ``IndexFault``.
        """
        index = Index.open(store, encoder=encoder, create=create)
        if model is None:
            return cls(index)
        english = load_indicators()

        def offices() -> tuple[str, ...]:
            return tuple(card.office for card in index.cards())

        return cls(index, ChatModelWriter.open(model, lambda i: english.get(i).en, offices))

    def ask(self, text: str, turns: tuple[Turn, ...] = (), without: Collection[str] = ()) -> Turn:
        """Return the turn that answers ``text``, given the turns before it.

        ``without`` names slots (measure, year, office) that are not taken from those turns.
        Never raises for what is asked: what the reports do not say is an answer of its own.
        """
        return self._turn(text, turns, without, self.writer)

    def _turn(
        self, text: str, turns: tuple[Turn, ...], without: Collection[str], writer: Writer
    ) -> Turn:
        begun = time.perf_counter()
        choice = chosen(text, turns)
        if (
            choice is None
            and turns
            and re.fullmatch(cues.NO_CHOICE, text.strip(" 。.?？!！").lower())
        ):
            return self._no_choice(text, turns[-1], begun)
        question = understand(
            choice.question if choice else text,
            () if choice else turns,
            self._known(),
            without,
        )
        answer = checked(question, self._answer(question), self._gatherer, writer)
        return Turn(question, answer, time.perf_counter() - begun)

    def _no_choice(self, text: str, last: Turn, begun: float) -> Turn:
        """Say that nothing was offered to choose from; what was talked of stays what it was."""
        question = replace(last.question, text=text, language=language_of(text), carried=())
        draft = Draft(self._gatherer, question.language)
        draft.add("no_choice")
        answer = draft.answer("ambiguous", "no_choice", last.answer.suggestions)
        return Turn(question, answer, time.perf_counter() - begun)

    def examples(self, language: Language, scope: Scope = NO_SCOPE) -> tuple[str, ...]:
        """Return questions that the loaded reports answer, about the offices and years of ``scope``.

        No model is asked for it.
        """
        asked = examples(self._gatherer, language, scope)
        turns = ((q, self._turn(q, (), (), PLAIN)) for q in asked)
        return tuple(q for q, turn in turns if turn.answer.outcome == "answered")

    def warm(self) -> None:
        """Answer once in every way, without a model; what is then loaded no reader waits for."""
        for language in LANGUAGES:
            self.examples(language)
            self._turn(say(language, "ask_how"), (), (), PLAIN)

    def _known(self) -> Known:
        gatherer = self._gatherer
        return Known(
            offices=gatherer.offices(),
            years=gatherer.years(),
            units=gatherer.units,
            indicators=load_indicators(),
            lexicon=load_offices(),
            named_in_text=gatherer.named_in_text,
            years_of=gatherer.years,
        )

    def _answer(self, question: Question) -> Answer:
        draft = Draft(self._gatherer, question.language)
        told = self._of_reports(draft, question)
        if told is not None:
            return told
        numbered = self._numbered(question)
        if numbered:
            return state_number(draft, *numbered)
        measured = goal.against(draft, question, self._finder)
        if measured is not None:
            return measured
        if question.intent in ("text", "overview"):
            return self._in_words(draft, question)
        if not question.measures:
            return self._nothing_named(draft, question)
        return self._in_figures(draft, question)

    def _of_reports(self, draft: Draft, question: Question) -> Answer | None:
        """Answer what asks for no content, or cannot have any; None where the content is asked."""
        if re.search(cues.OUT_OF_SCOPE, question.text.lower()):
            return about.beyond(draft, self.examples(question.language))
        if question.intent == "chat":
            return about.chat(draft, self.examples(question.language))
        if question.intent == "coverage":
            return about.coverage(draft)
        if not self._gatherer.cards() or (question.unknown_offices and not question.scope.offices):
            return refuse(draft, question)
        if question.intent == "identity":
            return about.identity(draft, question)
        return overview.ledger(draft, question) if question.intent == "ledger" else None

    def _in_figures(self, draft: Draft, question: Question) -> Answer:
        planned = question.wants_plan and question.intent in ("figure", "compare")
        answer = self._planned(question) if planned else None
        if answer is not None:
            return answer
        if question.intent == "share" and not question.within:
            return share.share(draft, question, self._finder)
        if question.intent in SIDES:
            return relate.relate(draft, question, self._finder)
        return self._stated(draft, question)

    def _planned(self, question: Question) -> Answer | None:
        """Return the targets that a question for plans asks for, None where none fits."""
        if re.search(cues.AGAINST_PLAN, question.text.lower()):
            return None
        named = years_in(question.text).years if question.intent == "compare" else ()
        layers = self._gatherer.layers(replace(question.scope, years=named or question.scope.years))
        plans = tuple(x for x in layers if x.figure.kind == "target")
        topic = re.sub(cues.ROLE_WORDS["plan"], " ", question.topic)
        found = self._finder.find(replace(self._finder.topic(topic, question), change=True), plans)
        if not found.cells:
            return None
        done = self._done_beside(question, {c.year for c in found.cells})
        return state(Draft(self._gatherer, question.language), question, (found, *done))

    def _done_beside(self, question: Question, planned: Set[int | None]) -> tuple[Found, ...]:
        """Return the results of the other years asked: 2023年要培训多少，2022年培训了多少."""
        years = tuple(y for y in question.scope.years if y not in planned)
        if not years or len(years) == len(question.scope.years):
            return ()
        scope = Scope(question.scope.offices, years)
        topic = re.sub(cues.ROLE_WORDS["plan"], " ", question.topic)
        asked = replace(question, scope=scope, wants_plan=False, topic=topic)
        return tuple(f for f in self._finder.all(asked, scope)[:1] if f.cells)

    def _numbered(self, question: Question) -> tuple[Decimal, tuple[Figure, ...]] | None:
        """Return the number that a question asks back about, and the figures that state it."""
        if not re.search(cues.WHAT_NUMBER, question.text.lower()):
            return None
        rest = question.topic
        told = amounts(rest)
        for amount in told:
            rest = rest.replace(amount.span.of(question.topic), " ")
        if not told or "“" in rest or self._finder.topic(rest, question).weight >= 0.8:
            return None  # a numeral inside a name (生物圈三号) is not a number
        for amount in told:
            stated = self._gatherer.figures(question.scope)
            figures = tuple(
                f for f in stated if amount.value is not None and f.value == amount.value
            )
            if amount.value is not None and figures:
                return amount.value, figures
        return None

    def _in_words(self, draft: Draft, question: Question) -> Answer:
        if (
            missing_reports(question, self._gatherer.cards()) == "no_year"
            and not question.wants_plan
        ):
            return refuse(draft, question)
        if question.intent == "overview" and not question.measures:
            told = differences.differences(Draft(self._gatherer, question.language), question)
            return told or overview.overview(draft, question)
        told = tell.tell(draft, question, self._finder)
        if told.outcome == "not_found" and re.search(cues.WHETHER, question.text.lower()):
            found = self._finder.all(question, question.scope)
            if any(f.cells for f in found):
                return state(Draft(self._gatherer, question.language), question, found)
        return told

    def _nothing_named(self, draft: Draft, question: Question) -> Answer:
        if question.scope.years or question.scope.offices:
            if missing_reports(question, self._gatherer.cards()):
                return refuse(draft, question)
            if question.intent == "figure" and not question.asks_number:
                return overview.overview(draft, question)
        if question.intent in SIDES:
            told = differences.differences(Draft(self._gatherer, question.language), question)
            if told is not None:
                return told
        draft.add("which_measure" if question.intent == "figure" else "nothing_to_compare")
        scopes = (question.scope, Scope(question.scope.offices), NO_SCOPE)
        asked = next(filter(None, (self.examples(question.language, s) for s in scopes)), ())
        return draft.answer("ambiguous", "no_measure", asked)

    def _stated(self, draft: Draft, question: Question) -> Answer:
        found = self._finder.all(question, question.scope)
        if relate.adds(question, found):
            return relate.relate(draft, replace(question, intent="sum"), self._finder)
        if any(f.cells for f in found):
            return state(draft, question, found)
        if not question.scope.years and not re.search(cues.ACTUAL, question.text.lower()):
            plans = self._finder.all(replace(question, wants_plan=True), question.scope)
            if any(_is_amount(f) for f in plans):
                return state(draft, question, plans)  # said to be a plan, as the report has it
        none = states_none(draft, question, found[0].topic, question.scope)
        if none is not None:
            return none
        if not question.asks_number and not missing_reports(question, self._gatherer.cards()):
            told = tell.tell(Draft(self._gatherer, question.language), question, self._finder)
            if told.outcome == "answered":
                return told
        refused = refuse(draft, question, found)
        if "office" in question.carried:  # the talk was of one office; another may state it
            return replace(refused, suggestions=self._elsewhere(question) + refused.suggestions)
        return refused

    def _elsewhere(self, question: Question) -> tuple[str, ...]:
        """Return questions for the other offices that state what the carried one does not."""
        years = () if "year" in question.carried else question.scope.years
        scope = Scope((), years)
        found = self._finder.all(replace(question, scope=scope), scope)
        figures = [f for item in found for cell in item.cells for f in cell.figures][:3]
        return tuple(
            say(
                question.language,
                "ask_figure",
                year=f.year or "",
                office=self._gatherer.office_of(f.report_id),
                measure=f.measure,
            )
            for f in figures
        )


def _is_amount(found: Found) -> bool:
    """Say whether what was found answers as an amount: a rate to be reached is none of how many."""
    figures = [f for cell in found.cells for f in cell.figures]
    return any(found.topic.rate or f.unit not in RATE_UNITS for f in figures)
