import type { DuckDBConnection } from '@duckdb/node-api';
import { textLiteral } from '../../../core/audience/rules/literals.ts';

interface SelectItem {
  readonly class: string;
  readonly alias: string;
}

interface SelectNode {
  readonly select_list?: readonly SelectItem[];
  readonly from_table?: SourceNode;
  /** Set for UNION and similar, whose first query names the columns. */
  readonly left?: SelectNode;
}

/** What a query selects from. */
interface SourceNode {
  /** EXPRESSION_LIST for VALUES, which the engine reads as a SELECT of all its columns; SUBQUERY for a query. */
  readonly type: string;
  readonly subquery?: { readonly node: SelectNode };
  readonly column_name_alias?: readonly string[];
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
 * The positions of columns that have no name in Presto among `count` columns: expressions without an alias, and values
 * of VALUES. With several stars, it is unknown how many columns each has, so no positions are returned.
 */
export function unnamedColumns({ node }: Pick<ParseTree, 'node'>, count: number): ReadonlySet<number> {
  const { select_list: list = [], from_table: source } = firstSelect(node) ?? {};
  const starCount = list.filter(isStar).length;
  const starColumnCount = count - (list.length - starCount);
  if (starCount > 1 || (starCount === 0 && starColumnCount !== 0)) return new Set();
  const areUnnamed = list.flatMap((item) => (isStar(item) ? areUnnamedIn(source, starColumnCount) : [isUnnamed(item)]));
  return new Set(areUnnamed.flatMap((hasNoName, index) => (hasNoName ? [index] : [])));
}

/** For each column that a star selects, whether it has no name. */
function areUnnamedIn(source: SourceNode | undefined, count: number): boolean[] {
  const isOfQuery = source?.type === 'SUBQUERY' && source.column_name_alias?.length === 0;
  const unnamed = isOfQuery ? unnamedColumns({ node: source.subquery?.node }, count) : new Set<number>();
  return Array.from({ length: count }, (_, index) => source?.type === 'EXPRESSION_LIST' || unnamed.has(index));
}

function firstSelect(node: SelectNode | undefined): SelectNode | undefined {
  return node?.left ? firstSelect(node.left) : node;
}

function isStar(item: SelectItem): boolean {
  return item.class === 'STAR';
}

function isUnnamed({ class: kind, alias }: SelectItem): boolean {
  return alias === '' && kind !== 'STAR' && kind !== 'COLUMN_REF';
}
