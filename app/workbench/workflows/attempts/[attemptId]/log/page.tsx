import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { AttemptLogPage } from '#components/workflow/attempts/log/attempt-log-page.tsx';
import { viewAttemptLog, viewLoggedTasks } from '#lib/commands/console/workflows/attempts.ts';
import { readLogQuery } from '#lib/core/view/log-query.ts';
import { load, loadOrNotFound } from '#lib/web/run-command.ts';
import { attemptControls } from '../../attempt-controls.ts';
import { attemptTitle, loadAttempt } from '../../load-attempt.ts';

type Props = PageProps<'/workbench/workflows/attempts/[attemptId]/log'>;

const LINES_PER_PAGE = 200;

export function generateMetadata({ params }: Props): Promise<Metadata> {
  return attemptTitle(params, 'log');
}

export default gatedPage('/workbench/workflows/attempts/[attemptId]/log', async ({ params, searchParams }: Props) => {
  const attempt = await loadAttempt(params);
  const search = await searchParams;
  const query = readLogQuery(search);
  const task = typeof search['task'] === 'string' && search['task'] !== '' ? search['task'] : undefined;
  const locale = await getLocale();
  const input = { attempt: attempt.id, task, ...query, limit: LINES_PER_PAGE, locale };
  const log = await loadOrNotFound(viewAttemptLog, input);
  return (
    <AttemptLogPage
      key={attempt.id}
      initial={attempt}
      query={{ ...query, task }}
      {...log}
      taskNames={await load(viewLoggedTasks, { attempt: attempt.id })}
      controls={attemptControls}
    />
  );
});
