import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MINIMUM_ROLES } from '#lib/core/access/permission.ts';

/** Shown to visitors who may not see customer values, in place of the values or of the part that shows them. */
export function ValuesHidden() {
  const t = useTranslations('shell.access');
  const names = useTranslations('settings.people.roles.names');
  return (
    <span className="inline-flex min-h-target items-center gap-1.5 text-text-muted text-xs">
      <Lock aria-hidden className="size-3.5 flex-none" />
      {t('hidden', { needed: names(MINIMUM_ROLES['values.show']) })}
    </span>
  );
}
