'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { jobPath } from '#components/paths.ts';
import { ChartWithTable } from '#components/ui/charts/chart-with-table.tsx';
import { TimeChart } from '#components/ui/charts/time-chart.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Population } from '#lib/core/audience/segment.ts';
import { PopulationTable } from './population-table.tsx';

const TIME_FORMAT = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** How the population of a segment changed from build to build. `populations`: oldest first. */
export function PopulationPage({ populations }: { populations: readonly Population[] }) {
  const t = useTranslations('segment-tabs.population');
  const [first] = populations;
  const last = populations.at(-1);
  if (!first || !last)
    return (
      <SheetBody>
        <EmptyState icon={null} title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      </SheetBody>
    );
  return (
    <SheetBody padded={false}>
      <Region label={t('title')} last>
        <ChartWithTable
          title={t('title')}
          note={t('note', { count: populations.length })}
          chart={<PopulationChart populations={populations} first={first} last={last} />}
          table={<PopulationTable populations={populations} />}
        />
      </Region>
    </SheetBody>
  );
}

interface ChartProps {
  populations: readonly Population[];
  first: Population;
  last: Population;
}

function PopulationChart({ populations, first, last }: ChartProps) {
  const t = useTranslations('segment-tabs.population');
  const format = useFormatter();
  const titleOf = (index: number) => {
    const { build: job, customers: count, countedAt } = populations[index] ?? last;
    return t('point', { time: format.dateTime(countedAt, TIME_FORMAT), count, job });
  };
  return (
    <TimeChart
      label={t('label', { count: populations.length, first: first.customers, last: last.customers })}
      values={populations.map(({ customers }) => customers)}
      titleOf={titleOf}
      hrefOf={(index) => jobPath((populations[index] ?? last).build)}
      formatValue={(value) => format.number(value, { notation: 'compact' })}
      times={(populations.length === 1 ? [first] : [first, last]).map(({ build, countedAt }) => (
        <Time key={build} value={countedAt} />
      ))}
    />
  );
}
