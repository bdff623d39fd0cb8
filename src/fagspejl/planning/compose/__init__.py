"""Composing a round's questionnaire, and the organisation's own questions."""
