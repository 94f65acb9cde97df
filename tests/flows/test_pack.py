"""`tracewire pack`: all that a verdict rests on in one file that stands alone; and files that only look like it."""

import io
import json
import stat
import zipfile

import pytest
from warcio.archiveiterator import ArchiveIterator

from tasks.api import open_store
from tasks.pack.manifest import manifest_of
from tasks.pack.opened import Pack
from tasks.trouble import Refused, Trouble
from tests.support_tsa import OPENSSL, authority

ARTICLE = "At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n"
ALONE = "A fire in a mill at Dunmoor injured 41 workers in 1987, the mayor said.\n"
OTHER = "Police said at least 12 people were killed on Monday in the sinking of a ferry off Port Halden."
URL = "https://harbour.example/ferry"


@pytest.fixture
def verified(run, tmp_path):
    """An article that one page bears out, in the store of the home."""
    article = tmp_path / "ferry.txt"
    article.write_text(ARTICLE * 2 + ALONE, encoding="utf-8")
    page = tmp_path / "page.jsonl"
    page.write_text(json.dumps({"id": "a", "text": OTHER, "publisher": "Morning Ledger"}), encoding="utf-8")
    ended = run("verify", article, "--url", URL, "--published", "2025-03-04", "--archive", page, "--json")
    assert ended.status == 0, ended.err
    return json.loads(ended.out)


@pytest.fixture
def packed(run, verified, tmp_path):
    """The pack of that article."""
    assert verified["claims"]
    path = tmp_path / "ferry.zip"
    ended = run("pack", URL, "--to", path)
    assert ended.status == 0, ended.err
    return path


