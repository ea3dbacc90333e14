'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { saveOverNewerDraft, useStaleDraft } from './export-draft.ts';

/** Says that another tab has changed the export, and lets the person choose which version goes on. */
export function StaleDraft({ upload }: { upload: number }) {
  const t = useTranslations('exports.stale');
  const { isStale, isChangedHere } = useStaleDraft(upload);
  const [isDismissed, setDismissed] = useState(false);
  return (
    <Dialog
      open={isStale && !isDismissed}
      onOpenChange={(open) => setDismissed(!open)}
      title={t('title')}
      size="sm"
      foot={
        <>
          {isChangedHere && <Button onClick={() => void saveOverNewerDraft(upload)}>{t('keep')}</Button>}
          <Button variant="primary" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        </>
      }
    >
      <p>{t(isChangedHere ? 'text' : 'textUnchanged')}</p>
    </Dialog>
  );
}
