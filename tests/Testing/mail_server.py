"""What a mail server of a city's staff does: keeps what it takes in a Maildir and knows who it does not know."""
from aiosmtpd.handlers import Mailbox


class Post(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("tidak-ada"):
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        if address.startswith("ditolak"):
            return f"554 5.7.1 <{address}>: Relay access denied"
        if address.startswith("penuh"):
            return f"452 4.2.2 <{address}>: mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"
