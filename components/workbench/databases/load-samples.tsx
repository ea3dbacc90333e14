'use client';

import { PackageOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button, type ButtonProps } from '#components/ui/buttons/button.tsx';
import type { DatabaseActions } from './database-actions.ts';

export interface LoadSamplesProps extends Pick<ButtonProps, 'variant' | 'size' | 'className'> {
  loadSamples: DatabaseActions['loadSamples'];
}

/** Loads the sample tables, queries and workflow project. */
export function LoadSamples({ loadSamples, ...buttonProps }: LoadSamplesProps) {
  const t = useTranslations('workbench.samples');
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const load = () =>
    startTransition(async () => {
      const result = await resultOf(loadSamples());
      if (result.ok) toast.success(t('loaded'));
      else toast.error(result.message);
    });
  return (
    <Button needs="databases.write" icon={<PackageOpen aria-hidden />} busy={isBusy} onClick={load} {...buttonProps}>
      {t('load')}
    </Button>
  );
}
