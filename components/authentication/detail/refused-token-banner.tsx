import { useTranslations } from 'next-intl';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** Explains what a refused token means and how to fix it. Renders nothing for other tokens, or once archived. */
export function RefusedTokenBanner({ authentication: { failedAt, archivedAt } }: { authentication: Authentication }) {
  const t = useTranslations('authentications.detail');
  if (failedAt === null || archivedAt !== null) return null;
  return (
    <div className="px-6 pt-5 max-wide:px-4">
      <Banner tone="error" title={t.rich('refusedTitle', { since: () => <Time value={failedAt} /> })}>
        {t('refusedText')}
      </Banner>
    </div>
  );
}
