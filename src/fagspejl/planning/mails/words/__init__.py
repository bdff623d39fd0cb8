"""The sentences of the pages about mails."""
