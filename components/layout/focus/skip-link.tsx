import { useTranslations } from 'next-intl';

export const MAIN_ID = 'main';

export function SkipLink() {
  const t = useTranslations('shell');
  return (
    <a
      href={`#${MAIN_ID}`}
      className="absolute top-2 left-16 z-50 -translate-y-16 rounded-control bg-accent px-4 py-2 text-accent-contrast hover:text-accent-contrast focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
