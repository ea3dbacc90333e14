import { LruCache } from '../../../core/lru-cache.ts';
import { MAX_STATEMENTS, type NamedParams, type Params } from '../database/database.ts';

/** A statement for PostgreSQL's driver. */
export interface Statement {
  readonly text: string;
  /**
   * The name under which each connection prepares it once; undefined at its first use, or if `MAX_NAMED` others have
   * names.
   */
  readonly name: string | undefined;
  readonly isWrite: boolean;
  /** The values in the order of `$1`, `$2` … */
  readonly valuesOf: (params: Params) => unknown[];
}

/** How many texts get a name. The number is limited, because connections never forget a prepared statement. */
const MAX_NAMED = 1000;

/** Translates the statements of the stores, and remembers the translations. */
export class Statements {
  readonly #statements = new LruCache<string, Statement>(MAX_STATEMENTS);
  readonly #names = new Map<string, string>();

  get(sql: string): Statement {
    const cached = this.#statements.get(sql);
    if (!cached) return this.#statements.set(sql, translate(sql));
    if (cached.name !== undefined) return cached;
    // Named from the second use on, when preparing pays off.
    return this.#statements.set(sql, { ...cached, name: this.#nameOf(sql) });
  }

  /** The name of a text, which stays the same even if the translation is dropped from the cache. */
  #nameOf(sql: string): string | undefined {
    const existing = this.#names.get(sql);
    if (existing !== undefined || this.#names.size >= MAX_NAMED) return existing;
    const name = `s${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }
}

/**
 * A string literal, a quoted identifier, a cast, a named or positional parameter, a planner hint, or an identifier in
 * mixed case.
 */
const TOKEN = /'(?:[^']|'')*'|"[^"]*"|::|:([a-z]\w*)|(\?)| INDEXED BY \w+|\b[a-z_][a-z0-9_]*[A-Z]\w*\b/g;

/**
 * Translates SQL of the stores for PostgreSQL. Parameters get numbers. Identifiers in mixed case are quoted, because
 * PostgreSQL folds unquoted ones to lower case. Hints for SQLite's planner are removed.
 */
function translate(sql: string): Statement {
  const names: string[] = [];
  let positions = 0;
  const text = sql.replace(TOKEN, (token, name: string | undefined, questionMark: string | undefined) => {
    if (questionMark !== undefined) {
      positions += 1;
      return `$${positions}`;
    }
    if (name !== undefined) return `$${numberOf(name, names)}`;
    if (token.startsWith(' INDEXED BY')) return '';
    const isUnchanged = /^["':]/.test(token); // a literal, a quoted identifier or a cast
    return isUnchanged ? token : `"${token}"`;
  });
  const valuesOf = (params: Params) =>
    Array.isArray(params) ? params.map(withoutNul) : names.map((name) => namedValue(params as NamedParams, name));
  return { text, name: undefined, isWrite: /^\s*(?:INSERT|UPDATE|DELETE)\b/.test(sql), valuesOf };
}

/** The number of a named parameter, from 1. Further occurrences have the number of the first. */
function numberOf(name: string, names: string[]): number {
  const index = names.indexOf(name);
  return index < 0 ? names.push(name) : index + 1;
}

function namedValue(params: NamedParams, name: string): unknown {
  if (!(name in params)) throw new RangeError(`Missing named parameter "${name}"`);
  return withoutNul(params[name] ?? null);
}

/** Replaces NUL, which PostgreSQL cannot store in a text, but which a column name or a log line may contain. */
export function withoutNul(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}
