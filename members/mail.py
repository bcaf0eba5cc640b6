"""The one kind of message that the site sends: what is done to all its mail is done here."""

import re
from email.header import Header
from email.message import Message
from email.policy import Compat32

from django.core.mail import EmailMultiAlternatives

# Python folds a header whose first word is longer than a line before that word, right behind the name of the header:
# programs that read a header up to the end of its line find it empty.
EMPTY_FIRST_LINE = re.compile(r"\A([^\s:]+:)[ \t]*\r?\n[ \t]+")


class NeverEmptyFirstLine(Compat32):
    """Folds as Python's default does, but never right behind the colon."""

    def fold(self, name, value):
        return EMPTY_FIRST_LINE.sub(r"\1 ", super().fold(name, value))

    def fold_binary(self, name, value):
        folded = super().fold_binary(name, value).decode("ascii", "surrogateescape")
        return EMPTY_FIRST_LINE.sub(r"\1 ", folded).encode("ascii", "surrogateescape")


POLICY = NeverEmptyFirstLine()


class Mail(EmailMultiAlternatives):
    def message(self):
        message = super().message()
        message.policy = POLICY
        if not str(self.subject).isascii():
            # Django encodes the subject without counting its name: the first line would be longer than RFC 2047 allows.
            subject = Header(str(self.subject), "utf-8", maxlinelen=76, header_name="Subject")
            Message.__delitem__(message, "Subject")
            Message.__setitem__(message, "Subject", subject.encode())
        return message
