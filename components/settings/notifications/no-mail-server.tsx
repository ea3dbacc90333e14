import { useTranslations } from 'next-intl';
import { settingsPath } from '#components/paths.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Link } from '#components/ui/navigation/link.tsx';

/** Says that recipients have no effect without a mail server. */
export function NoMailServer() {
  const t = useTranslations('settings');
  return (
    <Banner tone="info" title={t('noMailServer')} className="mb-5 wide:max-w-140">
      {t.rich('noMailServerText', { link: (chunks) => <Link href={settingsPath('mail')}>{chunks}</Link> })}
    </Banner>
  );
}
