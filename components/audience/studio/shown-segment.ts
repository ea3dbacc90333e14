import type { Build } from '#lib/core/audience/build.ts';
import type { SegmentRule } from '#lib/core/audience/rules/rule.ts';
import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A segment in the tree and in lists. */
export interface ListedSegment {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** Folder names from the root. */
  readonly folder: readonly string[];
  readonly folderId: number;
  readonly updatedAt: number;
  /** The number of its customers in the build in use; null before they are counted. */
  readonly population: number | null;
  /** The number of its activations. */
  readonly activationCount: number;
}

/** A segment on its own pages. */
export interface ShownSegment extends ListedSegment {
  readonly rule: SegmentRule;
  readonly parentSegment: { readonly id: number; readonly name: string };
  /** All customers in the build in use; null before the first build. */
  readonly customers: number | null;
}

/** A parent segment with its folders and segments. */
export interface Studio {
  readonly parentSegment: { readonly id: number; readonly name: string };
  /** The build that segments read; null before the first one. */
  readonly buildInUse: { readonly job: number; readonly endedAt: number | null; readonly customers: number } | null;
  readonly newestBuild: Build | null;
  readonly folders: readonly SegmentFolder[];
  readonly segments: readonly ListedSegment[];
}

/** The server actions on segments and folders. */
export interface StudioActions {
  duplicateSegment(input: { segment: number; name: string }): Promise<ActionResult<number>>;
  changeSegment(input: {
    segment: number;
    name?: string;
    folder?: readonly string[];
    if_updated_at?: string;
  }): Promise<ActionResult<unknown>>;
  deleteSegment(input: { segment: number }): Promise<ActionResult<unknown>>;
  createFolder(input: { parent_segment: number; name: string; parent: number }): Promise<ActionResult<unknown>>;
  changeFolder(input: {
    folder: number;
    name?: string;
    parent?: number;
    if_name?: string;
  }): Promise<ActionResult<unknown>>;
  deleteFolder(input: { folder: number }): Promise<ActionResult<unknown>>;
}
