'use client';

import { Wrench } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { fixPath } from '#components/paths.ts';
import { Button, type ButtonProps } from '#components/ui/buttons/button.tsx';
import type { JobControl } from '../job-controls.ts';

export interface FixButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'className' | 'children'> {
  job: number;
  fix: JobControl;
}

/** Starts a review of the job's rejected and invalid records. */
export function FixButton({ job, fix, children, ...buttonProps }: FixButtonProps) {
  const t = useTranslations('jobs');
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    const result = await fix({ job }).catch(() => undefined);
    setBusy(false);
    if (result?.ok) return router.push(fixPath(job));
    toast.error(result?.message ?? t('actionFailed'));
  };
  return (
    <Button {...buttonProps} icon={<Wrench aria-hidden />} busy={busy} onClick={() => void begin()}>
      {children ?? t('fix')}
    </Button>
  );
}
