import type { DuckDBConnection } from '@duckdb/node-api';
import { textLiteral } from '../../../core/audience/rules/literals.ts';

interface Selected {
  readonly class: string;
  readonly alias: string;
}

interface Node {
  readonly select_list?: readonly Selected[];
  /** Set for UNION and similar, whose first query names the columns. */
  readonly left?: Node;
}

/**
 * The positions of expressions without an alias among `count` columns. With two stars, the positions after the second
 * are unknown, so none are returned.
 */
export async function unnamedColumns(
  connection: DuckDBConnection,
  sql: string,
  count: number,
): Promise<ReadonlySet<number>> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${textLiteral(sql)})`);
  const { statements } = JSON.parse(String(reader.getRows()[0]?.[0])) as { statements?: readonly { node: Node }[] };
  const list = selectListOf(statements?.[0]?.node);
  const stars = list.filter(isStar).length;
  const starColumns = count - (list.length - stars);
  if (stars > 1 || (stars === 0 && starColumns !== 0)) return new Set();
  const positions = list.flatMap((selected) =>
    isStar(selected) ? Array<Selected>(starColumns).fill(selected) : [selected],
  );
  return new Set(positions.flatMap((selected, index) => (isUnnamed(selected) ? [index] : [])));
}

function selectListOf(node: Node | undefined): readonly Selected[] {
  return node?.select_list ?? (node?.left ? selectListOf(node.left) : []);
}

function isStar(selected: Selected): boolean {
  return selected.class === 'STAR';
}

function isUnnamed({ class: kind, alias }: Selected): boolean {
  return alias === '' && kind !== 'STAR' && kind !== 'COLUMN_REF';
}
