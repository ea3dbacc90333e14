'use client';

import { useTranslations } from 'next-intl';

/** Says at which address passkeys work, with a link to this page there. */
export function ElsewhereNote({ origin }: { origin: string }) {
  const t = useTranslations('people.passkey');
  const { pathname, search } = window.location;
  return (
    <p className="text-pretty text-sm text-text-muted">
      {t.rich('elsewhere', {
        host: window.location.hostname,
        a: () => <a href={origin + pathname + search}>{origin}</a>,
      })}
    </p>
  );
}
