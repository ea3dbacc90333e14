'use client';

import { useTranslations } from 'next-intl';

interface ElsewhereNoteProps {
  readonly origin: string;
  /** The identity provider that the note is about; without it, the note is about passkeys. */
  readonly provider?: string;
}

/** Says at which address a way to sign in works, with a link to this page there. */
export function ElsewhereNote({ origin, provider }: ElsewhereNoteProps) {
  const t = useTranslations('people');
  const { pathname, search, hostname: host } = window.location;
  const a = () => <a href={origin + pathname + search}>{origin}</a>;
  return (
    <p className="text-pretty text-sm text-text-muted">
      {provider === undefined
        ? t.rich('passkey.elsewhere', { host, a })
        : t.rich('sso.elsewhere', { provider, host, a })}
    </p>
  );
}
