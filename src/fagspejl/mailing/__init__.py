"""Mailing: the outbox, its pace, what servers refuse, mails and letters.

Knows who is written to and with which link; never what anybody answered, nor what a mail means to its sender.
"""
