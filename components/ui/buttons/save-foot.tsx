'use client';

import { useTranslations } from 'next-intl';
import type { Needs } from '#components/access/use-gate.ts';
import { Button } from './button.tsx';

export interface SaveFootProps {
  formId: string;
  label: string;
  busy: boolean;
  onCancel: () => void;
  needs?: Needs;
}

/** The buttons of a dialog with one form. */
export function SaveFoot({ formId, label, busy, onCancel, needs }: SaveFootProps) {
  const t = useTranslations('shell.kit');
  return (
    <>
      <Button needs={null} onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button variant="primary" type="submit" form={formId} busy={busy} needs={needs}>
        {label}
      </Button>
    </>
  );
}
