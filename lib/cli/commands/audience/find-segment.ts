import type { AnswerOf } from '../../../commands/command.ts';
import { type getParentSegment, listParentSegments } from '../../../commands/rows/audience/parent-segments.ts';
import { type getSegment, listSegments } from '../../../commands/rows/audience/segments.ts';
import { UserError } from '../../../core/errors.ts';
import { itemsOf, type Product } from '../../product/product.ts';

/** Throws UserError `parent_segment_unknown`. */
export async function findParentSegment(product: Product, name: string): Promise<AnswerOf<typeof getParentSegment>> {
  const [found] = (await product.call(listParentSegments, { name, limit: 1 })).data;
  if (!found) throw new UserError('parent_segment_unknown', { name });
  return found;
}

/** A segment by `PARENT/FOLDER/NAME`. Throws UserError `parent_segment_unknown` or `segment_path_unknown`. */
export async function findSegment(product: Product, path: string): Promise<AnswerOf<typeof getSegment>> {
  const [parent = '', ...folderAndName] = path.split('/');
  const { id: parent_segment } = await findParentSegment(product, parent);
  const { folder, name } = folderAndNameOf(folderAndName.join('/'));
  const sameName = await Array.fromAsync(
    itemsOf((page) => product.call(listSegments, { parent_segment, name, ...page })),
  );
  const found = sameName.find((segment) => segment.folder.join('/') === folder.join('/'));
  if (!found) throw new UserError('segment_path_unknown', { path, parent });
  return found;
}

/** The folders and the name of a path without the parent segment. */
export function folderAndNameOf(path: string): { readonly folder: readonly string[]; readonly name: string } {
  const parts = path.split('/');
  return { folder: parts.slice(0, -1), name: parts.at(-1) ?? '' };
}
