import { CUSTOMER_ID, CUSTOMERS } from '../audience-database.ts';
import type { CommonTables } from './common-tables.ts';
import { quoted } from './literals.ts';
import type { RuleLimit } from './rule.ts';

/** Alias of the customers in every query of a rule. */
export const CUSTOMER = 'c';
const CUSTOMER_COLUMN = `${CUSTOMER}.${quoted(CUSTOMER_ID)}`;

/** A query over customers and the common tables that its conditions use. */
export class CustomerQuery {
  readonly #tables: CommonTables;
  readonly #joined = new Set<string>();

  constructor(tables: CommonTables) {
    this.#tables = tables;
  }

  /** Joins a common table, once. */
  join(name: string): void {
    this.#joined.add(name);
  }

  /** The condition that a customer is in a common table. */
  isIn(name: string): string {
    this.join(name);
    return `${name}.${quoted(CUSTOMER_ID)} IS NOT NULL`;
  }

  from(): string {
    const joins = Array.from(
      this.#joined,
      (name) => `\nLEFT JOIN ${name} ON ${name}.${quoted(CUSTOMER_ID)} = ${CUSTOMER_COLUMN}`,
    );
    return `${this.#tables.table(CUSTOMERS)} ${CUSTOMER}${joins.join('')}`;
  }

  select(where: string): string {
    return `SELECT ${CUSTOMER_COLUMN}\nFROM ${this.from()}\nWHERE ${where}`;
  }

  /** Selects the first customers that meet a condition, by `orders` and then by id. A percentage is rounded up. */
  selectFirst(where: string, orders: readonly string[], { type, number }: RuleLimit): string {
    const order = [...orders, CUSTOMER_COLUMN].join(', ');
    const columns = `${CUSTOMER_COLUMN}, row_number() OVER (ORDER BY ${order}) AS place, count(*) OVER () AS total`;
    const isFirst = type === 'Count' ? `place <= ${number}` : `(place - 1) * 100 < total * ${number}`;
    return `SELECT ${quoted(CUSTOMER_ID)} FROM (\nSELECT ${columns}\nFROM ${this.from()}\nWHERE ${where}\n) AS ranked\nWHERE ${isFirst}`;
  }
}
