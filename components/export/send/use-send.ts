'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { FieldPath } from 'react-hook-form';
import type { SendEvents, SendForm, SendValues } from '#components/export-settings/send-form.ts';
import { announceChange } from '#components/export-steps/export-draft.ts';
import { type ActionProblem, problemOf } from '#components/http/action-problem.ts';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import { jobPath } from '#components/paths.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';

const FIELDS: readonly FieldPath<SendValues>[] = ['authentication', 'parameters.ad_account_id'];

/** Creates the job and opens its page. A problem is shown at its field or above the fields. */
export function useSend(
  { setError }: SendForm,
  { upload, review }: { readonly upload: number; readonly review: ReviewView | null },
  send: SendEvents,
) {
  const router = useRouter();
  const createOnce = useCreateOnce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ActionProblem>();
  const run = async (values: SendValues) => {
    setBusy(true);
    setProblem(undefined);
    const result = await createOnce(send, { ...values, seen: review?.fixesBytes }).catch(() => undefined);
    // Stays busy until the job's page opens: a second submit would create a second job.
    if (result?.ok) {
      announceChange(upload);
      return router.push(jobPath(result.value));
    }
    setBusy(false);
    const field = FIELDS.find((name) => result?.fieldErrors[name] !== undefined);
    if (result && field)
      setError(field, { message: result.fieldErrors[field] ?? result.message }, { shouldFocus: true });
    else setProblem(problemOf(result));
  };
  return { run, busy, problem };
}
