import { useTranslations } from 'next-intl';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { AuthenticationTile } from '#components/new-authentication/authentication-tile.tsx';
import { TokenHint } from '#components/new-authentication/token-hint.tsx';
import { authenticationPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { CopyableId } from '../detail/copyable-id.tsx';
import { AuthenticationRowButtons } from './authentication-row-buttons.tsx';
import { AuthenticationState } from './authentication-state.tsx';
import { JobsLink } from './jobs-link.tsx';
import type { ListedAuthentication } from './listed-authentication.ts';

export interface AuthenticationRowProps {
  authentication: ListedAuthentication;
  actions: AuthenticationActions;
  isFresh: boolean;
}

export function AuthenticationRow({ authentication, actions, isFresh }: AuthenticationRowProps) {
  const t = useTranslations('authentications.columns');
  const { id, name, lastUsedAt, updatedAt } = authentication;
  return (
    <Tr isFresh={isFresh}>
      <Td label={t('type')}>
        <AuthenticationTile authentication={authentication} />
      </Td>
      <RowHead className="wide:max-w-72 [overflow-wrap:anywhere]">
        <Link href={authenticationPath(id)}>{name}</Link>
      </RowHead>
      <Td label={t('id')}>
        <CopyableId id={id} />
      </Td>
      <Td label={t('state')}>
        <AuthenticationState authentication={authentication} />
      </Td>
      <Td label={t('token')}>
        <TokenHint authentication={authentication} />
      </Td>
      <Td label={t('usedBy')}>
        <JobsLink authentication={authentication} />
      </Td>
      <Td label={t('lastUsed')} muted={lastUsedAt === null}>
        <LastUsed at={lastUsedAt} />
      </Td>
      <Td label={t('updated')}>
        <Time value={updatedAt} />
      </Td>
      <Td corner end>
        <AuthenticationRowButtons authentication={authentication} actions={actions} />
      </Td>
    </Tr>
  );
}

function LastUsed({ at }: { at: number | null }) {
  const t = useTranslations('authentications');
  return at === null ? t('never') : <Time value={at} />;
}
