"""What can go wrong in the index, each with what, where and what to do instead.

IndexFault
├── StoreBusy           another writer holds the store
├── StoreMissing        there is no store at this place
├── StoreMismatch       the store was built by another schema or encoder
├── UnknownReport       no report with that id is loaded
├── EncoderUnavailable  the encoder's package or model is not there
├── RecordsUnusable     the database of the records cannot be asked, or its file is damaged
├── ChromaAway          a Chroma server does not answer; search goes on without it
├── UnfitReport         a report that cannot be stored
├── BackupUnusable      a backup that cannot be made or brought back
└── UnfitRemark         something said of a report or figure that cannot be kept
"""

from __future__ import annotations


class IndexFault(Exception):
    """The base of every error this package raises on purpose."""


class StoreBusy(IndexFault):
    """Another process is writing to the store."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"the store {store} is being written by another process; "
            "wait until that build or removal ends and run the command again"
        )


class StoreMissing(IndexFault):
    """There is no store in this folder."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"there is no store in {store}; "
            f"make one with `python -m index build PATH… --store {store}`"
        )


class StoreMismatch(IndexFault):
    """The store does not fit this version or this encoder."""

    def __init__(self, store: str, key: str, stored: object, wanted: object, instead: str) -> None:
        super().__init__(f"the store {store} has {key} {stored!r}, wanted {wanted!r}; {instead}")


class UnknownReport(IndexFault):
    """No loaded report has this id."""

    def __init__(self, report_id: str) -> None:
        super().__init__(
            f"no report {report_id!r} is loaded; `python -m index list` shows the ids there are"
        )


class EncoderUnavailable(IndexFault):
    """The package or the model of an encoder is missing."""

    def __init__(self, name: str, why: str, instead: str) -> None:
        super().__init__(f"the encoder {name!r} cannot be loaded ({why}); {instead}")


class UnfitReport(IndexFault):
    """A report holds something that cannot be kept."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source} cannot be kept: {why}; clean the file and build again")


class BackupUnusable(IndexFault):
    """A backup cannot be made here, or what is in it is not what was put in."""

    def __init__(self, what: str, why: str, instead: str) -> None:
        super().__init__(f"{what}: {why}; {instead}")


class UnfitRemark(IndexFault):
    """What a person says of a report or a figure does not fit it."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"this cannot be noted: {what}; {instead}")


class RecordsUnusable(IndexFault):
    """The database that holds the records cannot be read or written."""

    def __init__(self, store: str, why: str, instead: str) -> None:
        super().__init__(f"the records {store} cannot be used: {why}; {instead}")


class ChromaAway(IndexFault):
    """A Chroma server does not answer, or not in time."""

    def __init__(self, server: str, why: str) -> None:
        super().__init__(
            f"the Chroma server {server} cannot be asked ({why}); "
            "start it, or build without --chroma to keep the vectors in the store"
        )
