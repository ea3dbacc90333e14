import { useTranslations } from 'next-intl';
import { connectorKey } from '#components/connector/connector-key.ts';
import { TokenHint } from '#components/new-authentication/token-hint.tsx';
import { SANDBOX } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { JobsLink } from '../list/jobs-link.tsx';
import type { ListedAuthentication } from '../list/listed-authentication.ts';
import { CopyableId } from './copyable-id.tsx';

export function AuthenticationFacts({ authentication }: { authentication: ListedAuthentication }) {
  const t = useTranslations('authentications');
  const texts = useTranslations('connectors');
  const { id, connector, target, customBaseUrl, lastUsedAt, createdAt, updatedAt } = authentication;
  const key = connectorKey(connector);
  return (
    <Facts>
      <Fact label={t('columns.type')}>{texts(`${key}.name`)}</Fact>
      <Fact label={t('columns.id')}>
        <CopyableId id={id} />
      </Fact>
      <Fact label={t('detail.target')}>
        {target === 'sandbox' ? (
          <Link href={SANDBOX}>{t('detail.sandbox')}</Link>
        ) : (
          (customBaseUrl ?? texts(`${key}.service`))
        )}
      </Fact>
      <Fact label={t('columns.token')}>
        <TokenHint authentication={authentication} />
      </Fact>
      <Fact label={t('columns.usedBy')} startsGroup>
        <JobsLink authentication={authentication} />
      </Fact>
      <Fact label={t('columns.lastUsed')}>{lastUsedAt === null ? t('never') : <Time value={lastUsedAt} />}</Fact>
      <Fact label={t('detail.created')}>
        <Time value={createdAt} />
      </Fact>
      <Fact label={t('columns.updated')}>
        <Time value={updatedAt} />
      </Fact>
    </Facts>
  );
}
