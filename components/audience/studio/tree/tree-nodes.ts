import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import { rootOf } from '../folder-paths.ts';
import type { ListedSegment, Studio } from '../shown-segment.ts';

interface NodePosition {
  readonly key: string;
  /** 1 at the top. */
  readonly level: number;
  /** Its position among its siblings, from 1, and how many siblings there are, including itself. */
  readonly position: number;
  readonly siblingCount: number;
  /** The key of the enclosing folder; null at the top. */
  readonly parentKey: string | null;
}

/** A visible line of the tree. */
export type TreeNode = NodePosition &
  (
    | {
        readonly folder: SegmentFolder;
        readonly isExpanded: boolean;
        /** The number of segments in it, at all depths. */
        readonly segmentCount: number;
      }
    | { readonly segment: ListedSegment }
  );

export function nameOf(node: TreeNode): string {
  return 'folder' in node ? node.folder.name : node.segment.name;
}

export interface TreeView {
  /** The IDs of collapsed folders. */
  readonly collapsed: ReadonlySet<number>;
  /** The text to find in names. A search expands the folders that contain matches, and hides all others. */
  readonly search: string;
}

/** The lines of the tree in their order: folders before segments, each by name. */
export function treeNodes({ folders, segments }: Pick<Studio, 'folders' | 'segments'>, view: TreeView): TreeNode[] {
  const term = view.search.trim().toLowerCase();
  const matches = term === '' ? segments : segments.filter(({ name }) => name.toLowerCase().includes(term));
  const segmentCounts = new Map(folders.map(({ id }) => [id, countIn(id)]));

  function countIn(outer: number): number {
    const subfolders = folders.filter(({ parent }) => parent === outer);
    const directSegments = matches.filter(({ folderId }) => folderId === outer);
    return directSegments.length + subfolders.reduce((sum, { id }) => sum + countIn(id), 0);
  }

  function nodesIn(outer: number, level: number, parentKey: string | null): TreeNode[] {
    const subfolders = folders.filter(
      ({ id, parent }) => parent === outer && (term === '' || (segmentCounts.get(id) ?? 0) > 0),
    );
    const directSegments = matches.filter(({ folderId }) => folderId === outer);
    const siblingCount = subfolders.length + directSegments.length;
    return [
      ...subfolders.flatMap((folder, index) => {
        const isExpanded = term !== '' || !view.collapsed.has(folder.id);
        const key = `folder-${folder.id}`;
        const nodePosition = { key, level, position: index + 1, siblingCount, parentKey };
        const node: TreeNode = { ...nodePosition, folder, isExpanded, segmentCount: segmentCounts.get(folder.id) ?? 0 };
        return isExpanded ? [node, ...nodesIn(folder.id, level + 1, key)] : [node];
      }),
      ...directSegments.map((segment, index): TreeNode => {
        const position = subfolders.length + index + 1;
        return { key: `segment-${segment.id}`, level, position, siblingCount, parentKey, segment };
      }),
    ];
  }

  return nodesIn(rootOf(folders).id, 1, null);
}
