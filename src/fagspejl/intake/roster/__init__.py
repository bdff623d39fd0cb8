"""The roster: who works where and who leads whom."""
