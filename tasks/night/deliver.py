"""The digest to those who do not look into a folder: by webhook and by mail, each where the settings name it.

In: a digest, the address of its page, settings. Out: the troubles, one a road that failed: the digest itself is kept.
Secrets come from the environment when they are used, never from a file, and never into a message.
"""

import os
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from tasks.reports.digest_model import Digest
from tasks.reports.digest_text import digest_json, digest_text, headline
from tasks.settings import Settings
from tasks.settings_night import DigestSettings
from tasks.trouble import Misconfigured, Trouble, Unavailable

SMTP_S = 30.0
PASSWORD = "TRACEWIRE_SMTP_PASSWORD"  # noqa: S105 -- the name of the variable that holds it


def deliver(digest: Digest, page: str, settings: Settings) -> tuple[list[str], list[Trouble]]:
    """Send it by every road that is set; where it went, and what went wrong."""
    went: list[str] = []
    troubles: list[Trouble] = []
    if settings.digest.webhook:
        try:
            _post(digest, page, settings)
            went.append("to the webhook")
        except Trouble as trouble:
            troubles.append(trouble)
    if settings.digest.mail_to:
        try:
            _mail(digest, page, settings.digest)
            went.append(f"by mail to {', '.join(settings.digest.mail_to)}")
        except Trouble as trouble:
            troubles.append(trouble)
    return went, troubles


def _post(digest: Digest, page: str, settings: Settings) -> None:
    from tasks.acquire.post import post_json  # noqa: PLC0415 -- httpx only for who sends

    headers = {name: _secret(name, value, os.environ) for name, value in settings.digest.webhook_headers.items()}
    post_json(settings.digest.webhook, digest_json(digest, page), settings.limits, headers)


def _secret(name: str, value: str, environment: Mapping[str, str]) -> str:
    """A header's value, from the environment where it is written as $NAME."""
    if not value.startswith("$"):
        return value
    variable = value.removeprefix("$").strip("{}")
    if not (found := environment.get(variable)):
        raise Misconfigured(f"digest.webhook_headers.{name}", f"${variable} is not set", "Set it where the digest runs")
    return found


def _mail(digest: Digest, page: str, settings: DigestSettings) -> None:
    message = EmailMessage()
    message["Subject"] = f"Tracewire: {headline(digest)}"
    message["From"] = settings.mail_from or "tracewire@localhost"
    message["To"] = ", ".join(settings.mail_to)
    message["Date"] = formatdate(digest.made_at.timestamp())
    message["Message-ID"] = make_msgid(domain="tracewire.example")
    message.set_content(digest_text(digest, page))
    server = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SMTP_S) as smtp:
            if settings.smtp_starttls:
                smtp.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                smtp.login(settings.smtp_user, _secret("smtp_user", f"${PASSWORD}", os.environ))
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        cause = f"the mail server did not take the digest ({error})"
        raise Unavailable(
            server, cause, "Check digest.smtp_* in settings.toml, then `tracewire digest --send`"
        ) from error
