import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { schedulePath } from '#components/paths.ts';
import { ScheduleSheet } from '#components/workbench/schedule/schedule-sheet.tsx';
import { viewSchedule } from '#lib/commands/console/schedules.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { runShownQuery } from '../../actions.ts';
import { loadQuery, queryIdOf } from '../load-query.ts';
import { pauseSchedule, resumeSchedule, saveSchedule } from './actions.ts';

type Props = PageProps<'/workbench/queries/[queryId]/schedule'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('schedules');
  return { title: `${t('title')} – ${(await loadQuery(params)).name}` };
}

export default async function SchedulePage({ params, searchParams }: Props) {
  const before = numberOf((await searchParams)['before']);
  const { older, ...shown } = await loadOrNotFound(viewSchedule, { query: await queryIdOf(params), before });
  return (
    <ScheduleSheet
      {...shown}
      olderHref={older === undefined ? undefined : `${schedulePath(shown.query.id)}?before=${older}`}
      actions={{ save: saveSchedule, pause: pauseSchedule, resume: resumeSchedule, run: runShownQuery }}
    />
  );
}
