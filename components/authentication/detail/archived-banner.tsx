import { useTranslations } from 'next-intl';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** Explains that nothing new is sent with an archived authentication. Renders nothing for others. */
export function ArchivedBanner({ authentication: { archivedAt } }: { authentication: Authentication }) {
  const t = useTranslations('authentications.archive');
  if (archivedAt === null) return null;
  return (
    <div className="px-6 pt-5 max-wide:px-4">
      <Banner tone="info" title={t.rich('banner', { since: () => <Time value={archivedAt} /> })}>
        {t('bannerText')}
      </Banner>
    </div>
  );
}
