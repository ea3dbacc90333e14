import type { AssertHeld } from '../../adapters/store/database/shared-mutex.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { type Job, uploadOf } from '../../core/job/job.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { type MappingToApply, makeSavedFixes } from '../../operations/mappings/saved-fixes.ts';
import { beginEarlyReview, type EarlyReview } from '../../operations/review/begin-early-review.ts';
import { type EditResult, editReview, type SeenEdit } from '../../operations/review/edit-review.ts';
import { type ResendFixed, resendFixed } from '../../operations/review/fixing/resend-fixed.ts';
import { reviewOptions } from '../operation-options.ts';
import type { Runtime } from '../runtime.ts';

/** Edits a review; edits of one upload are serialized. Throws as `editReview` does. */
export function editInTurn(
  runtime: Runtime,
  connector: Connector,
  upload: number,
  edit: SeenEdit,
): Promise<EditResult> {
  return inTurn(runtime, upload, (assertHeld) =>
    editReview(upload, edit, { ...reviewOptions(runtime, connector), assertHeld }),
  );
}

/** Resends fixed records of a job, serialized with edits of its file. Throws as `resendFixed` does. */
export async function resendFixedInTurn(runtime: Runtime, request: ResendFixed): Promise<Job> {
  const upload = uploadOf(await jobOf(runtime, request.id));
  return inTurn(runtime, upload, () => resendFixed(runtime, request));
}

/**
 * Adds the fixes of a saved mapping to those of an upload, then creates a review or job that includes them,
 * before other fixes can be made. `include` gets the length of the fixes, as `makeSavedFixes` returns it.
 */
export function savedFixesInTurn<T>(
  runtime: Runtime,
  upload: Upload,
  mappingToApply: MappingToApply,
  include: (fixesBytes: number | undefined) => T | Promise<T>,
): Promise<T> {
  return inTurn(runtime, upload.id, async (assertHeld) => {
    const fixesBytes = await makeSavedFixes(upload, mappingToApply, { ...runtime, assertHeld });
    await assertHeld();
    return include(fixesBytes);
  });
}

/** Begins an early review, serialized with edits of its file. Throws as `beginEarlyReview` does. */
export function beginEarlyReviewInTurn(runtime: Runtime, file: EarlyReview): Promise<void> {
  return inTurn(runtime, file.upload.id, (assertHeld) => beginEarlyReview(file, { ...runtime, assertHeld }));
}

function inTurn<T>({ mutex }: Runtime, upload: number, work: (assertHeld: AssertHeld) => Promise<T>): Promise<T> {
  return mutex.run(`fixes of ${upload}`, work);
}
