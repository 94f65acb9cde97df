"""Report pages written to disk, and the address under which people open them.

In: a verification and the desk that it was made at. Out: a file, written whole or not at all. The newest report of an
article takes the place of the one before: its verdicts are kept in the store, each with its history.
"""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import quote

from tasks.desk import Desk
from tasks.lineage.trace import Trace
from tasks.model import Document, Verification
from tasks.reports.markdown import slug
from tasks.reports.page import report_page
from tasks.revisits import traced
from tasks.settings import REPORTS_URL, Settings
from tasks.trouble import Unavailable

LATEST = "index.html"  # what the folder of reports opens with: the newest page of a night


def write_report(verification: Verification, desk: Desk) -> Path:
    """Write the report page of an article into the folder of reports; returns the file."""
    path = reports_folder(desk.settings) / f"{slug(verification.document)}.html"
    write_page(path, report_of(traced(verification, desk), desk))
    return path


def reports_folder(settings: Settings) -> Path:
    """The folder of reports, made where there is none."""
    folder = settings.paths.reports_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        cause = f"cannot be made: {error.strerror}"
        raise Unavailable(str(folder), cause, "Set another folder with `[paths] reports`") from error
    return folder


def report_of(found: Trace, desk: Desk) -> str:
    """The page of an article that was traced at this desk."""
    return report_page(
        found, desk.settings.sources, desk.settings.rules, written=desk.now, is_kept=desk.path is not None
    )


def write_page(path: Path, text: str) -> None:
    """Write a page whole: who opens it while it is written sees the one before. Raises Unavailable."""
    part: Path | None = None
    try:
        with NamedTemporaryFile(
            "w", dir=path.parent, prefix=f".{path.name}.", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            part = Path(file.name)
            file.write(text)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise Unavailable(str(path), f"cannot be written: {error.strerror}", "Give another file") from error


def page_address(document: Document, settings: Settings) -> str | None:
    """Where people open the report of an article; None where none was written."""
    path = settings.paths.reports_folder / f"{slug(document)}.html"
    return report_address(path, settings) if path.is_file() else None


def report_address(path: Path, settings: Settings) -> str:
    """Where people open a report: under `[reports] base_url` where that is set, else the file itself."""
    if base := settings.reports.base_url or os.environ.get(REPORTS_URL):
        return f"{base.rstrip('/')}/{quote(path.name)}"
    return path.resolve().as_uri()


def _umask() -> int:
    """What a file of this process may not allow; a temporary file allows its owner alone."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
