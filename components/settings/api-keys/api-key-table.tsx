import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { type ApiKey, refusalOfKey } from '#lib/core/access/api-key.ts';
import { ApiKeyAction } from './api-key-action.tsx';
import type { ApiKeysProps } from './api-key-actions.ts';
import { RotateApiKey } from './rotate-api-key.tsx';

interface TableProps extends Pick<ApiKeysProps, 'keys' | 'rotate' | 'confirm' | 'revoke'> {
  /** Milliseconds since 1970. */
  now: number;
  onCreated: (key: string) => void;
}

export function ApiKeyTable({ keys, ...actions }: TableProps) {
  const t = useTranslations('settings.apiKeys');
  return (
    <>
      <Table label={t('label')} cards>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('state')}</Th>
            <Th>{t('role')}</Th>
            <Th>{t('id')}</Th>
            <Th>{t('created')}</Th>
            <Th>{t('lastUsed')}</Th>
            <Th>{t('expires')}</Th>
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

type RowProps = { apiKey: ApiKey } & Omit<TableProps, 'keys'>;

function ApiKeyRow({ apiKey, now, rotate, confirm, revoke, onCreated }: RowProps) {
  const t = useTranslations('settings.apiKeys');
  const { id, name, role, createdAt, lastUsedAt, expiresAt, suspendedAt, creator } = apiKey;
  const refusal = refusalOfKey(apiKey, now);
  const hasActions = refusal === undefined || refusal === 'suspended';
  return (
    <Tr>
      <RowHead className="wide:max-w-72 [overflow-wrap:anywhere]">{name}</RowHead>
      <Td label={t('state')}>
        <ApiKeyState apiKey={apiKey} now={now} />
      </Td>
      <Td label={t('role')}>{t(`roles.${role}`)}</Td>
      <Td label={t('id')}>
        <span className="mono">{`pce_${id}_…`}</span>
      </Td>
      <Td label={t('created')}>
        <span className="grid">
          <Time value={createdAt} />
          {creator && (
            <span className="text-text-muted text-xs [overflow-wrap:anywhere]">
              {t('createdBy', { name: creator.name })}
            </span>
          )}
        </span>
      </Td>
      <Td label={t('lastUsed')} muted={lastUsedAt === null}>
        {lastUsedAt === null ? t('never') : <Time value={lastUsedAt} />}
      </Td>
      <Td label={t('expires')} muted={expiresAt === null}>
        {expiresAt === null ? t('noExpiry') : <Time value={expiresAt} />}
      </Td>
      <Td corner end>
        {hasActions && (
          <span className="inline-flex gap-2">
            {refusal === undefined && <RotateApiKey apiKey={apiKey} rotate={rotate} onRotated={onCreated} />}
            {suspendedAt !== null && <ApiKeyAction apiKey={apiKey} kind="confirm" action={confirm} />}
            <ApiKeyAction apiKey={apiKey} kind="revoke" action={revoke} />
          </span>
        )}
      </Td>
    </Tr>
  );
}

const TONES = { active: 'success', suspended: 'paused', expired: 'killed', wrong: 'killed' } as const;

function ApiKeyState({ apiKey, now }: Pick<RowProps, 'apiKey' | 'now'>) {
  const t = useTranslations('settings.apiKeys');
  const { revokedAt } = apiKey;
  const refusal = refusalOfKey(apiKey, now);
  if (revokedAt !== null) {
    return (
      <Badge plain tone="killed">
        {t.rich('revokedAt', { date: () => <Time value={revokedAt} shape="date" /> })}
      </Badge>
    );
  }
  return (
    <Badge plain tone={TONES[refusal ?? 'active']}>
      {t(refusal ?? 'active')}
    </Badge>
  );
}
