import { z } from 'zod';
import { deleteParentSegment as remove } from '../../../operations/audience/delete-parent-segment.ts';
import { runParentSegment as run } from '../../../operations/audience/run-parent-segment.ts';
import { saveParentSegment } from '../../../operations/audience/save-parent-segment.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { ifUpdatedAt } from '../../inputs/if-updated-at.ts';
import { pageInput, pageShape, toPage } from '../../inputs/page.ts';
import { parentSegmentChangesOf, parentSegmentInputShape } from '../../inputs/parent-segment-input.ts';
import {
  buildObject,
  buildShape,
  parentSegmentObject,
  parentSegmentShape,
} from '../../shapes/audience/parent-segment.ts';
import { describeJob, jobShape } from '../../shapes/job.ts';
import { registerShape } from '../../shapes/shape-registry.ts';

/** Lists parent segments by id, so that changes do not move items between pages. */
export const listParentSegments = defineCommand({
  id: 'listParentSegments',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ ...pageInput, name: z.string().optional() }),
  answer: registerShape('ParentSegmentPage', pageShape(parentSegmentShape)),
  async run({ cursor = 0, limit, name }, runtime) {
    const remaining = (await runtime.parentSegments.list())
      .filter((listed) => listed.id > cursor && (name === undefined || listed.name === name))
      .sort((a, b) => a.id - b.id);
    return toPage(
      remaining,
      limit,
      ({ id }) => id,
      async (listed) => parentSegmentObject(listed, await buildsOf(listed.id, runtime)),
    );
  },
});

/** Creates a parent segment, whose tables and columns have to exist. Does not build it. */
export const createParentSegment = defineCommand({
  id: 'createParentSegment',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  object: 'parent_segment',
  input: z.object(parentSegmentInputShape),
  answer: parentSegmentShape,
  async run(input, runtime) {
    const { id } = await saveParentSegment(runtime, undefined, parentSegmentChangesOf(input));
    return parentSegmentOf(id, runtime);
  },
});

export const getParentSegment = defineCommand({
  id: 'getParentSegment',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ parent_segment: idNumber }),
  answer: parentSegmentShape,
  run: ({ parent_segment: id }, runtime) => parentSegmentOf(id, runtime),
});

/** Changes only what is given; the next build uses the changes. */
export const changeParentSegment = defineCommand({
  id: 'changeParentSegment',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  input: z.object(parentSegmentInputShape).partial().extend({ parent_segment: idNumber, if_updated_at: ifUpdatedAt }),
  answer: parentSegmentShape,
  async run({ parent_segment: id, if_updated_at: ifUpdatedAt, ...input }, runtime) {
    await saveParentSegment(runtime, id, { ...parentSegmentChangesOf(input), ifUpdatedAt });
    return parentSegmentOf(id, runtime);
  },
});

/** Deletes a parent segment without segments, with its builds and their database. Keeps the jobs of its builds. */
export const deleteParentSegment = defineCommand({
  id: 'deleteParentSegment',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  input: z.object({ parent_segment: idNumber }),
  answer: 'nothing',
  run: ({ parent_segment: id }, runtime) => remove(runtime, id),
});

/** Creates the job of a build, which the worker runs. */
export const runParentSegment = defineCommand({
  id: 'runParentSegment',
  permission: 'audiences.run',
  effect: 'changes',
  object: 'job',
  input: z.object({ parent_segment: idNumber }),
  answer: jobShape,
  run: async ({ parent_segment: id }, runtime) => describeJob(await run(runtime, id), runtime),
});

/** Lists builds, newest first. */
export const listBuilds = defineCommand({
  id: 'listBuilds',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ parent_segment: idNumber, ...pageInput }),
  answer: registerShape('BuildPage', pageShape(buildShape)),
  async run({ parent_segment: id, cursor: before, limit }, { parentSegments, builds }) {
    await parentSegments.get(id); // throws if unknown
    const rows = await builds.list(id, { limit: limit + 1, before });
    return toPage(rows, limit, ({ job }) => job, buildObject);
  },
});

async function parentSegmentOf(id: number, runtime: Runtime) {
  return parentSegmentObject(await runtime.parentSegments.get(id), await buildsOf(id, runtime));
}

async function buildsOf(id: number, { builds }: Runtime) {
  return { inUse: await builds.inUse(id), newest: (await builds.list(id, { limit: 1 }))[0] };
}
