import { CUSTOMER_ID } from '../audience-database.ts';
import { type Aggregate, ROWS } from './aggregation.ts';
import { allOf, quoted } from './literals.ts';

interface AggregatedRows {
  readonly name: string;
  /** SQL of each aggregate, in the order of its columns `v1`, `v2` … */
  readonly values: string[];
}

/**
 * The common tables of a query, in its WITH clause. Each has at most one row for each customer, and occurs once, even
 * if the query uses it several times.
 */
export class CommonTables {
  readonly #database: string;
  /** By the FROM and WHERE clauses of the rows. */
  readonly #aggregated = new Map<string, AggregatedRows>();
  /** Queries for ids of customers, by name. */
  readonly #customers = new Map<string, string>();

  constructor(database: string) {
    this.#database = database;
  }

  /** The table of this name in the build. */
  table(name: string): string {
    return `${quoted(this.#database)}.${quoted(name)}`;
  }

  /**
   * Adds an aggregate over the rows that meet all conditions, and returns its common table and column. Aggregates over
   * the same rows share a table, so that the rows are read once.
   */
  addAggregate(table: string, conditions: readonly string[], { sql }: Aggregate): { table: string; column: string } {
    const where = conditions.length === 0 ? '' : `\n  WHERE ${allOf(conditions)}`;
    const source = `  FROM ${this.table(table)} ${ROWS}${where}`;
    const entry = this.#aggregated.get(source) ?? { name: `b${this.#aggregated.size + 1}`, values: [] };
    this.#aggregated.set(source, entry);
    if (!entry.values.includes(sql)) entry.values.push(sql);
    return { table: entry.name, column: `${entry.name}.v${entry.values.indexOf(sql) + 1}` };
  }

  /** Adds a query for ids of customers, and returns the name of its common table. */
  addCustomers(select: string): string {
    const name = `s${this.#customers.size + 1}`;
    this.#customers.set(name, select);
    return name;
  }

  /** The WITH clause and a line break; empty if there are no common tables. */
  sql(): string {
    const aggregated = [...this.#aggregated].map(([source, { name, values }]) =>
      entrySql(name, aggregationSql(source, values)),
    );
    const customers = [...this.#customers].map(([name, select]) => entrySql(name, select));
    const entries = [...aggregated, ...customers];
    return entries.length === 0 ? '' : `WITH ${entries.join(',\n')}\n`;
  }
}

function entrySql(name: string, select: string): string {
  return `${name} AS (\n${select}\n)`;
}

function aggregationSql(source: string, values: readonly string[]): string {
  const id = `${ROWS}.${quoted(CUSTOMER_ID)}`;
  const columns = values.map((sql, index) => `${sql} AS v${index + 1}`);
  return `  SELECT ${[id, ...columns].join(', ')}\n${source}\n  GROUP BY ${id}`;
}
