import { useTranslations } from 'next-intl';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** A token by its last characters: more than these never comes to the browser. The sandbox takes any. */
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
