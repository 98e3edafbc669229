"""Discord's answers to what it refuses, with the codes that its documentation names."""

from tests.loopback.people import Json


class Refused(Exception):
    """A request that Discord refuses."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """Return the error object."""
        shown: Json = {"message": self.message, "code": self.code}
        return shown if self.errors is None else shown | {"errors": self.errors}


def unknown_route() -> Refused:
    """Return the refusal of an address that this server doesn't serve."""
    return Refused(404, 0, "404: Not Found")


def unknown_channel() -> Refused:
    """Return the refusal of a channel that is not there."""
    return Refused(404, 10003, "Unknown Channel")


def unknown_guild() -> Refused:
    """Return the refusal of a guild that is not there."""
    return Refused(404, 10004, "Unknown Guild")


def unknown_member() -> Refused:
    """Return the refusal of somebody who is not in a guild."""
    return Refused(404, 10007, "Unknown Member")


def unknown_message() -> Refused:
    """Return the refusal of a message that is not there."""
    return Refused(404, 10008, "Unknown Message")


def unknown_user() -> Refused:
    """Return the refusal of a user who does not exist."""
    return Refused(404, 10013, "Unknown User")


def unknown_webhook() -> Refused:
    """Return the refusal of an interaction's token before the interaction was acknowledged."""
    return Refused(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refused:
    """Return the refusal of an interaction that is not there, or was not acknowledged in time."""
    return Refused(404, 10062, "Unknown interaction")


def unknown_command() -> Refused:
    """Return the refusal of an application command that is not there."""
    return Refused(404, 10063, "Unknown application command")


def token_expired() -> Refused:
    """Return the refusal of an interaction's token that is unknown or older than 15 minutes."""
    return Refused(401, 50027, "Invalid Webhook Token")


def already_acknowledged() -> Refused:
    """Return the refusal of a second answer to an interaction."""
    return Refused(400, 40060, "Interaction has already been acknowledged.")


def too_large() -> Refused:
    """Return the refusal of a file above the size limit."""
    return Refused(413, 40005, "Request entity too large")


def missing_access() -> Refused:
    """Return the refusal of a place that the bot cannot see."""
    return Refused(403, 50001, "Missing Access")


def of_another() -> Refused:
    """Return the refusal to edit another's message."""
    return Refused(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refused:
    """Return the refusal of a message without content."""
    return Refused(400, 50006, "Cannot send an empty message")


def closed_inbox() -> Refused:
    """Return the refusal of a direct message to somebody who takes none."""
    return Refused(403, 50007, "Cannot send messages to this user")


def missing_permissions() -> Refused:
    """Return the refusal of what the bot may not do."""
    return Refused(403, 50013, "Missing Permissions")


def archived() -> Refused:
    """Return the refusal to change anything in an archived thread."""
    return Refused(400, 50083, "Thread is archived")


def locked() -> Refused:
    """Return the refusal of a message in a locked thread."""
    return Refused(400, 160005, "Thread is locked")


def no_history() -> Refused:
    """Return the refusal of a reply where the bot may not read the history."""
    return Refused(400, 160002, "Cannot reply without permission to read message history")


def invalid_form(errors: Json) -> Refused:
    """Return the refusal of a malformed body, with what is wrong by path."""
    return Refused(400, 50035, "Invalid Form Body", errors)
