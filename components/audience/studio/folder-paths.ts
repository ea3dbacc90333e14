import type { SegmentFolder } from '#lib/core/audience/segment.ts';

/** The root, which has no name. */
export function rootOf(folders: readonly SegmentFolder[]): SegmentFolder {
  const root = folders.find(({ parent }) => parent === null);
  if (!root) throw new Error('folders without a root');
  return root;
}

/** The names of the folders below the root, down to this one. */
export function pathOf(folders: readonly SegmentFolder[], id: number): readonly string[] {
  const folder = folders.find((candidate) => candidate.id === id);
  return folder === undefined || folder.parent === null ? [] : [...pathOf(folders, folder.parent), folder.name];
}

/** Whether a folder is `outer` or inside it. */
export function isWithinFolder(folders: readonly SegmentFolder[], id: number, outer: number): boolean {
  if (id === outer) return true;
  const parent = folders.find((folder) => folder.id === id)?.parent ?? null;
  return parent !== null && isWithinFolder(folders, parent, outer);
}
