'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { SESSION_ENDED } from '#components/http/session-end.ts';
import { SIGN_IN } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';

/**
 * Shows that the session ended while a page was open: it expired, was ended elsewhere, or the person got another role.
 * A page that was opened before there was an owner has no session, and needs one from then on. The page stays open, so
 * that unsaved input can be copied; after signing in, the person returns to it.
 */
export function SessionEnded() {
  const t = useTranslations('shell.sessionEnded');
  const kit = useTranslations('shell.kit');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    window.addEventListener(SESSION_ENDED, show);
    return () => window.removeEventListener(SESSION_ENDED, show);
  }, []);
  const signIn = () => {
    const { pathname, search } = window.location;
    window.location.assign(`${SIGN_IN}?to=${encodeURIComponent(pathname + search)}`);
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      size="sm"
      title={t('title')}
      foot={
        <>
          <Button needs={null} onClick={() => setOpen(false)}>
            {kit('close')}
          </Button>
          <Button needs={null} variant="primary" onClick={signIn}>
            {t('signIn')}
          </Button>
        </>
      }
    >
      <p className="text-text-muted">{t('text')}</p>
    </Dialog>
  );
}
