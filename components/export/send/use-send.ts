'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { FieldPath } from 'react-hook-form';
import type { SendEvents, SendForm, SendValues } from '#components/export-settings/send-form.ts';
import { announceChange } from '#components/export-steps/export-draft.ts';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import { jobPath } from '#components/paths.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';

const FIELDS: readonly FieldPath<SendValues>[] = ['authentication', 'parameters.ad_account_id'];

interface Reviewed {
  readonly upload: number;
  readonly review: ReviewView | null;
}

/** Creates the job and opens its page. A refusal is shown at its field or above the form. */
export function useSend({ setError }: SendForm, { upload, review }: Reviewed, send: SendEvents) {
  const router = useRouter();
  const createOnce = useCreateOnce();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const run = async (values: SendValues) => {
    setBusy(true);
    setRefusal(undefined);
    const result = await createOnce(send, { ...values, seen: review?.fixesBytes }).catch(() => undefined);
    // Stays busy until the job's page opens: a second submit would create a second job.
    if (result?.ok) {
      announceChange(upload);
      return router.push(jobPath(result.value));
    }
    setBusy(false);
    if (!result) return setRefusal('');
    const field = FIELDS.find((name) => result.fieldErrors[name] !== undefined);
    if (field) setError(field, { message: result.fieldErrors[field] ?? result.message }, { shouldFocus: true });
    else setRefusal(result.message);
  };
  return { run, busy, refusal };
}
