"""What reports a round will be able to give, foretold from who is asked. Pure; no answer is ever read.

`outlook` draws who answers, runs the block rule of closing on every draw, and counts what each leader gets.
"""
