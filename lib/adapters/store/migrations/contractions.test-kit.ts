import Database from 'better-sqlite3';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { createPostgresqlDatabase } from '../../../../tests/kit/postgresql.ts';

/** A migration of a folder. */
export interface Migration {
  readonly name: string;
  readonly script: string;
}

/** The parts of a database's tables on which statements of another version depend. */
interface Shape {
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
}

/** A primary key, unique index, foreign key or check. */
interface Constraint {
  readonly table: string;
  readonly columns: readonly string[];
  readonly text: string;
}

interface Scratch {
  readonly execute: (sql: string) => Promise<unknown>;
  readonly shape: () => Promise<Shape>;
}

/** The comment of a migration that removes only what is used by no version that may run during the upgrade. */
const CONTRACTS = /^-- contracts: not used since \d+\.\d+\.\d+$/m;

/**
 * Finds what migrations take away from processes of the previous version, which still run while the first process of
 * the next version applies them. Migrations before `first` are applied, but not checked.
 */
export async function findContractions(migrations: readonly Migration[], first = ''): Promise<string[]> {
  const scratch = await openScratch();
  const faults: string[] = [];
  for (const { name, script } of migrations) {
    const before = await scratch.shape();
    await scratch.execute(script);
    if (name < first || CONTRACTS.test(script)) continue;
    for (const fault of contractionsBetween(before, await scratch.shape())) faults.push(`${name}: ${fault}`);
  }
  return faults;
}

function contractionsBetween(before: Shape, after: Shape): string[] {
  const tables = new Set(before.columns.map(({ table }) => table));
  const known = new Map(before.columns.map((column) => [nameOf(column), column]));
  const now = new Map(after.columns.map((column) => [nameOf(column), column]));
  /** Whether rows of the previous version always meet a new constraint, because they have NULL in a new column. */
  const isAlwaysMet = ({ table, columns }: Constraint) =>
    columns.some((name) => !known.has(`${table}.${name}`) && now.get(`${table}.${name}`)?.nullable);
  return [
    ...before.columns.flatMap((column) => changesOf(column, now.get(nameOf(column)))),
    ...after.columns
      .filter((column) => tables.has(column.table) && !known.has(nameOf(column)) && isRequired(column))
      .map((column) => `${nameOf(column)} is new, NOT NULL and without a default`),
    ...missingFrom(after, before).map(({ table, text }) => `${table} no longer has: ${text}`),
    ...missingFrom(before, after)
      .filter((constraint) => tables.has(constraint.table) && !isAlwaysMet(constraint))
      .map(({ table, text }) => `${table} now has: ${text}`),
  ];
}

function changesOf(column: Column, now: Column | undefined): string[] {
  const name = nameOf(column);
  if (!now) return [`${name} is gone`];
  if (now.type !== column.type) return [`${name} was ${column.type} and is ${now.type}`];
  if (column.nullable && !now.nullable) return [`${name} is now NOT NULL`];
  return isRequired(now) && !isRequired(column) ? [`${name} has no default any more`] : [];
}

function missingFrom({ constraints }: Shape, { constraints: others }: Shape): readonly Constraint[] {
  const keys = new Set(constraints.map(({ table, text }) => `${table} ${text}`));
  return others.filter(({ table, text }) => !keys.has(`${table} ${text}`));
}

function nameOf({ table, name }: Column): string {
  return `${table}.${name}`;
}

function isRequired({ nullable, hasDefault }: Column): boolean {
  return !nullable && !hasDefault;
}

/** An empty database of the kind for which the test project runs. */
async function openScratch(): Promise<Scratch> {
  const created = await createPostgresqlDatabase('template0');
  if (!created) return scratchOfSqlite();
  const client = new Client({ connectionString: created.url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await created.drop();
  });
  const all = async <Row>(sql: string) => (await client.query(sql)).rows as Row[];
  return {
    execute: (sql) => client.query(sql),
    shape: async () => ({
      columns: await all<Column>(COLUMNS_OF_POSTGRESQL),
      constraints: await all<Constraint>(CONSTRAINTS_OF_POSTGRESQL),
    }),
  };
}

const COLUMNS_OF_POSTGRESQL = `SELECT table_name AS table, column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable,
    column_default IS NOT NULL OR is_identity = 'YES' AS "hasDefault"
  FROM information_schema.columns WHERE table_schema = 'public'`;

/** Constraints without the names of indexes, on which nothing depends. */
const CONSTRAINTS_OF_POSTGRESQL = `SELECT indrelid::regclass::text AS table,
    regexp_replace(pg_get_indexdef(indexrelid), '^CREATE UNIQUE INDEX \\S+ ON \\S+ USING', 'UNIQUE') AS text,
    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY(indkey)) AS columns
  FROM pg_index WHERE indisunique AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT conrelid::regclass::text, pg_get_constraintdef(oid),
    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey))
  FROM pg_constraint WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace`;

function scratchOfSqlite(): Scratch {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  database.pragma('foreign_keys = OFF'); // as while migrations are applied
  return {
    execute: async (sql) => database.exec(sql),
    shape: async () => {
      const columns = database.prepare<[], Column>(COLUMNS_OF_SQLITE).all();
      const constraints = database.prepare<[], { table: string; columns: string; text: string }>(CONSTRAINTS_OF_SQLITE);
      return {
        columns: columns.map((each) => ({
          ...each,
          nullable: Boolean(each.nullable),
          hasDefault: Boolean(each.hasDefault),
        })),
        constraints: constraints.all().map((each) => ({ ...each, columns: JSON.parse(each.columns) as string[] })),
      };
    },
  };
}

const COLUMNS_OF_SQLITE = `SELECT t.name AS "table", c.name, c.type, NOT c."notnull" AS nullable, c.dflt_value IS NOT NULL AS hasDefault
  FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'`;

const CONSTRAINTS_OF_SQLITE = `SELECT t.name AS "table", columns,
    'UNIQUE ' || columns || coalesce(' ' || substr(i.sql, nullif(instr(i.sql, ' WHERE '), 0)), '') AS text
  FROM (SELECT l."unique" AS is_unique, l.name AS index_name, t.name AS table_name,
      (SELECT json_group_array(name) FROM pragma_index_info(l.name)) AS columns
    FROM sqlite_schema t, pragma_index_list(t.name) l WHERE t.type = 'table') u
  JOIN sqlite_schema t ON t.name = u.table_name LEFT JOIN sqlite_schema i ON i.name = u.index_name AND i.type = 'index'
  WHERE is_unique AND t.type = 'table'
  UNION ALL SELECT t.name, json_group_array(f."from"),
    'FOREIGN KEY ' || json_group_array(f."from") || ' REFERENCES ' || f."table" || json_group_array(f."to") || f.on_update || f.on_delete
  FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' GROUP BY t.name, f.id`;
