import type { DuckDBConnection } from '@duckdb/node-api';
import { textLiteral } from '../../../core/audience/rules/literals.ts';

interface SelectItem {
  readonly class: string;
  readonly alias: string;
}

interface Node {
  readonly select_list?: readonly SelectItem[];
  /** Set for UNION and similar, whose first query names the columns. */
  readonly left?: Node;
}

/**
 * The positions of expressions without an alias among `count` columns. With several stars, it is unknown how many
 * columns each has, so no positions are returned.
 */
export async function unnamedColumns(
  connection: DuckDBConnection,
  sql: string,
  count: number,
): Promise<ReadonlySet<number>> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${textLiteral(sql)})`);
  const { statements } = JSON.parse(String(reader.getRows()[0]?.[0])) as { statements?: readonly { node: Node }[] };
  const list = selectListOf(statements?.[0]?.node);
  const starCount = list.filter(isStar).length;
  const starColumnCount = count - (list.length - starCount);
  if (starCount > 1 || (starCount === 0 && starColumnCount !== 0)) return new Set();
  const columns = list.flatMap((item) => (isStar(item) ? Array<SelectItem>(starColumnCount).fill(item) : [item]));
  return new Set(columns.flatMap((item, index) => (isUnnamed(item) ? [index] : [])));
}

function selectListOf(node: Node | undefined): readonly SelectItem[] {
  return node?.select_list ?? (node?.left ? selectListOf(node.left) : []);
}

function isStar(item: SelectItem): boolean {
  return item.class === 'STAR';
}

function isUnnamed({ class: kind, alias }: SelectItem): boolean {
  return alias === '' && kind !== 'STAR' && kind !== 'COLUMN_REF';
}
