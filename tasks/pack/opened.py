"""A pack opened to be looked into, whoever made it: a folder or a zip file that may be hostile.

In: a path. Out: names of files, their bytes and digests; nothing is ever unpacked to the disk. Refused: names that lead
out of the pack, names given twice, links, devices, encryption, too many files, files or packs that are too large when
unpacked. What a zip says of its sizes is not believed: bytes are counted while they are read.
"""

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Final, Self

from tasks.trouble import Misconfigured, Refused, Trouble, Unavailable, Unreadable

MAX_FILES: Final = 20_000  # 200 articles have some 1,000
MAX_NAME_CHARS: Final = 300
MAX_FILE_BYTES: Final = 2_000_000_000  # the archive of pages of a whole run
MAX_PACK_BYTES: Final = 4_000_000_000  # in all, unpacked: some 20 s to hash
MAX_JSON_BYTES: Final = 200_000_000  # one article with all the pages that lay before its judge is some megabytes
# 1 GB of zeros is 1 MB of zip; JSON and pages shrink to a fifth or a tenth, and no honest megabyte to less than 1/200.
MAX_RATIO: Final = 200
RATIO_FROM_BYTES: Final = 10_000_000
PIECE_BYTES: Final = 1 << 20
_WRONG_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Pack:
    """An open pack. Use it in a `with` block."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, str(path)
        self._zip: zipfile.ZipFile | None = None
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._files: dict[str, Path] = {}
        self._left = MAX_PACK_BYTES
        if path.is_symlink() or not path.exists():
            why = "is a link, not a pack" if path.is_symlink() else "there is no such file or folder"
            raise Misconfigured(self.name, why, "Give the path of a pack")
        try:
            self._open_folder() if path.is_dir() else self._open_zip()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._zip is not None:
            self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The files of the pack, sorted; paths with slashes."""
        return tuple(sorted(self._infos or self._files))

    def read(self, name: str, most: int) -> bytes:
        """The bytes of a file of at most that size; Unreadable where it is not there, Refused where it is larger."""
        pieces, size = [], 0
        for piece in self._pieces(name):
            size += len(piece)
            if size > most:
                raise Refused(f"{self.name}: {name}", f"is larger than {most:,} bytes", "No pack of ours has that")
            pieces.append(piece)
        return b"".join(pieces)

    def digest(self, name: str) -> tuple[int, str]:
        """Size in bytes and SHA-256 of a file; a member of a zip that cannot be unpacked has the empty digest."""
        digest, size = hashlib.sha256(), 0
        try:
            for piece in self._pieces(name):
                digest.update(piece)
                size += len(piece)
        except Unreadable:
            return size, ""
        return size, digest.hexdigest()

    def _pieces(self, name: str) -> Iterator[bytes]:
        if name not in self._infos and name not in self._files:
            raise Unreadable(self.name, f"it holds no {name}", "Ask for the pack again")
        size = 0
        try:
            with self._stream(name) as stream:
                while piece := stream.read(PIECE_BYTES):
                    size += len(piece)
                    self._left -= len(piece)
                    if size > MAX_FILE_BYTES or self._left < 0:
                        raise self._too_large(name)
                    yield piece
        except Trouble:
            raise
        except _WRONG_ZIP as error:
            raise Unreadable(
                f"{self.name}: {name}", f"cannot be unpacked: {error}", "Ask for the pack again"
            ) from error

    def _stream(self, name: str) -> IO[bytes]:
        if self._zip is not None:
            return self._zip.open(self._infos[name])
        # A link that was put there since is not followed.
        return os.fdopen(os.open(self._files[name], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")

    def _open_zip(self) -> None:
        if not self.path.is_file():
            raise Refused(self.name, "is neither a file nor a folder", "Give the path of a pack")
        try:
            self._zip = zipfile.ZipFile(self.path)
            infos = self._zip.infolist()
        except _WRONG_ZIP as error:
            raise Unreadable(self.name, "is no zip file", "Give a pack that `tracewire pack` made") from error
        self._check_count(len(infos))
        for info in infos:
            name = self._checked(info.orig_filename)
            mode = info.external_attr >> 16
            if mode and not (stat.S_ISREG(mode) or stat.S_IFMT(mode) == 0):
                raise Refused(self.name, f"{_shown(name)} is a link, a folder or a device, not a file", _NEVER)
            if info.flag_bits & 0x1:
                raise Refused(self.name, f"{_shown(name)} is encrypted", _NEVER)
            packed_well = info.file_size <= max(RATIO_FROM_BYTES, MAX_RATIO * max(info.compress_size, 1))
            if info.file_size > MAX_FILE_BYTES or not packed_well:
                raise self._too_large(name)
            if name in self._infos:
                raise Refused(self.name, f"{_shown(name)} stands in it twice", _NEVER)
            self._infos[name] = info
        if sum(info.file_size for info in infos) > MAX_PACK_BYTES:
            raise self._too_large("all its files together")

    def _open_folder(self) -> None:
        total = 0
        for folder, folders, files in os.walk(self.path, followlinks=False):
            here = Path(folder)
            for name in (*folders, *files):
                path = here / name
                inside = self._checked(path.relative_to(self.path).as_posix())
                found = path.lstat()
                if stat.S_ISDIR(found.st_mode):
                    continue
                if not stat.S_ISREG(found.st_mode):
                    raise Refused(self.name, f"{_shown(inside)} is a link or a device, not a file", _NEVER)
                total += found.st_size
                if found.st_size > MAX_FILE_BYTES or total > MAX_PACK_BYTES:
                    raise self._too_large(inside)
                self._files[inside] = path
                self._check_count(len(self._files))

    def _check_count(self, count: int) -> None:
        if count > MAX_FILES:
            raise Refused(self.name, f"it holds more than {MAX_FILES:,} files", _NEVER)

    def _checked(self, name: str) -> str:
        """A name that stays inside the pack, on every system."""
        parts = PurePosixPath(name).parts
        is_inside = bool(parts) and not name.startswith("/") and ".." not in parts and name == "/".join(parts)
        is_plain = len(name) <= MAX_NAME_CHARS and name.isprintable() and not set(name) & set('\\:*?"<>|')
        if not is_inside or not is_plain:
            raise Refused(self.name, f"a file in it is named {_shown(name)!r}, which may lead out of it", _NEVER)
        return name

    def _too_large(self, name: str) -> Refused:
        return Refused(self.name, f"{_shown(name)} would unpack to more than is allowed", _NEVER)


_NEVER: Final = "No pack that Tracewire made is like that; do not unpack it"


def _shown(name: str) -> str:
    return name if len(name) <= MAX_NAME_CHARS else f"{name[:60]}..."


def unavailable(path: Path, error: OSError) -> Unavailable:
    """The trouble of a pack that cannot be written."""
    return Unavailable(str(path), f"cannot be written: {error.strerror or error}", "Give another --to")
