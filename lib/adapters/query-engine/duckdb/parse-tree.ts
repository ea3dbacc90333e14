import type { DuckDBConnection } from '@duckdb/node-api';
import { textLiteral } from '../../../core/audience/rules/literals.ts';

interface SelectItem {
  readonly class: string;
  readonly alias: string;
}

interface SelectNode {
  readonly select_list?: readonly SelectItem[];
  /** Set for UNION and similar, whose first query names the columns. */
  readonly left?: SelectNode;
}

/** A call of a function, a table function, a macro or an operator, anywhere in a query. */
interface Call {
  /** Without catalog and schema, in lower case. */
  readonly name: string;
  /** The position in the query, in bytes of UTF-8. */
  readonly at: number;
}

/** A query as the engine's own parser reads it. */
export interface ParseTree {
  /** Whether the engine could parse the query and write its tree; if not, nothing is known about its calls. */
  readonly isComplete: boolean;
  readonly node: SelectNode | undefined;
  readonly calls: readonly Call[];
}

/** Numbers too large for a double, which JSON cannot express. Also replaced in strings, whose text is not used. */
const INFINITE = /(?<=[:,[])-?Infinity\b/g;

export async function parseTree(connection: DuckDBConnection, sql: string): Promise<ParseTree> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${textLiteral(sql)})`);
  const json = String(reader.getRows()[0]?.[0]).replaceAll(INFINITE, 'null');
  const { statements } = JSON.parse(json) as { statements?: readonly { node: SelectNode }[] };
  return { isComplete: statements !== undefined, node: statements?.[0]?.node, calls: callsIn(statements) };
}

/** Not recursive, because a tree is deeper than its query. */
function callsIn(tree: unknown): readonly Call[] {
  const calls: Call[] = [];
  const pending = [tree];
  while (pending.length > 0) {
    const part = pending.pop();
    if (typeof part !== 'object' || part === null) continue;
    const { function_name: name, query_location: at } = part as { function_name?: unknown; query_location?: unknown };
    if (typeof name === 'string') calls.push({ name: name.toLowerCase(), at: Number(at) });
    for (const member of Object.values(part)) pending.push(member);
  }
  return calls;
}

/**
 * The positions of expressions without an alias among `count` columns. With several stars, it is unknown how many
 * columns each has, so no positions are returned.
 */
export function unnamedColumns({ node }: ParseTree, count: number): ReadonlySet<number> {
  const list = selectListOf(node);
  const starCount = list.filter(isStar).length;
  const starColumnCount = count - (list.length - starCount);
  if (starCount > 1 || (starCount === 0 && starColumnCount !== 0)) return new Set();
  const columns = list.flatMap((item) => (isStar(item) ? Array<SelectItem>(starColumnCount).fill(item) : [item]));
  return new Set(columns.flatMap((item, index) => (isUnnamed(item) ? [index] : [])));
}

function selectListOf(node: SelectNode | undefined): readonly SelectItem[] {
  return node?.select_list ?? (node?.left ? selectListOf(node.left) : []);
}

function isStar(item: SelectItem): boolean {
  return item.class === 'STAR';
}

function isUnnamed({ class: kind, alias }: SelectItem): boolean {
  return alias === '' && kind !== 'STAR' && kind !== 'COLUMN_REF';
}
