"""The draft of a round: what it is called and asks, about whom and when, and what people are promised."""
