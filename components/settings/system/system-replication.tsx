import { useFormatter, useTranslations } from 'next-intl';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { isUnsafe, type Replication, type ReplicationFault, type Standby } from '#lib/core/view/replication.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

export interface SystemReplicationProps {
  readonly replication: Replication;
  readonly clockToleranceMs: number;
}

/** The standbys of the PostgreSQL server, and whether a commit could be lost. */
export function SystemReplication({ replication: { standbys, fault }, clockToleranceMs }: SystemReplicationProps) {
  const t = useTranslations('settings.system');
  return (
    <Region title={t('regions.replication')}>
      {fault && <Fault fault={fault} />}
      <Facts labels="wide" className="mb-3 last:mb-0">
        {fault === null && (
          <Fact label={t('replication.state')}>{t(`replication.${standbys.length === 0 ? 'alone' : 'safe'}`)}</Fact>
        )}
        <Fact label={t('replication.clock')}>
          {t('replication.milliseconds', { value: clockToleranceMs })}
          <Help>{t('replication.clockHelp')}</Help>
        </Fact>
      </Facts>
      {standbys.length > 0 && <Standbys standbys={standbys} />}
    </Region>
  );
}

function Fault({ fault }: { fault: ReplicationFault }) {
  const t = useTranslations('settings.system.replication');
  const errors = useTranslations('errors');
  return (
    <Banner
      tone={isUnsafe(fault) ? 'error' : 'warning'}
      title={t(isUnsafe(fault) ? 'unsafe' : 'waiting')}
      className="mb-4"
    >
      <p className="mt-1 [overflow-wrap:anywhere]">{errors(fault.code, fault.params as never)}</p>
    </Banner>
  );
}

function Standbys({ standbys }: { standbys: readonly Standby[] }) {
  const t = useTranslations('settings.system.replication');
  const hasHiddenStates = standbys.some(({ sync }) => sync === null);
  return (
    <>
      <Table label={t('standbys')} cards className="wide:max-w-200">
        <thead>
          <tr>
            <Th>{t('standby')}</Th>
            <Th>{t('sync')}</Th>
            <Th>{t('lag')}</Th>
          </tr>
        </thead>
        <tbody>
          {standbys.map((standby, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several standbys may have the same name
            <StandbyRow key={index} standby={standby} />
          ))}
        </tbody>
      </Table>
      {hasHiddenStates && <p className="mt-3 text-sm text-text-muted">{t('hiddenHelp')}</p>}
    </>
  );
}

function StandbyRow({ standby: { name, sync, lagBytes, lagMs } }: { standby: Standby }) {
  const t = useTranslations('settings.system.replication');
  const format = useFormatter();
  const time = lagMs === null ? [] : [t('milliseconds', { value: lagMs })];
  return (
    <Tr>
      <RowHead className="font-normal!">{name}</RowHead>
      <Td label={t('sync')}>{t(`states.${sync ?? 'unknown'}`)}</Td>
      <Td label={t('lag')}>
        {lagBytes === null ? (
          t('hidden')
        ) : (
          <span>{format.list([<Bytes key="bytes" value={lagBytes} />, ...time], LIST_FORMAT)}</span>
        )}
      </Td>
    </Tr>
  );
}
