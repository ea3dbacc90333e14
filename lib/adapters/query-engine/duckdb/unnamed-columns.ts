import type { ParseTree, SelectItem, SelectNode } from './parse-tree.ts';

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
