'use client';

import { PackageOpen } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { changeExportDraft } from '#components/export-steps/export-draft.ts';
import { stepPath } from '#components/paths.ts';
import { Button, type ButtonProps } from '#components/ui/buttons/button.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Uploads the sample file; returns the settings to choose for it. */
export type LoadSample = () => Promise<
  ActionResult<{ readonly upload: number; readonly authentication: number; readonly account: string }>
>;

export interface SampleButtonProps extends Pick<ButtonProps, 'variant'> {
  loadSample: LoadSample;
}

/** Starts an export of the sample file, with the sandbox preselected. */
export function SampleButton({ loadSample, variant = 'quiet' }: SampleButtonProps) {
  const t = useTranslations('home.sample');
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  const load = () =>
    startTransition(async () => {
      const result = await loadSample().catch(() => undefined);
      if (!result?.ok) {
        toast.error(t('failed'), { description: result?.message ?? t('noResponse') });
        return;
      }
      const { upload, ...form } = result.value;
      changeExportDraft(upload, { form });
      router.push(stepPath(upload, 'match'));
    });
  return (
    <Button
      needs="uploads.write"
      variant={variant}
      size="sm"
      icon={<PackageOpen aria-hidden />}
      busy={busy}
      onClick={load}
    >
      {t('load')}
    </Button>
  );
}
