"""Writing an evidence pack: a folder, or a zip file that has the same bytes whenever it is written from the same store.

In: a folder of contents. Out: the pack at its place, whole or not at all. An existing file or folder is never written
over. Raises Misconfigured for a place that is taken, Unavailable where it cannot be written.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tasks.pack.manifest import ABOUT, MANIFEST, README, STAMP, manifest_of
from tasks.pack.opened import unavailable
from tasks.trouble import Misconfigured

ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that zip knows: a pack does not tell when it was written
ZIP_LEVEL: Final = 6
ZIP_UNIX: Final = 3
ZIP_MODE: Final = 0o100644 << 16
Stamp = Callable[[bytes], bytes]  # manifest -> time stamp over it


def check_free(target: Path) -> None:
    """Misconfigured where the pack cannot be put there."""
    if target.exists() or target.is_symlink():
        raise Misconfigured(f"--to {target}", "is there already", "Give a path that does not exist yet")
    if not target.absolute().parent.is_dir():
        raise Misconfigured(f"--to {target}", "its folder does not exist", "Make it first, or give another path")


def write_pack(target: Path, fill: Callable[[Path], None], stamp: Stamp | None) -> None:
    """Let the contents be written beside the target, close them with manifest and time stamp, and put them there."""
    check_free(target)
    try:
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.absolute().parent) as scratch:
            folder = Path(scratch) / "pack"
            folder.mkdir()
            fill(folder)
            (folder / README).write_text(ABOUT, encoding="utf-8")
            manifest = manifest_of(folder).encode("utf-8", "surrogatepass")
            (folder / MANIFEST).write_bytes(manifest)
            if stamp is not None:
                (folder / STAMP).write_bytes(stamp(manifest))
            if target.suffix.lower() == ".zip":
                draft = Path(scratch) / "pack.zip"
                _zip(folder, draft)
                draft.replace(target)
            else:
                folder.replace(target)
    except OSError as error:
        raise unavailable(target, error) from error


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=ZIP_LEVEL) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), ZIP_EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, ZIP_UNIX, ZIP_MODE
            with path.open("rb") as source, packed.open(info, "w", force_zip64=True) as member:
                while piece := source.read(1 << 20):
                    member.write(piece)
