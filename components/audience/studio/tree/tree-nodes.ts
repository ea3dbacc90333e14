import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import { rootOf } from '../folder-choices.ts';
import type { ListedSegment, Studio } from '../shown-segment.ts';

interface NodePlace {
  readonly key: string;
  /** 1 at the top. */
  readonly level: number;
  /** Its position among its siblings, from 1, and how many siblings there are, including itself. */
  readonly position: number;
  readonly siblings: number;
  /** The key of the folder around it; null at the top. */
  readonly above: string | null;
}

/** A visible line of the tree. */
export type TreeNode = NodePlace &
  (
    | {
        readonly folder: SegmentFolder;
        readonly isExpanded: boolean;
        /** The number of segments in it, at all depths. */
        readonly segments: number;
      }
    | { readonly segment: ListedSegment }
  );

export interface TreeView {
  /** Folders that do not show what is in them. */
  readonly collapsed: ReadonlySet<number>;
  /** The text to find in names. A search expands the folders that contain what it finds, and hides all others. */
  readonly search: string;
}

/** The lines of the tree in their order: folders before segments, each by name. */
export function treeNodes({ folders, segments }: Pick<Studio, 'folders' | 'segments'>, view: TreeView): TreeNode[] {
  const term = view.search.trim().toLowerCase();
  const found = term === '' ? segments : segments.filter(({ name }) => name.toLowerCase().includes(term));
  const counts = new Map(folders.map(({ id }) => [id, countIn(id)]));

  function countIn(folder: number): number {
    const below = folders.filter(({ parent }) => parent === folder);
    return (
      found.filter(({ folderId }) => folderId === folder).length + below.reduce((sum, { id }) => sum + countIn(id), 0)
    );
  }

  function nodesIn(folder: number, level: number, above: string | null): TreeNode[] {
    const below = folders.filter(({ id, parent }) => parent === folder && (term === '' || (counts.get(id) ?? 0) > 0));
    const own = found.filter(({ folderId }) => folderId === folder);
    const siblings = below.length + own.length;
    return [
      ...below.flatMap((each, index) => {
        const isExpanded = term !== '' || !view.collapsed.has(each.id);
        const key = `folder-${each.id}`;
        const place = { key, level, position: index + 1, siblings, above };
        const node: TreeNode = { ...place, folder: each, isExpanded, segments: counts.get(each.id) ?? 0 };
        return isExpanded ? [node, ...nodesIn(each.id, level + 1, key)] : [node];
      }),
      ...own.map((segment, index): TreeNode => {
        const position = below.length + index + 1;
        return { key: `segment-${segment.id}`, level, position, siblings, above, segment };
      }),
    ];
  }

  return nodesIn(rootOf(folders).id, 1, null);
}
