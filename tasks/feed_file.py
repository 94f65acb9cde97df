"""The file of feeds, written to as a person would: a new table at the end, every comment kept.

In: a configuration folder and a feed. Out: the file with the feed in it, loaded once to be sure. Raises Misconfigured
where the feed is there already or the folder is the one that came with the program, Unavailable where it cannot be
written.
"""

import json
import shutil
from pathlib import Path

from tasks.settings import CONFIG_FILES, Feed, load, shipped_folder
from tasks.trouble import Misconfigured, Unavailable

SHIPPED = "default_config"  # the folder inside an installed program: an upgrade would take away what is written there
FEEDS = "feeds.toml"


def begin(folder: Path) -> tuple[Path, ...]:
    """Write the commented configuration into a folder, made where there is none; nothing is ever overwritten."""
    there = [name for name in CONFIG_FILES if (folder / name).exists()]
    if there:
        cause = f"holds {there[0]} already"
        raise Misconfigured(str(folder), cause, "Give another folder, or edit the files that are there.")
    source = shipped_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(Path(shutil.copyfile(source / name, folder / name)) for name in CONFIG_FILES)
    except OSError as error:
        raise Unavailable(str(folder), f"cannot be written: {error.strerror}", "Give another folder") from error


def append(folder: Path, feed: Feed, remark: str = "") -> Path:
    """Add a feed at the end of feeds.toml; returns the file."""
    if folder.name == SHIPPED:
        step = "Run `tracewire init FOLDER` first, and give --config FOLDER (or set TRACEWIRE_CONFIG)."
        raise Misconfigured(str(folder), "is the configuration that came with the program", step)
    for known in load(folder).feeds:
        if known.name == feed.name or known.url == feed.url:
            same = "name" if known.name == feed.name else "address"
            raise Misconfigured(f"feed {feed.name!r}", f"a feed with this {same} is configured: {known.name}", "")
    file = folder / FEEDS
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    draft = file.with_name(f"{FEEDS}.draft")
    try:
        draft.write_text(f"{before.rstrip()}\n\n{_table(feed, remark)}".lstrip("\n"), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise Unavailable(str(file), f"cannot be written: {error.strerror}", "Check its permissions") from error
    load(folder)
    return file


def _table(feed: Feed, remark: str) -> str:
    """Only what differs from the defaults; a JSON string is a TOML string."""
    lines = [f"# {' '.join(remark.split())[:200]}"] if remark else []
    lines.append("[[feed]]")
    given = feed.model_dump(exclude_defaults=True)
    first = ("name", "kind", "url", "publisher")
    keys = (*first, *sorted(given.keys() - {*first}))
    lines.extend(f"{key} = {json.dumps(given[key], ensure_ascii=False)}" for key in keys)
    return "\n".join(lines) + "\n"
