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
  /** The first job of the export. */
  job: number;
  /** How many records can be fixed; if omitted, the label has no number. */
  count?: number;
  fix: JobControl;
}

/** Opens all records of an export that can be fixed and sent again, whichever of its jobs left them open. */
export function FixButton({ job, count, fix, children, ...buttonProps }: FixButtonProps) {
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
    <Button
      needs="reviews.write"
      {...buttonProps}
      icon={<Wrench aria-hidden />}
      busy={busy}
      onClick={() => void begin()}
    >
      {children ?? (count === undefined ? t('fix') : t('fixCount', { count }))}
    </Button>
  );
}
