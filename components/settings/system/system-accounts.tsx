import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { JOBS_PER_ACCOUNT } from '#lib/core/job/job.ts';
import type { AccountLoad, Status } from '#lib/core/view/status.ts';

/** Only the most loaded accounts are shown; `pintd status --json` lists up to a hundred. */
const MAX_SHOWN = 20;

/** How many jobs of each ad account run and wait. */
export function SystemAccounts({ status: { accounts, accountCount } }: { status: Status }) {
  const t = useTranslations('settings.system');
  const shown = accounts.slice(0, MAX_SHOWN);
  const hiddenCount = accountCount - shown.length;
  return (
    <Region title={t('regions.accounts')} note={t('accounts.help', { limit: JOBS_PER_ACCOUNT })}>
      {accounts.length === 0 ? (
        <p className="text-sm text-text-muted">{t('accounts.empty')}</p>
      ) : (
        <Table label={t('regions.accounts')} cards>
          <thead>
            <tr>
              <Th>{t('accounts.account')}</Th>
              <Th>{t('accounts.authentication')}</Th>
              <Th>{t('accounts.running')}</Th>
              <Th end>{t('accounts.waiting')}</Th>
              <Th>{t('accounts.since')}</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((load) => (
              <AccountRow key={`${load.authentication} ${load.account}`} load={load} />
            ))}
          </tbody>
        </Table>
      )}
      {hiddenCount > 0 && <p className="mt-3 text-sm text-text-muted">{t('accounts.more', { count: hiddenCount })}</p>}
    </Region>
  );
}

function AccountRow({ load: { authentication, account, running, waiting, waitingSince } }: { load: AccountLoad }) {
  const t = useTranslations('settings.system.accounts');
  const isAtLimit = running >= JOBS_PER_ACCOUNT && waiting > 0;
  return (
    <Tr>
      <RowHead className="font-normal! tabular-nums">{account}</RowHead>
      <Td label={t('authentication')}>{authentication}</Td>
      <Td label={t('running')}>
        <Badge plain tone={isAtLimit ? 'warning' : 'neutral'}>
          {t('runningOf', { running, limit: JOBS_PER_ACCOUNT })}
        </Badge>
      </Td>
      <Td label={t('waiting')} end>
        <Num value={waiting} />
      </Td>
      <Td label={t('since')}>{waitingSince === null ? '—' : <Time value={waitingSince} shape="second" />}</Td>
    </Tr>
  );
}
