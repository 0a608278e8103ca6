"""Public retrieval sets through the same search: the BEIR folder layout and SQuAD-style JSON."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from corpus.models import Report
from evals.errors import InvalidCases
from evals.models import Summary
from evals.retrieval import DEPTH, measured
from evals.stats import interval
from index import Index

Rank = Callable[[str, int], list[str]]
_DEEPER = 5  # passages looked at for each document wanted: a document may have several


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a public set."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A public set: documents, questions by id, and the documents that answer each."""

    name: str
    documents: tuple[Document, ...]
    questions: tuple[tuple[str, str], ...]
    answers: dict[str, dict[str, int]]


def read_collection(path: Path) -> Collection:
    """Read a BEIR folder (corpus.jsonl, queries.jsonl, qrels/test.tsv) or a SQuAD-style file."""
    return _beir(path) if path.is_dir() else _squad(path)


def _beir(folder: Path) -> Collection:
    qrels = folder / "qrels" / "test.tsv"
    parts = [folder / "corpus.jsonl", folder / "queries.jsonl", qrels]
    absent = [str(p) for p in parts if not p.is_file()]
    if absent:
        raise InvalidCases(tuple(f"{p}: not found; a BEIR folder has it" for p in absent))
    documents = [Document(str(d["_id"]), d.get("title", ""), d["text"]) for d in _lines(parts[0])]
    answers: dict[str, dict[str, int]] = {}
    with qrels.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["score"]) > 0:
                answers.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    asked = [(str(q["_id"]), str(q["text"])) for q in _lines(parts[1]) if str(q["_id"]) in answers]
    return Collection(folder.name, tuple(documents), tuple(asked), answers)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _squad(path: Path) -> Collection:
    """Read ``{"data": [{"paragraphs": [{"context", "qas": [{"id", "question"}]}]}]}``."""
    documents: list[Document] = []
    asked: list[tuple[str, str]] = []
    answers: dict[str, dict[str, int]] = {}
    for entry in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in entry["paragraphs"]:
            id_ = f"p{len(documents)}"
            documents.append(Document(id_, entry.get("title", ""), paragraph["context"]))
            for question in paragraph["qas"]:
                asked.append((str(question["id"]), str(question["question"])))
                answers[str(question["id"])] = {id_: 1}
    return Collection(path.stem, tuple(documents), tuple(asked), answers)


def index_collection(collection: Collection, index: Index) -> Index:
    """Take every document in as a report of its own, title first; returns the index."""
    for document in tqdm(collection.documents, desc="documents", unit="doc"):
        text = f"{document.title}\n{document.text}" if document.title else document.text
        digest = hashlib.sha256(text.encode()).hexdigest()
        index.add(
            Report(
                document.id,
                document.title,
                "",
                "",
                None,
                None,
                document.id,
                digest,
                text,
                (),
                (),
                (),
            )
        )
    return index


def ranker(index: Index) -> Rank:
    """Return a ranking of documents by their best passage."""

    def rank(question: str, k: int) -> list[str]:
        hits = index.search(question, k=k * _DEEPER)
        return list(dict.fromkeys(hit.passage.report_id for hit in hits))[:k]

    return rank


def score_collection(collection: Collection, rank: Rank) -> dict[str, dict[str, float]]:
    """Return measure → question → value; a question without any hit counts 0."""
    return score_ranking(collection, rank)[0]


def score_ranking(
    collection: Collection, rank: Rank
) -> tuple[dict[str, dict[str, float]], dict[str, list[str]]]:
    """Return measure → question → value, and the documents that each question brought up."""
    ranked = {
        id_: rank(text, DEPTH)
        for id_, text in tqdm(collection.questions, desc=collection.name, unit="question")
    }
    run = {
        id_: {doc: float(-place) for place, doc in enumerate(docs)} for id_, docs in ranked.items()
    }
    return measured(collection.answers, run), ranked


def summaries(values: dict[str, dict[str, float]]) -> tuple[Summary, ...]:
    """Return the mean of each measure with its interval."""
    return tuple(
        Summary(name, "all", sum(v.values()) / len(v), len(v), *interval(list(v.values())))
        for name, v in values.items()
        if v
    )
