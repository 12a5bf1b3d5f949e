"""Tenants of a database on a server: every row belongs to one, and row-level security shows each only its own.

The steps of the migrations know nothing of tenants. What they have made is enclosed here, from the catalogue: a column
`tenant` in every table, in every key and at the head of every index, filled from a setting of the transaction, and a
policy that is in force for the tables' owner as well. Enclosing changes only what is not so yet.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

COLUMN = "tenant"
TENANTS = "sagsbot_tenants"
COUNTERS = "sagsbot_counters"
MARK = "tenants"  # among the steps: a version that knows no tenants does not open the database
SETTING = "sagsbot.tenant"
CURRENT = f"nullif(current_setting('{SETTING}', true), '')"  # NULL where no transaction has said whose it is
Run = Callable[..., Any]

OWN = Path(__file__).with_name("postgresql_tenants.sql")


def create_own_tables(run: Run) -> None:
    """The tables of our own that hold tenants and their counters."""
    run(OWN.read_text(encoding="utf-8"))


def enclose(run: Run, tables: Iterable[str], first: str) -> None:
    """Give all that is in these tables to tenants; rows that no tenant has yet are those of `first`."""
    names = sorted({*tables, TENANTS, COUNTERS})
    changes = [
        *_columns(run, names, first),
        *_counters(run, names, first),
    ]
    if changes:
        run("; ".join(changes))
    changes = [*_keys(run, names), *_indexes(run, names), *_policies(run, names)]
    if changes:
        run("; ".join(changes))


def all_tenants(run: Run) -> list[str]:
    """Every tenant of the database, for the owner of its tables alone, in a transaction that changes them."""
    run(f"ALTER TABLE {TENANTS} NO FORCE ROW LEVEL SECURITY")
    found = [name for (name,) in run(f"SELECT {COLUMN} FROM {TENANTS} ORDER BY 1")]  # noqa: S608  # names of ours
    run(f"ALTER TABLE {TENANTS} FORCE ROW LEVEL SECURITY")
    return found


def _columns(run: Run, names: list[str], first: str) -> list[str]:
    without = run(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
        " AND relname = ANY(%(names)s) AND NOT EXISTS (SELECT FROM pg_attribute"
        " WHERE attrelid = pg_class.oid AND attname = %(column)s AND NOT attisdropped) ORDER BY relname",
        {"names": names, "column": COLUMN},
    ).fetchall()
    return [
        f'ALTER TABLE "{name}" ADD COLUMN {COLUMN} TEXT COLLATE "C" NOT NULL DEFAULT \'{first}\';'
        f' ALTER TABLE "{name}" ALTER COLUMN {COLUMN} SET DEFAULT {CURRENT}'
        for (name,) in without
    ]


def _counters(run: Run, names: list[str], first: str) -> list[str]:
    """Ids are counted for each tenant: from its own nobody learns how much the others have."""
    counted = run(
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
        " WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%(names)s)"
        " AND attname = 'id' AND attidentity <> '' ORDER BY relname",
        {"names": names},
    ).fetchall()
    return [
        f"INSERT INTO {COUNTERS} ({COLUMN}, name, last)"  # noqa: S608  # names of ours
        f" SELECT '{first}', '{name}', last_value - 1 + is_called::int FROM {name}_id_seq"
        " WHERE is_called OR last_value > 1;"
        f' ALTER TABLE "{name}" ALTER COLUMN id DROP IDENTITY;'
        f" ALTER TABLE \"{name}\" ALTER COLUMN id SET DEFAULT sagsbot_next_id('{name}')"
        for (name,) in counted
    ]


def _keys(run: Run, names: list[str]) -> list[str]:
    """Primary keys, unique constraints and foreign keys: what they name is of the same tenant."""
    found = run(_KEYS, {"names": names, "column": COLUMN}).fetchall()
    dropped = [f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"' for table, name, *_ in reversed(found)]
    return [*dropped, *(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {_key(*rest)}' for table, name, *rest in found)]


def _key(kind: str, columns: list[str], target: str | None, there: list[str] | None, cascades: bool) -> str:
    own = _with_tenant(columns)
    if kind != "f":
        return f"{'PRIMARY KEY' if kind == 'p' else 'UNIQUE'} {own}"
    deleted = " ON DELETE CASCADE" if cascades else ""
    return f'FOREIGN KEY {own} REFERENCES "{target}" {_with_tenant(there or [])}{deleted} DEFERRABLE'


def _with_tenant(columns: list[str]) -> str:
    names = ", ".join(f'"{one}"' for one in columns)
    return f"({COLUMN}, {names})"


def _indexes(run: Run, names: list[str]) -> list[str]:
    """An index begins with the tenant: what a question takes does not grow with the others."""
    found = run(_INDEXES, {"names": names, "column": COLUMN}).fetchall()
    return [
        f'DROP INDEX "{name}"; {made.replace("USING btree (", f"USING btree ({COLUMN}, ", 1)}' for name, made in found
    ]


def _policies(run: Run, names: list[str]) -> list[str]:
    open_still = run(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
        " AND relname = ANY(%(names)s) AND NOT relforcerowsecurity ORDER BY relname",
        {"names": names},
    ).fetchall()
    return [
        f'CREATE POLICY of_tenant ON "{name}" USING ({COLUMN} = {CURRENT}) WITH CHECK ({COLUMN} = {CURRENT});'
        f' ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY; ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY'
        for (name,) in open_still
    ]


# What refers to others comes last; `columns` in their order.
_NAMED = "ARRAY(SELECT attname::text FROM unnest({keys}) WITH ORDINALITY AS one(number, place) JOIN pg_attribute"
_NAMED += " ON attrelid = {table} AND attnum = number ORDER BY place)"
_KEYS = f"""
SELECT of_table.relname, conname, contype::text, {_NAMED.format(keys="conkey", table="conrelid")},
    there.relname, {_NAMED.format(keys="confkey", table="confrelid")}, confdeltype = 'c'
FROM pg_constraint JOIN pg_class AS of_table ON of_table.oid = conrelid
LEFT JOIN pg_class AS there ON there.oid = confrelid
WHERE of_table.relnamespace = current_schema()::regnamespace AND of_table.relname = ANY(%(names)s)
    AND contype IN ('p', 'u', 'f') AND NOT %(column)s = ANY({_NAMED.format(keys="conkey", table="conrelid")})
ORDER BY contype = 'f', conname
"""  # noqa: S608  # names of ours
_INDEXES = """
SELECT made.relname, pg_get_indexdef(indexrelid) FROM pg_index
JOIN pg_class AS made ON made.oid = indexrelid JOIN pg_class AS of_table ON of_table.oid = indrelid
JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
WHERE of_table.relnamespace = current_schema()::regnamespace AND of_table.relname = ANY(%(names)s)
    AND attname <> %(column)s AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY made.relname
"""
