"""RFC 3161 time stamps of a manifest: an authority outside this house says that it was there at that time.

In: the bytes of a manifest and the address of an authority; or a stamp that is held against them. Out: the answer as it
came (DER), or a sentence. Needs the extra `timestamp`; raises Misconfigured where that is not installed, Unreadable for
an answer that is no stamp of these very bytes.
"""

import hashlib
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from tasks.acquire.post import post_bytes
from tasks.settings import Limits
from tasks.trouble import Misconfigured, Unreadable

ASKED: Final = {"content-type": "application/timestamp-query", "accept": "application/timestamp-reply"}  # RFC 3161, 3.4
_AGAIN: Final = "Pack it again later, or leave out --timestamp"


def stamped(url: str, limits: Limits, manifest: bytes) -> bytes:
    """Ask the authority at that address to stamp the manifest; only its hash is sent."""
    library = _library()
    asked = (
        library.TimestampRequestBuilder()
        .data(manifest)
        .hash_algorithm(library.HashAlgorithm.SHA256)
        .cert_request(cert_request=True)
        .nonce(nonce=True)
        .build()
    )
    answer = post_bytes(url, asked.as_bytes(), limits, ASKED, _AGAIN)
    found = _decoded(url, answer)
    if found.tst_info.nonce != asked.nonce:
        raise Unreadable(url, "its time stamp answers another question (the nonce differs)", _AGAIN)
    _check_imprint(url, found, manifest)
    return answer


def checked_stamp(thing: str, stamp: bytes, manifest: bytes, certificate: Path | None) -> str:
    """Say of which time a stamp is, and what of it was checked; Unreadable where it is no stamp of this manifest."""
    found = _decoded(thing, stamp)
    _check_imprint(thing, found, manifest)
    at = found.tst_info.gen_time
    said = f"{at:%Y-%m-%d %H:%M:%S} UTC"
    if certificate is None:
        return f"{said}, for this manifest; who signed it was not checked (give --tsa-certificate ROOT.pem)"
    _check_signature(thing, found, manifest, certificate)
    return f"{said}, for this manifest, signed by an authority under {certificate}"


def _library() -> ModuleType:
    try:
        import rfc3161_client  # noqa: PLC0415 -- an extra
    except ImportError as error:
        cause = "time stamps need the extra `timestamp`"
        raise Misconfigured("--timestamp", cause, "Install tracewire[timestamp]") from error
    return rfc3161_client


def _decoded(thing: str, answer: bytes) -> Any:
    library = _library()
    try:
        found = library.decode_timestamp_response(answer)
        granted = library.PKIStatus(found.status) in {library.PKIStatus.GRANTED, library.PKIStatus.GRANTED_WITH_MODS}
        if granted:
            found.tst_info.gen_time  # noqa: B018 -- read here, so that what cannot be read is said here
    except Exception as error:  # the library raises what its parser of ASN.1 raises
        raise Unreadable(thing, "the answer is no RFC 3161 time stamp", "Check the address of the authority") from error
    if not granted:
        words = "; ".join(map(str, found.status_string))[:200]
        raise Unreadable(thing, f"the authority refused to stamp it ({words or found.status})", _AGAIN)
    return found


def _check_imprint(thing: str, found: Any, manifest: bytes) -> None:
    if bytes(found.tst_info.message_imprint.message) != hashlib.sha256(manifest).digest():
        raise Unreadable(thing, "the time stamp is not of this manifest", "The manifest or the stamp was replaced")


def _check_signature(thing: str, found: Any, manifest: bytes, certificate: Path) -> None:
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 -- comes with the extra

    library = _library()
    try:
        roots = load_pem_x509_certificates(certificate.read_bytes())
    except (OSError, ValueError) as error:
        raise Misconfigured(f"--tsa-certificate {certificate}", f"is no certificate: {error}", "Give PEM") from error
    builder = library.VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify_message(found, manifest)
    except library.VerificationError as error:
        raise Unreadable(
            thing, f"its signature does not hold: {error}", "The stamp is not of that authority"
        ) from error
