"""Writes one invented report; every number it prints goes into the ledger at once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from evals.synth_models import GoldFigure, Office, SynthReport, indicators_of, seeded, tables
from evals.synth_numbers import Printed, print_number, print_percent, print_target


class Composer:
    """Writes the report of one office and year."""

    def __init__(self, office: Office, year: int, seed: int) -> None:
        self.office, self.year, self.seed = office, year, seed
        self.rng = seeded(seed, office.short, year)
        self.ledger: list[GoldFigure] = []
        self.zeros: list[tuple[str, str]] = []
        printed = tables()["offices"][office.kind]["printed"]
        self.printed = self.rng.choice(printed).format(d=office.district)

    def report(self) -> SynthReport:
        """Return the whole report with its ledger."""
        heads = self.rng.choice(tables()["headings"])
        heads = {k: v.format(year=self.year, next=self.year + 1) for k, v in heads.items()}
        pool = indicators_of(self.office)
        chosen = self.rng.sample(pool, k=max(12, len(pool) * 3 // 5))
        problems = tuple(self.rng.sample(tables()["problems"], k=self.rng.randint(2, 3)))
        title = self.rng.choice(tables()["titles"]).format(office=self.printed, year=self.year)
        opening = f"现将{self.year}年度有关情况报告如下。"
        half = len(chosen) // 2
        style = self.rng.choice(["nested", "flat", "inline", "bare"])
        body = [
            *_head(style, 0, heads["work"]),
            *self._work(style, (heads["first"], heads["second"]), (chosen[:half], chosen[half:])),
            *_head(style, 1, heads["problems"]),
            *_listed(style, problems),
            *_head(style, 2, heads["plan"]),
            *_listed(style, self._plan(chosen)),
        ]
        signed = f"{self.year + 1}年{self.rng.randint(1, 3)}月{self.rng.randint(1, 28)}日"
        lines = [title, opening, *body, self.printed, signed]
        wrap = style != "bare" and self.rng.random() < 0.4
        source = f"{self.office.short}-{self.year}.txt"
        return SynthReport(
            source, _laid_out(lines, wrap, self.rng.randint(24, 34)), self.office, self.printed,
            self.year, tuple(self.ledger), problems, tuple(self.zeros), self.seed,
        )  # fmt: skip

    def _work(
        self, style: str, heads: tuple[str, str], halves: tuple[list[Any], list[Any]]
    ) -> Iterator[str]:
        for number, (head, indicators) in enumerate(zip(heads, halves, strict=True)):
            sentences = list(self._sentences(indicators))
            if style in ("inline",):
                yield f"{'一二'[number]}是{head}。" + "".join(sentences)
                continue
            mark = {"nested": f"（{'一二'[number]}）", "flat": f"{number + 1}."}.get(style, "")
            yield mark + head
            third = max(1, len(sentences) // 2)
            yield "".join(sentences[:third])
            yield "".join(sentences[third:])

    def _sentences(self, indicators: list[dict[str, Any]]) -> Iterator[str]:
        """Yield sentences of one to four figures with sentences that hold none between them."""
        rest = list(indicators)
        while rest:
            take = self.rng.randint(1, 4)
            if take == 2 and len(rest) > 1 and self.rng.random() < 0.4:
                yield self._respectively(rest[0], rest[1])
            else:
                clauses = [self._clause(i) for i in rest[:take]]
                yield self.rng.choice(["，", "，", "；"]).join(clauses) + "。"
            rest = rest[take:]
            if self.rng.random() < 0.5:
                source = "traps" if self.rng.random() < 0.4 else "fillers"
                yield self.rng.choice(tables()[source])
        if self.rng.random() < 0.08:
            yield self._contradiction(self.rng.choice(indicators))

    def _clause(self, indicator: dict[str, Any]) -> str:
        verb, noun = self._name(indicator)
        if self.rng.random() < 0.03 and verb:
            words = f"全年未{verb}{noun}"
            self.zeros.append((indicator["id"], words))
            return words
        if self.rng.random() < 0.04 and not indicator["unit"].startswith("万"):
            return self._risen(indicator, verb + noun)
        printed = print_number(self.rng, self._value(indicator), indicator["unit"])
        patterns = tables()["sentences" if verb else "whole"]
        clause = str(self.rng.choice(patterns)).format(v=verb, n=noun, x=printed.surface)
        self._note(indicator["id"], verb + noun, printed, "result", self.year, clause)
        return clause + self._tail(indicator, verb + noun, printed)

    def _respectively(self, one: dict[str, Any], other: dict[str, Any]) -> str:
        """Return two measures first and then their two numbers."""
        names = ["".join(self._name(i)) for i in (one, other)]
        printed = [print_number(self.rng, self._value(i), i["unit"]) for i in (one, other)]
        clause = f"{names[0]}、{names[1]}分别为{printed[0].surface}和{printed[1].surface}"
        for indicator, name, x in zip((one, other), names, printed, strict=True):
            self._note(indicator["id"], name, x, "result", self.year, clause)
        return clause + "。"

    def _risen(self, indicator: dict[str, Any], name: str) -> str:
        """Return a number with that of the year before, as the report tells the change."""
        before, now = (Decimal(self._value(indicator, y)) for y in (self.year - 1, self.year))
        unit, verb = indicator["unit"], "增至" if now >= before else "降至"
        clause = f"{name}由上年的{before}{unit}{verb}{now}{unit}"
        for value, year in ((before, self.year - 1), (now, self.year)):
            x = Printed(value, unit, "exact", f"{value}{unit}")
            self._note(
                indicator["id"] + ("" if year == self.year else ".before"),
                name,
                x,
                "result",
                year,
                clause,
            )
        return clause

    def _tail(self, indicator: dict[str, Any], measure: str, total: Printed) -> str:
        """Return what follows a figure now and then: its parts, its change, a share of it."""
        roll, rng = self.rng.random(), self.rng
        if roll < 0.07 and total.qualifier == "exact" and 4 <= total.value < 10_000:
            first = int(total.value) * rng.randint(2, 8) // 10
            names, unit = rng.choice(tables()["parts"]), total.unit
            sizes = (max(1, first), int(total.value) - max(1, first))
            told = "、".join(f"{n}{s}{unit}" for n, s in zip(names, sizes, strict=True))
            for name, size in zip(names, sizes, strict=True):
                part = Printed(Decimal(size), unit, "exact", f"{size}{unit}")
                words = f"{name}{part.surface}"
                self._note(
                    indicator["id"] + ".part", measure + name, part, "result", self.year, words
                )
            return f"（其中{told}）"
        if roll < 0.17:
            percent, table = print_percent(rng, 1, 60), rng.choice(["growth", "fall"])
            words = str(rng.choice(tables()[table])).format(p=percent.surface)
            self._note(indicator["id"] + ".change", measure, percent, "change", self.year, words)
            return "，" + words
        if 0.22 < roll < 0.27 and indicator["unit"] in ("件", "宗", "起"):
            people = print_number(rng, rng.randint(3, 90), "人")
            self._note(
                indicator["id"] + ".people", measure, people, "result", self.year, people.surface
            )
            return rng.choice(["", "、", "，涉及"]) + people.surface
        if roll < 0.22:
            percent = print_percent(rng, 80, 99)
            words = str(rng.choice(tables()["shares"])).format(p=percent.surface)
            self._note(indicator["id"] + ".share", words, percent, "share", self.year, words)
            return "，" + words
        return ""

    def _contradiction(self, indicator: dict[str, Any]) -> str:
        verb, noun = self._name(indicator)
        other = print_number(self.rng, self._value(indicator) + 7, indicator["unit"])
        clause = f"据年终统计，{verb}{noun}{other.surface}"
        self._note(indicator["id"], verb + noun, other, "result", self.year, clause)
        return clause + "。"

    def _plan(self, indicators: list[dict[str, Any]]) -> tuple[str, ...]:
        plain = self.rng.sample(tables()["plans"], k=2)
        told = []
        for indicator in self.rng.sample(indicators, k=2):
            verb, noun = self._name(indicator)
            if not verb:
                continue
            printed = print_target(self.rng, self._value(indicator), indicator["unit"])
            clause = str(self.rng.choice(tables()["targets"])).format(
                v=verb, n=noun, x=printed.surface
            )
            self._note(indicator["id"], verb + noun, printed, "target", self.year + 1, clause)
            told.append(clause + "。")
        return (*plain, *told)

    def _name(self, indicator: dict[str, Any]) -> tuple[str, str]:
        """Return verb and noun; an office that renamed an indicator uses the new name from then."""
        renamed = seeded(self.seed, self.office.short, indicator["id"], "name")
        if renamed.random() < 0.15 and self.year >= renamed.randint(2012, 2024):
            return "", indicator["other"]
        return indicator["verb"], indicator["noun"]

    def _value(self, indicator: dict[str, Any], year: int = 0) -> int:
        """Return a year's number: the office's own size for it, moved by up to a half."""
        own = seeded(self.seed, self.office.short, indicator["id"])
        low, high = float(indicator["low"]), float(indicator["high"])
        size: float = low * (high / low) ** own.random()
        return max(1, round(size * seeded(own.random(), year or self.year).uniform(0.66, 1.5)))

    def _note(
        self, indicator: str, measure: str, x: Printed, kind: str, year: int, words: str
    ) -> None:
        self.ledger.append(
            GoldFigure(
                indicator,
                measure,
                x.value,
                x.unit,
                x.qualifier,
                kind,
                year,
                x.surface,
                words,
                x.upper,
            )
        )


def _head(style: str, number: int, words: str) -> list[str]:
    return [words if style == "bare" else f"{'一二三'[number]}、{words}"]


def _listed(style: str, sentences: tuple[str, ...]) -> list[str]:
    marks = "一二三四五六"
    if style == "inline":
        return ["".join(f"{marks[i]}是{s}" for i, s in enumerate(sentences))]
    if style == "nested":
        return [f"{i}.{s}" for i, s in enumerate(sentences, 1)]
    return ["".join(sentences)]


def _laid_out(lines: list[str], wrap: bool, width: int) -> str:
    """Return the lines as paragraphs, or broken hard at ``width`` signs with blank lines between."""
    if not wrap:
        return "\n".join(lines) + "\n"
    pieces = [line[i : i + width] for line in lines for i in range(0, len(line), width)]
    return "\n\n".join(pieces) + "\n"
