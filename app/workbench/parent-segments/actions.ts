'use server';

import { revalidatePath } from 'next/cache';
import type { SavedParentSegment } from '#components/audience/wizard/use-save-parent-segment.ts';
import { saveEditedParentSegment } from '#lib/commands/audience/parent-segments.ts';
import * as parentSegments from '#lib/commands/rows/audience/parent-segments.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Saves a parent segment, and builds it if requested. If the build cannot start, the parent segment stays saved. */
export async function saveParentSegment(input: unknown, buildsNow: boolean): Promise<ActionResult<SavedParentSegment>> {
  const saved = await runCommand(saveEditedParentSegment, input);
  if (!saved.ok) return saved;
  const build = buildsNow
    ? await runCommand(parentSegments.runParentSegment, { parent_segment: saved.value })
    : undefined;
  revalidateParentSegments();
  if (build) revalidatePath('/jobs');
  const job = build?.ok ? build.value.job_id : null;
  return { ok: true, value: { id: saved.value, job, buildProblem: build && !build.ok ? build.message : null } };
}

/** Creates the job of a build. */
export async function runParentSegment(input: unknown) {
  const result = await runCommand(parentSegments.runParentSegment, input);
  revalidateParentSegments();
  revalidatePath('/jobs');
  return result;
}

export async function deleteParentSegment(input: unknown) {
  const result = await runCommand(parentSegments.deleteParentSegment, input);
  revalidateParentSegments();
  return result;
}

/** Audience Studio and Data Workbench both show parent segments. */
function revalidateParentSegments(): void {
  revalidatePath('/workbench/parent-segments', 'layout');
  revalidatePath('/audience', 'layout');
}
