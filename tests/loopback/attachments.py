"""Files in messages, as members and the bot attach them, and where they are served."""

import mimetypes
from dataclasses import dataclass
from urllib.parse import quote

from tests.loopback.people import Json


@dataclass(frozen=True)
class File:
    """A file that somebody attaches."""

    name: str
    content: bytes
    description: str | None = None


@dataclass(frozen=True, eq=False)
class Attachment:
    """A file in a message, or given to a slash command."""

    id: int
    file: File
    base: str  # the server's address

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.file.name

    @property
    def content(self) -> bytes:
        """Return the file's bytes."""
        return self.file.content

    @property
    def path(self) -> str:
        """Return where the file is served."""
        return f"/cdn/attachments/{self.id}/{quote(self.file.name)}"

    @property
    def url(self) -> str:
        """Return the file's address."""
        return self.base + self.path

    def payload(self) -> Json:
        """Return the attachment object."""
        attachment: Json = {
            "id": str(self.id),
            "filename": self.file.name,
            "size": len(self.file.content),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": mimetypes.guess_type(self.file.name)[0] or "application/octet-stream",
        }
        if self.file.description is not None:
            attachment["description"] = self.file.description
        return attachment
