"""The demo's invented organisation and its answers, made from a seed: the same every time, on every machine."""
