"""Public sets run through our own search, in the layouts they come in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import InvalidCases
from evals.public import index_collection, ranker, read_collection, score_collection
from index import Index

TEXTS = {"a": "个体工商户可以起字号。", "b": "举报电话应当向社会公布。"}


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    docs = [json.dumps({"_id": k, "title": "", "text": t}) for k, t in TEXTS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(docs))
    asked = [{"_id": "1", "text": "个体户能起字号吗"}, {"_id": "2", "text": "没有答案的问题"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)))
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n")
    return tmp_path


def test_a_beir_folder_is_searched_and_scored(beir: Path) -> None:
    collection = read_collection(beir)
    index = index_collection(collection, Index.in_memory("hash"))
    values = score_collection(collection, ranker(index))
    assert values["nDCG@10"] == {"1": 1.0}


def test_a_squad_file_is_read_as_documents_and_questions(tmp_path: Path) -> None:
    paragraph = {"context": TEXTS["a"], "qas": [{"id": "q", "question": "能起字号吗"}]}
    file = tmp_path / "squad.json"
    file.write_text(json.dumps({"data": [{"title": "t", "paragraphs": [paragraph]}]}))
    collection = read_collection(file)
    assert collection.answers == {"q": {"p0": 1}}
    assert collection.documents[0].text == TEXTS["a"]


def test_a_folder_that_is_not_beir_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidCases, match=r"queries\.jsonl: not found"):
        read_collection(tmp_path)
