import { z } from 'zod';
import { nameInput } from '../text/name.ts';
import { type SegmentRule, segmentRule } from './rules/rule.ts';

/** The part of a segment that people define. */
export interface SegmentChoice {
  readonly name: string;
  readonly description: string;
  readonly rule: SegmentRule;
}

/** A rule that chooses customers of a parent segment. Times are milliseconds since 1970. */
export interface Segment extends SegmentChoice {
  readonly id: number;
  readonly parentSegment: number;
  /** The names of its folders, from the root; empty in the root. */
  readonly folder: readonly string[];
  readonly folderId: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A folder of segments; the root of a parent segment has an empty name and no parent. */
export interface SegmentFolder {
  readonly id: number;
  readonly parentSegment: number;
  readonly parent: number | null;
  readonly name: string;
}

/** The most customers that the page with the profiles of a segment shows. */
export const PROFILES_SHOWN = 100;

/** How many customers a segment had in one build. */
export interface Population {
  readonly build: number;
  readonly customers: number;
  readonly countedAt: number;
}

/** Names of segments and folders are joined into paths, so they have no slash. */
function pathName(codes: Parameters<typeof nameInput>[0]) {
  return nameInput(codes).refine((name) => !name.includes('/'), 'name_with_slash');
}

export const folderName = pathName({ required: 'folder_name_required', tooLong: 'folder_name_too_long' });

/** The schema of each member of a segment. */
export const segmentMembers = {
  name: pathName({ required: 'segment_name_required', tooLong: 'segment_name_too_long' }),
  description: z.string().trim().max(1000, 'input_too_long').default(''),
  rule: segmentRule,
};

/** Shared by the form, the action, the command line and the API. */
export const segmentInput = z.object(segmentMembers) satisfies z.ZodType<SegmentChoice>;

const MAX_FOLDERS = 32;

/** Folder names from the root. */
export const folderPath = z.array(folderName).max(MAX_FOLDERS, 'folders_too_deep');

/** `FOLDER/NAME`, as people refer to a segment of a known parent segment. */
export function segmentPath({ folder, name }: Pick<Segment, 'folder' | 'name'>): string {
  return [...folder, name].join('/');
}
