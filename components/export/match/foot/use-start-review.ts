'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { stepPath } from '#components/paths.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A server action of the page. It validates its input itself. */
export type StartReview = (input: unknown) => Promise<ActionResult<unknown>>;

/** Starts a review with this mapping and opens its page. */
export function useStartReview(upload: number, { mapping, constants }: ExportMapping, startReview: StartReview) {
  const t = useTranslations('exports.match');
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const path = stepPath(upload, 'review');
  useEffect(() => router.prefetch(path), [router, path]);
  const start = async () => {
    setBusy(true);
    setRefusal(undefined);
    const result = await startReview({ upload, mapping, constants }).catch(() => undefined);
    if (result?.ok) return router.push(path);
    setBusy(false);
    setRefusal(result?.message ?? t('noResponse'));
  };
  return { start, busy, refusal };
}
