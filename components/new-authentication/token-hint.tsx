import { useTranslations } from 'next-intl';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** The last characters of a token; the rest is never sent to the browser. Sandbox authentications have none. */
export function TokenHint({ authentication: { target, tokenHint } }: { authentication: Authentication }) {
  const t = useTranslations('authentications');
  if (target === 'sandbox') return <span className="text-text-muted">{t('noToken')}</span>;
  return (
    <>
      <span aria-hidden className="mono">
        ****{tokenHint}
      </span>
      <VisuallyHidden>{t('tokenHint', { hint: tokenHint })}</VisuallyHidden>
    </>
  );
}
