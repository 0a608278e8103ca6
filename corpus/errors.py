"""What can go wrong while a report is read, each message saying what, where and what instead.

CorpusError
├── UnreadableFile      the file is not there or may not be opened
├── EmptyFile           the file holds nothing to read
├── UnsupportedFormat   no reader exists for this kind of file
├── NotText             a text file whose bytes are not text
├── DamagedFile         the file is cut short or broken, or is not what its name says
├── LockedFile          the file asks for a password
├── OverLimit           the file is larger, or grows larger, than a report ever is
├── ReaderStopped       reading took too long or too much memory, or its process broke off
├── ManyReports         the file holds several reports where one was asked for
└── BadKnowledge        a table of the corpus (indicators, offices) is not as it must be
"""

from __future__ import annotations

from typing import Self


class CorpusError(Exception):
    """The base of every error that reading a report can raise.

    ``what`` happened, ``where`` (a file or a place in it), and ``instead``: what to do about it.
    """

    def __init__(self, what: str, *, where: str, instead: str) -> None:
        super().__init__(f"{where}: {what}. {instead}")
        self.what = what
        self.where = where
        self.instead = instead

    def at(self, where: str) -> Self:
        """Return this error told of another place: a reader does not know its file's name."""
        return type(self)(self.what, where=where, instead=self.instead)


class UnreadableFile(CorpusError):
    """The file does not exist, is a folder, or may not be opened."""


class EmptyFile(CorpusError):
    """The file holds no bytes, or nothing but blanks."""


class UnsupportedFormat(CorpusError):
    """No reader exists for this kind of file."""


class NotText(CorpusError):
    """The file calls itself text, but its bytes are not text in any known encoding."""


class DamagedFile(CorpusError):
    """The file is cut short, broken inside, or its bytes are not what its name says."""


class LockedFile(CorpusError):
    """The file is encrypted and opens with a password only."""


class OverLimit(CorpusError):
    """The file, or what it unpacks to, is larger than a report ever is."""


class ReaderStopped(CorpusError):
    """Reading the file went over its time or its memory, or ended its process."""


class ManyReports(CorpusError):
    """The file is a bundle of reports, and one report was asked for."""


class BadKnowledge(CorpusError):
    """A data table of the corpus does not hold what it must."""
