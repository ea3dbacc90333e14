import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { schedulePath } from '#components/paths.ts';
import { ScheduleSheet } from '#components/workbench/schedule/schedule-sheet.tsx';
import { numberOf } from '#lib/core/view/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { loadQuery } from '../load-query.ts';
import { pause, run, save } from './actions.ts';

type Props = PageProps<'/workbench/queries/[queryId]/schedule'>;

const RUNS_PER_PAGE = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('schedules');
  return { title: `${t('title')} – ${(await loadQuery(params)).name}` };
}

export default async function SchedulePage({ params, searchParams }: Props) {
  const query = await loadQuery(params);
  const { plannedRuns, workers } = await webRuntime();
  const before = numberOf((await searchParams)['before']);
  const runs = plannedRuns.list(query.id, { limit: RUNS_PER_PAGE, before });
  const oldest = runs.at(-1)?.id;
  const hasOlder = oldest !== undefined && plannedRuns.list(query.id, { limit: 1, before: oldest }).length > 0;
  return (
    <ScheduleSheet
      query={query}
      runs={runs}
      olderHref={hasOlder ? `${schedulePath(query.id)}?before=${oldest}` : undefined}
      actions={{ save, pause, run }}
      isWorkerAlive={workers.isAnyAlive()}
    />
  );
}
