'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import type { JobControl } from '#components/job/job-controls.ts';

/** Performs an action on a job and refreshes the job afterwards. */
export function useJobControl(id: number) {
  const t = useTranslations('jobs');
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string>();
  const run = async (name: string, control: JobControl) => {
    setBusy(name);
    try {
      const result = await control({ job: id });
      if (!result.ok) toast.error(result.message);
    } catch {
      toast.error(t('actionFailed'));
    } finally {
      await queries.invalidateQueries({ queryKey: ['job', id] });
      setBusy(undefined);
    }
  };
  return { busy, run };
}
