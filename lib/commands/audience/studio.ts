import { z } from 'zod';
import { type Segment, segmentMembers } from '../../core/audience/segment.ts';
import { UserError } from '../../core/errors.ts';
import { createSegment } from '../../operations/audience/save-segment.ts';
import { defineInternalCommand, idInPath, idNumber } from '../command.ts';

const byParentSegment = z.object({ parentSegment: idInPath });

/** A parent segment with its folders and segments, as the tree shows them. */
export const viewStudio = defineInternalCommand({
  id: 'viewStudio',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment,
  async run({ parentSegment }, { parentSegments, segments, activations, builds }) {
    const { id, name } = await parentSegments.get(parentSegment);
    const buildInUse = await builds.inUse(id);
    const populations = await segments.populationsIn(buildInUse?.job ?? 0);
    const counts = await activations.counts(id);
    return {
      parentSegment: { id, name },
      /** Null before the first build. */
      buildInUse: buildInUse
        ? { job: buildInUse.job, endedAt: buildInUse.endedAt, customers: buildInUse.result?.customers ?? 0 }
        : null,
      newestBuild: (await builds.list(id, { limit: 1 }))[0] ?? null,
      folders: await segments.folders(id),
      segments: (await segments.list(id)).map((segment) => ({
        ...listed(segment),
        population: populations.get(segment.id) ?? null,
        activationCount: counts.get(segment.id) ?? 0,
      })),
    };
  },
});

/**
 * A segment with its population in the build in use. Throws UserError `segment_unknown`, also for a segment of another
 * parent segment.
 */
export const viewSegment = defineInternalCommand({
  id: 'viewSegment',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment.extend({ segment: idInPath }),
  async run({ parentSegment, segment: id }, { parentSegments, segments, activations, builds }) {
    const { name } = await parentSegments.get(parentSegment);
    const segment = await segments.get(id);
    if (segment.parentSegment !== parentSegment) throw new UserError('segment_unknown', { id: String(id) });
    const buildInUse = await builds.inUse(parentSegment);
    return {
      ...listed(segment),
      rule: segment.rule,
      parentSegment: { id: parentSegment, name },
      /** Null until the segment has been counted in the build in use. */
      population: (await segments.populationsIn(buildInUse?.job ?? 0)).get(id) ?? null,
      /** How many customers the build in use has; null before the first build. */
      customers: buildInUse?.result?.customers ?? null,
      activationCount: (await activations.counts(parentSegment)).get(id) ?? 0,
    };
  },
});

function listed({ id, name, description, folder, folderId, updatedAt }: Segment) {
  return { id, name, description, folder, folderId, updatedAt };
}

/** A copy in the same folder, without activations. Returns its id. */
export const duplicateSegment = defineInternalCommand({
  id: 'duplicateSegment',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  object: 'segment',
  input: z.object({ segment: idNumber, name: segmentMembers.name }),
  async run({ segment, name }, runtime) {
    const { parentSegment, folder, description, rule } = await runtime.segments.get(segment);
    return (await createSegment(runtime, { parentSegment, folder }, { name, description, rule })).id;
  },
});