@pytest.fixture
def small(tmp_path):
    """A whole pack of one page, without verdicts: enough for who only looks at its files."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "index.json").write_text('{"articles": []}' + " " * 200, encoding="utf-8")
    (folder / "manifest.json").write_text(manifest_of(folder), encoding="utf-8")
    return rezipped(tmp_path / "small.zip", {path.name: path.read_bytes() for path in sorted(folder.iterdir())})


def unzipped(path):
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def rezipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, body in files.items():
            pack.writestr(name, body)
    return path


def test_it_holds_what_the_verdicts_rest_on(packed, verified):
    files = unzipped(packed)
    (folder,) = {name.split("/")[1] for name in files if name.startswith("articles/")}
    assert json.loads(files[f"articles/{folder}/record.json"]) == verified
    assert b"12 people died" in files[f"articles/{folder}/report.html"]
    nothing = json.loads(files[f"articles/{folder}/searches.json"])["found_nothing"]
    assert any("41 workers" in row["sentence"] and row["searched"]["passages"] for row in nothing)
    records = list(ArchiveIterator(io.BytesIO(files["pages.warc.gz"])))
    kept: dict[str, list[str]] = {}
    for record in ArchiveIterator(io.BytesIO(files["pages.warc.gz"])):
        kept.setdefault(record.rec_type, []).append(record.content_stream().read().decode())
    assert len(records) > 1
    assert kept["resource"] == [ARTICLE * 2 + ALONE]
    assert kept["conversion"] == [OTHER]


def test_the_same_store_gives_the_same_bytes(run, packed, tmp_path):
    assert run("pack", URL, "--to", tmp_path / "again.zip").status == 0
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_another_machine_comes_to_the_same_verdicts(run, packed, verified, tmp_path, monkeypatch, form):
    pack = packed
    if form == "folder":
        pack = tmp_path / "folder"
        with zipfile.ZipFile(packed) as held:
            held.extractall(pack)
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("TRACEWIRE_HOME", str(elsewhere))
    ended = run("replay", pack, "--json")
    assert ended.status == 0, ended.err
    (article,) = json.loads(ended.out)
    assert {(one["claim_id"], one["verdict_now"], one["same"]) for one in article["verdicts"]} == {
        (one["claim_id"], one["verdict"], True) for one in verified["claims"]
    }
    assert not elsewhere.exists()
    assert f"{len(verified['claims'])} of {len(verified['claims'])} verdicts" in run("replay", pack).out


def test_a_verdict_that_was_changed_in_the_pack_does_not_come_out(run, packed, tmp_path):
    """Also where whoever changed it made the manifest anew: the judge decides, not the hashes."""
    files = unzipped(packed)
    (name,) = (name for name in files if name.startswith("verifications/"))
    files[name] = files[name].replace(b'"label":"supported"', b'"label":"refuted"')
    forged = rezipped(tmp_path / "forged.zip", files)
    ended = run("replay", forged)
    assert (ended.status, f"{name} differs" in ended.err) == (1, True)
    folder = tmp_path / "forged"
    with zipfile.ZipFile(forged) as held:
        held.extractall(folder)
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").write_text(manifest_of(folder), encoding="utf-8")
    assert run("pack", "--verify", folder).status == 0
    ended = run("replay", folder)
    assert (ended.status, "differs" in ended.out) == (1, True)


def test_a_run_is_packed_whole(run, verified, tmp_path, home):
    with open_store(home / "tracewire.duckdb") as store:
        (event,) = store.runs()
    assert run("pack", event.run_id[:12], "--to", tmp_path / "run").status == 0
    index = json.loads((tmp_path / "run" / "index.json").read_text())
    assert [one["document_id"] for one in index["articles"]] == [verified["article"]["id"]]


def test_verify_names_what_differs_is_missing_or_was_added(run, packed, tmp_path):
    assert run("pack", "--verify", packed).status == 0
    files = unzipped(packed)
    files["versions.json"] += b" "
    del files["README.txt"]
    files["letter.txt"] = b"trust me"
    ended = run("pack", "--verify", rezipped(tmp_path / "other.zip", files))
    assert ended.status == 1
    assert ended.out.splitlines() == ["versions.json differs", "README.txt is missing", "letter.txt was added"]
    row = json.loads(run("pack", "--verify", tmp_path / "other.zip", "--json").out)
    assert (row["whole"], row["missing"]) == (False, ["README.txt"])


def test_internal_notes_only_where_asked_for(run, verified, tmp_path):
    claim = next(one["claim_id"] for one in verified["claims"] if one["verdict"] == "supported")
    run("review", claim, "--overrule", "--by", "Ivo Brandt", "--reason", "other", "--note", "smells of ink")
    plain, full = tmp_path / "plain.zip", tmp_path / "full.zip"
    assert run("pack", URL, "--to", plain).status == 0
    assert run("pack", URL, "--to", full, "--with-notes").status == 0
    told = b"".join(unzipped(plain).values())
    assert b"Brandt" not in told
    assert b"smells of ink" not in told
    (review,) = json.loads(unzipped(full)["notes.json"])["reviews"]
    assert (review["reviewer"], "smells of ink" in review["reason"]) == ("Ivo Brandt", True)


def test_who_joined_pages_is_a_number_and_the_verdicts_hold(run, verified, tmp_path):
    pages = [tmp_path / "ferry.txt", tmp_path / "page.jsonl"]
    ids = [document["document_id"] for claim in verified["claims"] for document in claim["evidence"]]
    run("join", verified["article"]["id"], ids[0], "--not-same", "--by", "Ivo Brandt", "--why", "the editors met")
    again = run("verify", pages[0], "--url", URL, "--published", "2025-03-04", "--archive", pages[1])
    assert again.status == 0
    assert run("pack", URL, "--to", tmp_path / "joined.zip").status == 0
    told = b"".join(unzipped(tmp_path / "joined.zip").values())
    assert b"Person 1 says not the same" in told
    assert b"Brandt" not in told
    assert b"the editors met" not in told
    assert run("replay", tmp_path / "joined.zip").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pack",), "Give ARTICLE and --to"),
        (("pack", "https://nowhere.example/", "--to", "x.zip"), "no verified article has that address or id"),
        (("pack", URL, "--to", "no/such/place.zip"), "its folder does not exist"),
        (("pack", "--verify", "missing.zip"), "there is no such file"),
        (("replay", "missing.zip"), "there is no such file"),
        (("pack", URL, "--to", "."), "is there already"),
        (("pack", "--verify", "pyproject.toml"), "is no zip file"),
    ],
)
@pytest.mark.usefixtures("verified")
def test_wrong_use_is_one_sentence(run, arguments, said):
    ended = run(*arguments)
    assert ended.status in {1, 2}
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


# ----------------------------------------------------------------------------------------------- hostile packs


def _with_mode(name, mode):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


HOSTILE = {
    "out of it": ("../evil.txt", "which may lead out of it"),
    "from the root": ("/etc/evil", "which may lead out of it"),
    "by a drive": ("C:/evil", "which may lead out of it"),
    "with backslashes": ("..\\evil", "which may lead out of it"),
    "with control characters": ("a\x1b[2Jb", "which may lead out of it"),
    "a link": (_with_mode("link", stat.S_IFLNK | 0o777), "is a link"),
    "a device": (_with_mode("null", stat.S_IFCHR | 0o666), "is a link, a folder or a device"),
}


@pytest.mark.parametrize("case", HOSTILE, ids=str)
@pytest.mark.parametrize("command", [("pack", "--verify"), ("replay",)], ids=lambda parts: parts[0])
def test_hostile_names_are_refused(run, small, tmp_path, case, command):
    member, said = HOSTILE[case]
    with zipfile.ZipFile(small, "a") as pack:
        pack.writestr(member, b"payload")
    before = sorted(tmp_path.rglob("*"))
    ended = run(*command, small)
    assert (ended.status, said in ended.err) == (1, True), ended.err
    assert "\x1b" not in ended.err
    assert len(ended.err.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bomb_is_refused_before_it_is_unsmall(run, small):
    with zipfile.ZipFile(small, "a", zipfile.ZIP_DEFLATED) as pack, pack.open("zeros", "w") as bomb:
        for _ in range(64):
            bomb.write(bytes(1 << 20))
    ended = run("pack", "--verify", small)
    assert (ended.status, "zeros would unpack to more than is allowed" in ended.err) == (1, True)


def test_a_member_that_is_larger_than_it_says_is_no_file_of_ours(small, tmp_path):
    """The size in the directory of the zip is a lie: what is read is counted, and does not fit."""
    raw = bytearray(small.read_bytes())
    with zipfile.ZipFile(small) as pack:
        info = pack.getinfo("index.json")
    place = raw.rindex(b"index.json") - 46  # the entry in the central directory, of 46 bytes and the name
    assert raw[place : place + 4] == b"PK\x01\x02"
    raw[place + 24 : place + 28] = (info.file_size - 7).to_bytes(4, "little")
    liar = tmp_path / "liar.zip"
    liar.write_bytes(bytes(raw))
    with Pack(liar) as pack, pytest.raises(Trouble, match=r"index\.json"):
        pack.read("index.json", 1 << 20)


def test_what_is_read_is_bounded(small):
    with Pack(small) as pack, pytest.raises(Refused, match="is larger than 10 bytes"):
        pack.read("index.json", 10)


def test_a_link_in_a_folder_is_refused(run, small):
    folder = small.with_suffix("")
    (folder / "passwd").symlink_to("/etc/passwd")
    ended = run("pack", "--verify", folder)
    assert (ended.status, "passwd is a link" in ended.err) == (1, True)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("index.json", b"[" * 100_000, "is no JSON"),
        ("index.json", b'{"articles": [{"verdicts": [{"verification": "../../x", "rules_hash": "aa"}]}]}', "records"),
        ("index.json", b'{"articles": 7}', "its records are not what this program writes"),
        ("manifest.json", b'{"format": "tracewire-pack 99", "files": []}', "is of another form"),
        ("manifest.json", b'{"format": "tracewire-pack 1", "files": [7]}', "is damaged"),
        ("manifest.json", b"\xff\xfe", "is no JSON"),
    ],
)
def test_records_of_a_stranger_are_not_trusted(run, small, name, body, said):
    folder = small.with_suffix("")
    (folder / "manifest.json").unlink()
    (folder / name).write_bytes(body)
    if name != "manifest.json":
        (folder / "manifest.json").write_text(manifest_of(folder), encoding="utf-8")
    ended = run("replay", folder)
    assert (ended.status, said in ended.err) == (1, True), ended.err
    assert len(ended.err.splitlines()) == 1


# ----------------------------------------------------------------------------------------------- time stamps


@pytest.mark.skipif(OPENSSL is None, reason="openssl, which plays the authority, is not installed")
@pytest.mark.usefixtures("verified")
def test_an_authority_stamps_the_manifest(run, config, tmp_path):
    pytest.importorskip("rfc3161_client", reason="the extra `timestamp` is not installed")
    pack = tmp_path / "stamped.zip"
    keys = tmp_path / "keys"
    keys.mkdir()
    with authority(keys) as address:
        ended = run("pack", URL, "--to", pack, "--timestamp", f"{address}/stamp", "--config", config)
        assert ended.status == 0, ended.err
        refused = run("pack", URL, "--to", tmp_path / "no.zip", "--timestamp", f"{address}/page", "--config", config)
        assert (refused.status, "is no RFC 3161 time stamp" in refused.err) == (1, True)
        assert not (tmp_path / "no.zip").exists()
    ended = run("pack", "--verify", pack, "--tsa-certificate", keys / "root.pem")
    assert (ended.status, "signed by an authority under" in ended.out) == (0, True), ended.err
    assert "was not checked" in run("pack", "--verify", pack).out
    ended = run("pack", "--verify", pack, "--tsa-certificate", keys / "other.pem")
    assert (ended.status, "its signature does not hold" in ended.err) == (1, True)
    files = unzipped(pack)
    files["manifest.json"] += b" "
    ended = run("pack", "--verify", rezipped(tmp_path / "moved.zip", files))
    assert (ended.status, "not of this manifest" in ended.err) == (1, True)
    assert run("replay", pack).status == 0
