import { useFormatter, useTranslations } from 'next-intl';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Population } from '#lib/core/audience/segment.ts';

/** The data of the population chart as a table, newest first. */
export function PopulationTable({ populations }: { populations: readonly Population[] }) {
  const t = useTranslations('segment-tabs.population');
  const format = useFormatter();
  const rows = populations.map((population, index) => ({
    ...population,
    change: index === 0 ? null : population.customers - (populations[index - 1]?.customers ?? 0),
  }));
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <Th>{t('counted')}</Th>
          <Th>{t('job')}</Th>
          <Th end>{t('customers')}</Th>
          <Th end>{t('change')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.toReversed().map(({ build, countedAt, customers, change }) => (
          <Tr key={build}>
            <RowHead className="font-normal!">
              <Time value={countedAt} />
            </RowHead>
            <Td>
              <Link href={jobPath(build)} className="inline-flex min-h-target items-center tabular-nums">
                {build}
              </Link>
            </Td>
            <Td end>
              <Num value={customers} />
            </Td>
            <Td end muted>
              {change === null ? '—' : format.number(change, { signDisplay: 'exceptZero' })}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
