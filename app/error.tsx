'use client';

import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';

/** Shown in place of a page that fails. Next's digest of a server's error identifies the error in the server's log. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('shell.error');
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody>
        <ErrorState title={t('title')} onRetry={retry} requestId={digest}>
          {t('text')}
        </ErrorState>
      </SheetBody>
    </Sheet>
  );
}
