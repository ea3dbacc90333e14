'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { saveOverNewerDraft, useOpenElsewhere, useStaleDraft } from './export-draft.ts';

/** Not at the right, where toasts appear and panels have their buttons. */
const CORNER = 'fixed bottom-20 left-20 z-20 max-w-lg max-wide:inset-x-4';

/**
 * Warns that another tab shows the export, too. Once the export was changed elsewhere, the person chooses which version
 * to continue with; while the choice is postponed, the warning stays in a corner, because this tab saves nothing more.
 */
export function StaleDraft({ upload }: { upload: number }) {
  const t = useTranslations('exports.stale');
  const { isStale, isChangedHere } = useStaleDraft(upload);
  const [isDismissed, setDismissed] = useState(false);
  const isOpenElsewhere = useOpenElsewhere(upload);
  const [isAcknowledged, setAcknowledged] = useState(false);
  if (isOpenElsewhere && !isAcknowledged && !isStale)
    return (
      <Banner
        tone="warning"
        live
        title={t('elsewhere')}
        className={CORNER}
        actions={
          <Button size="sm" onClick={() => setAcknowledged(true)}>
            {t('understood')}
          </Button>
        }
      >
        {t('elsewhereText')}
      </Banner>
    );
  if (!isStale && isDismissed) setDismissed(false);
  const text = t(isChangedHere ? 'text' : 'textUnchanged');
  const choices = (
    <>
      {isChangedHere && <Button onClick={() => void saveOverNewerDraft(upload)}>{t('keep')}</Button>}
      <Button variant="primary" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </>
  );
  if (isStale && isDismissed)
    return (
      <Banner tone="warning" title={t('title')} className={CORNER} actions={choices}>
        {text}
      </Banner>
    );
  return (
    <Dialog open={isStale} onOpenChange={(open) => setDismissed(!open)} title={t('title')} size="sm" foot={choices}>
      <p>{text}</p>
    </Dialog>
  );
}
