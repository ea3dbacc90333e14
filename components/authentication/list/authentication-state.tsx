import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** Whether an authentication is archived or for the sandbox, else the state of its token as of its last use. */
export function AuthenticationState({ authentication }: { authentication: Authentication }) {
  const t = useTranslations('authentications.state');
  const { target, failedAt, lastUsedAt, updatedAt, archivedAt } = authentication;
  if (archivedAt !== null) return <Badge tone="neutral">{t('archived')}</Badge>;
  if (target === 'sandbox') return <Badge tone="test">{t('sandbox')}</Badge>;
  if (failedAt !== null)
    return (
      <Badge tone="error">
        <span>{t.rich('refused', { since: () => <Time value={failedAt} /> })}</span>
      </Badge>
    );
  if (lastUsedAt === null) return <Badge tone="neutral">{t('unused')}</Badge>;
  // The update may have replaced the token.
  if (lastUsedAt < updatedAt) return <Badge tone="neutral">{t('unusedSince')}</Badge>;
  return <Badge tone="success">{t('working')}</Badge>;
}
