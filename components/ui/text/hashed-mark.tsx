import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** A lock: the values are sent as hashes. */
export function HashedMark() {
  const t = useTranslations('shell.kit');
  return (
    <span className="ml-1.5 inline-block align-[-0.2em] text-text-muted" title={t('hashed')}>
      <Lock aria-hidden className="size-3.5" />
      <span className="sr-only">{t('hashed')}</span>
    </span>
  );
}
