import { useTranslations } from 'next-intl';
import { Banner } from '#components/ui/feedback/banner.tsx';

const CHECKS = ['database', 'data_folder', 'disk', 'key', 'replication', 'sweep', 'worker'] as const;
export type Check = (typeof CHECKS)[number];

/** Whether jobs can run, and all reasons if not. */
export function SystemHealth({ unready }: { unready: readonly Check[] }) {
  const t = useTranslations('settings.system');
  if (unready.length === 0) return <Banner tone="success" title={t('well')} />;
  return (
    <Banner tone="error" title={t('unwell', { count: unready.length })}>
      <ul className="mt-1 grid gap-1">
        {unready.map((check) => (
          <li key={check}>{t(`checks.${check}`)}</li>
        ))}
      </ul>
    </Banner>
  );
}
