import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { type ActorRole, MINIMUM_ROLES, type Permission } from '#lib/core/access/permission.ts';

/** Shown instead of a page that the visitor may not open. */
export function NeedsRole({ needs, role }: { needs: Permission; role: ActorRole }) {
  const t = useTranslations('shell.access');
  const names = useTranslations('settings.people.roles.names');
  const nameOf = (each: ActorRole) => (each === 'anonymous' ? '' : names(each));
  return (
    <Sheet>
      <SheetHead title={t('page')} />
      <SheetBody>
        <EmptyState
          title={t('title', { needed: nameOf(MINIMUM_ROLES[needs]) })}
          icon={<Lock aria-hidden className="size-6 text-text-muted" />}
          actions={<ButtonLink href="/">{t('home')}</ButtonLink>}
        >
          {t('text', { own: nameOf(role) })}
        </EmptyState>
      </SheetBody>
    </Sheet>
  );
}
