import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { SweepReport } from '#lib/core/upload/sweep.ts';

/** The last run of each sweep. */
export function SystemSweeps({ sweeps }: { sweeps: readonly SweepReport[] }) {
  const t = useTranslations('settings.system');
  const nameOf = (name: string) => (t.has(`sweepNames.${name}` as never) ? t(`sweepNames.${name}` as never) : name);
  return (
    <Region title={t('regions.sweeps')} last>
      {sweeps.length === 0 ? (
        <p className="text-sm text-text-muted">{t('noSweeps')}</p>
      ) : (
        <Table label={t('regions.sweeps')} cards className="wide:max-w-200">
          <thead>
            <tr>
              <Th>{t('sweep')}</Th>
              <Th>{t('result')}</Th>
              <Th>{t('ranAt')}</Th>
            </tr>
          </thead>
          <tbody>
            {sweeps.map(({ name, ranAt, problem }) => (
              <Tr key={name}>
                <RowHead className="font-normal!">{nameOf(name)}</RowHead>
                <Td corner>
                  <Badge plain tone={problem === null ? 'success' : 'error'}>
                    {problem === null ? t('done') : t('failed', { problem })}
                  </Badge>
                </Td>
                <Td label={t('ranAt')}>
                  <Time value={ranAt} shape="second" />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Region>
  );
}
