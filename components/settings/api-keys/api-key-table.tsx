import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ApiKey } from '#lib/core/access/api-key.ts';
import { ApiKeyAction } from './api-key-action.tsx';
import type { ApiKeysProps } from './api-key-actions.ts';

type TableProps = Pick<ApiKeysProps, 'keys' | 'confirm' | 'revoke'>;

export function ApiKeyTable({ keys, ...actions }: TableProps) {
  const t = useTranslations('settings.apiKeys');
  return (
    <>
      <Table label={t('label')} cards>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('state')}</Th>
            <Th>{t('id')}</Th>
            <Th>{t('created')}</Th>
            <Th>{t('lastUsed')}</Th>
            <Th end>
              <span className="sr-only">{t('actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {keys.map((apiKey) => (
            <ApiKeyRow key={apiKey.id} apiKey={apiKey} {...actions} />
          ))}
        </tbody>
      </Table>
      <TableFoot>{t('count', { count: keys.length })}</TableFoot>
    </>
  );
}

function ApiKeyRow({ apiKey, confirm, revoke }: { apiKey: ApiKey } & Omit<TableProps, 'keys'>) {
  const t = useTranslations('settings.apiKeys');
  const { id, name, createdAt, lastUsedAt, revokedAt, suspendedAt } = apiKey;
  return (
    <Tr>
      <RowHead className="wide:max-w-72 [overflow-wrap:anywhere]">{name}</RowHead>
      <Td label={t('state')}>
        <ApiKeyState apiKey={apiKey} />
      </Td>
      <Td label={t('id')}>
        <span className="mono">{`pce_${id}_…`}</span>
      </Td>
      <Td label={t('created')}>
        <Time value={createdAt} />
      </Td>
      <Td label={t('lastUsed')} muted={lastUsedAt === null}>
        {lastUsedAt === null ? t('never') : <Time value={lastUsedAt} />}
      </Td>
      <Td corner end>
        {revokedAt === null && (
          <span className="inline-flex gap-2">
            {suspendedAt !== null && <ApiKeyAction apiKey={apiKey} kind="confirm" action={confirm} />}
            <ApiKeyAction apiKey={apiKey} kind="revoke" action={revoke} />
          </span>
        )}
      </Td>
    </Tr>
  );
}

function ApiKeyState({ apiKey: { revokedAt, suspendedAt } }: { apiKey: ApiKey }) {
  const t = useTranslations('settings.apiKeys');
  if (revokedAt !== null) {
    return (
      <Badge plain tone="killed">
        {t.rich('revokedAt', { date: () => <Time value={revokedAt} shape="date" /> })}
      </Badge>
    );
  }
  return (
    <Badge plain tone={suspendedAt === null ? 'success' : 'paused'}>
      {t(suspendedAt === null ? 'active' : 'suspended')}
    </Badge>
  );
}
