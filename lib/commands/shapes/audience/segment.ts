import { z } from 'zod';
import type { Segment, SegmentFolder } from '../../../core/audience/segment.ts';
import { isoTime, registerShape, timestamp } from '../shape-registry.ts';

const count = z.int().nonnegative();

export const segmentShape = registerShape(
  'Segment',
  z.object({
    id: z.int(),
    parent_segment: z.int(),
    /** Folder names from the root; empty in the root. */
    folder: z.array(z.string()),
    name: z.string(),
    description: z.string(),
    /** In TD's shape: rule sets of conditions. */
    rule: z.record(z.string(), z.unknown()),
    created_at: timestamp,
    updated_at: timestamp,
  }),
);

export function segmentObject(segment: Segment): z.output<typeof segmentShape> {
  const { id, parentSegment: parent_segment, folder, name, description, rule } = segment;
  return {
    id,
    parent_segment,
    folder: [...folder],
    name,
    description,
    rule: { ...rule },
    created_at: isoTime(segment.createdAt),
    updated_at: isoTime(segment.updatedAt),
  };
}

export const folderShape = registerShape(
  'SegmentFolder',
  z.object({
    id: z.int(),
    parent_segment: z.int(),
    /** Null for the root, whose name is empty. */
    parent: z.int().nullable(),
    name: z.string(),
  }),
);

export function folderObject({ id, parentSegment, parent, name }: SegmentFolder): z.output<typeof folderShape> {
  return { id, parent_segment: parentSegment, parent, name };
}

export const countShape = registerShape('SegmentCount', z.object({ count, total: count }));

export const populationShape = registerShape(
  'Population',
  z.object({ job_id: z.int(), customers: count, counted_at: timestamp }),
);
