'use client';

import { PackageOpen } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { keepExportDraft } from '#components/export-steps/export-draft.ts';
import { stepPath } from '#components/paths.ts';
import { Button, type ButtonProps } from '#components/ui/buttons/button.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Makes an upload of the bundled example; says what to choose for it. */
export type LoadSample = () => Promise<
  ActionResult<{ readonly upload: number; readonly authentication: number; readonly account: string }>
>;

export interface SampleButtonProps extends Pick<ButtonProps, 'variant'> {
  loadSample: LoadSample;
}

/** An export that needs nothing of one's own: the example's columns, and the sandbox chosen beforehand. */
export function SampleButton({ loadSample, variant = 'quiet' }: SampleButtonProps) {
  const t = useTranslations('home.sample');
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  const load = () =>
    startTransition(async () => {
      const result = await loadSample().catch(() => undefined);
      if (!result?.ok) {
        toast.error(t('failed'), { description: result?.message ?? t('noAnswer') });
        return;
      }
      const { upload, ...form } = result.value;
      keepExportDraft(upload, { form });
      router.push(stepPath(upload, 'match'));
    });
  return (
    <Button variant={variant} size="sm" icon={<PackageOpen aria-hidden />} busy={busy} onClick={load}>
      {t('load')}
    </Button>
  );
}
