"""The sentences of a report as the leader's own leader reads them, in place of those that say "you" to the leader."""
