"""The answer that brings no page: a server's word that asking again is of no use."""

from tasks.trouble import Unreadable


class Answered(Unreadable):
    """The server answered with a status that brings no page and will not by asking again (404, 410, 403...)."""

    def __init__(self, thing: str, cause: str, next_step: str = "", status: int = 404) -> None:
        super().__init__(thing, cause, next_step)
        self.status = status
