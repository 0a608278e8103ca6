"""The character recognition itself: finds lines of text in a picture and reads them.

One engine a process, made when the first scan comes, with the models that its wheel holds; nothing is
ever fetched. The model that tells upside-down lines apart is left off: it makes whole lines vanish.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UnreadableFile

Picture = NDArray[np.uint8]
Boxes = NDArray[np.float32]

# Finding lines costs by the area, and is as good on a smaller picture while its lines stay so high.
SIDES, LEAST_HIGH = (1120, 2000), 12.5
_MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}


@cache
def engine() -> Any:
    """Return the recognition engine of this process; raise ``UnreadableFile`` where it is missing."""
    try:
        import rapidocr
    except ImportError as error:
        raise UnreadableFile(
            "scanned pages need the libraries rapidocr and onnxruntime",
            where="character recognition",
            instead="Install them: pip install rapidocr onnxruntime",
        ) from error
    folder = Path(rapidocr.__file__).parent / "models"
    paths = {part: folder / name for part, name in _MODELS.items()}
    for path in paths.values():
        if not path.is_file():
            raise UnreadableFile(
                f"its model {path.name} is missing",
                where="character recognition",
                instead="Install rapidocr again: pip install --force-reinstall rapidocr",
            )
    threads = max(1, min(4, (os.cpu_count() or 1) // 2))
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            **{f"{part}.model_path": str(path) for part, path in paths.items()},
        }
    )


def find_lines(picture: Picture) -> Boxes:
    """Return the corners of the pieces of text in a colour ``picture``: an (n, 4, 2) array."""
    boxes = np.zeros((0, 4, 2), np.float32)
    for side in SIDES:
        engine().max_side_len = side
        found = engine()(picture, use_det=True, use_cls=False, use_rec=False)
        boxes = np.asarray(boxes if found.boxes is None else found.boxes, np.float32)
        sides = np.linalg.norm(boxes[:, [1, 2]] - boxes[:, [0, 1]], axis=2)
        shrunk = min(1.0, side / max(picture.shape))
        if not len(boxes) or float(np.median(sides.min(axis=1))) * shrunk >= LEAST_HIGH:
            break
    return boxes


def read_lines(crops: Sequence[Picture]) -> list[tuple[str, float]]:
    """Return what stands in each of ``crops`` and how sure that is, from 0 to 1."""
    if not crops:
        return []
    found = engine().recognize_txt(list(crops))
    return [(text, float(score)) for text, score in zip(found.txts, found.scores, strict=True)]
