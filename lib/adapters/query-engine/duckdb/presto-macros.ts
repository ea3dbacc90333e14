import { COLLECTIONS } from './macros/collections.ts';
import { BYTES, CASTS, NUMBERS } from './macros/numbers.ts';
import { PRINTED } from './macros/printing.ts';
import { PLANNED_AT, SCHEDULED, TD, UNIX } from './macros/td-functions.ts';
import { TEXTS } from './macros/texts.ts';
import { MYSQL_FORMAT, TIMES } from './macros/times.ts';
import { ZONES } from './macros/zones.ts';

/** A macro, which can only use the macros before it. */
interface Macro {
  readonly name: string;
  readonly definition: string;
  /** Includes the names of the macros that it uses. */
  readonly identifiers: ReadonlySet<string>;
}

/**
 * Presto functions that DuckDB lacks or implements differently, as macros. A macro shadows a function of the same name;
 * `system.main` refers to the function itself. Names that start with an underscore are helpers.
 */
const ALL: readonly Macro[] = [
  ...PRINTED,
  MYSQL_FORMAT,
  ...ZONES,
  ...UNIX,
  SCHEDULED,
  ...TD,
  ...TIMES,
  ...TEXTS,
  ...BYTES,
  ...COLLECTIONS,
  ...NUMBERS,
  ...CASTS,
].map((definition) => ({ name: nameOf(definition), definition, identifiers: identifiersOf(definition) }));

/** The macros that every query needs, because its result is printed with them. */
const ALWAYS: readonly string[] = PRINTED.map(nameOf);
/** A query of the list of functions gets all macros. */
const FUNCTION_LIST = 'duckdb_functions';

function nameOf(definition: string): string {
  return /\w+/.exec(definition)?.[0] ?? '';
}

function identifiersOf(sql: string): ReadonlySet<string> {
  return new Set(sql.toLowerCase().match(/\w+/g));
}

/**
 * The statements that create the macros of a query with this TD_SCHEDULED_TIME. Besides those that print its result,
 * includes only the macros whose names occur in its SQL, and those that they use, because the engine takes a tenth of a
 * second to create all of them.
 */
export function macroStatements(sql: string, plannedAt: number): readonly string[] {
  const neededNames = new Set([...ALWAYS, ...identifiersOf(sql)]);
  const usedMacros: Macro[] = [];
  for (const macro of ALL.toReversed()) {
    if (!neededNames.has(macro.name) && !neededNames.has(FUNCTION_LIST)) continue;
    usedMacros.push(macro);
    for (const identifier of macro.identifiers) neededNames.add(identifier);
  }
  return usedMacros
    .reverse()
    .map(({ definition }) => `CREATE TEMP MACRO ${definition.replace(PLANNED_AT, `CAST(${plannedAt} AS BIGINT)`)}`);
}
