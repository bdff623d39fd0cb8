"""PostgreSQL samples no value of an answer and no hash of a link: what it once sampled goes with the old table.

ANALYZE copies values of up to 10,000 rows into `pg_statistic`, where they outlive the rows: places of answers, with how
the order of the rows agrees with them. SET STATISTICS 0 stops that from now on and leaves what was sampled before; only
dropping the table (answers), or naming the type of the column anew (links), takes it away.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

_NEW_TABLE = (
    "ALTER TABLE response RENAME TO response_before",
    "ALTER TABLE response_before RENAME CONSTRAINT response_pkey TO response_before_pkey",
    "ALTER TABLE response_before RENAME CONSTRAINT response_locator_check TO response_before_locator_check",
    "ALTER TABLE response_before RENAME CONSTRAINT response_round_check TO response_before_round_check",
    "CREATE TABLE response (locator bytea PRIMARY KEY CHECK (octet_length(locator) = 32), "
    "round bytea NOT NULL CHECK (octet_length(round) = 16), blob bytea NOT NULL)",
    "ALTER TABLE response ALTER COLUMN locator SET STATISTICS 0, ALTER COLUMN round SET STATISTICS 0, "
    "ALTER COLUMN blob SET STATISTICS 0",
    "INSERT INTO response (locator, round, blob) SELECT locator, round, blob FROM response_before ORDER BY locator",
    "DROP TABLE response_before",
)
_LINKS = (
    "ALTER TABLE invitation ALTER COLUMN lookup TYPE bytea",  # the same type: PostgreSQL forgets its samples
    "ALTER TABLE invitation ALTER COLUMN lookup SET STATISTICS 0",
)
_GRANTS = """
SELECT format('GRANT %s ON response TO %s', string_agg(DISTINCT g.privilege_type, ', '),
              CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END)
FROM pg_class c, aclexplode(c.relacl) g
WHERE c.oid = 'response'::regclass AND g.grantee <> c.relowner GROUP BY g.grantee
"""


def _forget(apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute(_GRANTS)
        grants = tuple(grant for (grant,) in cursor.fetchall())
    for statement in (*_NEW_TABLE, *grants, *_LINKS):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Make the table of answers anew, without samples."""

    dependencies = [("answering", "0001_initial"), ("evaluation", "0009_who_holds_the_key")]
    operations = [migrations.RunPython(_forget, migrations.RunPython.noop)]
