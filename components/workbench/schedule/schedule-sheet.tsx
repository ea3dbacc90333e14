import { useTranslations } from 'next-intl';
import { PlannedRuns } from '#components/job/planned-runs.tsx';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { QUERIES, queryPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import type { RunTarget } from '#lib/core/query/run-target.ts';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import { JOBLESS_RUNS_KEPT_DAYS, type PlannedRun } from '#lib/core/schedule/planned-run.ts';
import type { ScheduleActions } from './schedule-actions.ts';
import { ScheduleButtons } from './schedule-buttons.tsx';
import { ScheduleFacts } from './schedule-facts.tsx';

export interface ScheduleSheetProps {
  query: SavedQuery;
  exportTo: RunTarget | null;
  runs: readonly PlannedRun[];
  olderHref: string | undefined;
  actions: ScheduleActions;
  isWorkerAlive: boolean;
}

export function ScheduleSheet({ query, exportTo, runs, olderHref, actions, isWorkerAlive }: ScheduleSheetProps) {
  const t = useTranslations('schedules');
  const texts = useTranslations('workbench');
  const { id, name, schedule } = query;
  return (
    <Sheet>
      <SheetHead
        crumbs={[
          { label: texts('queries.title'), href: QUERIES },
          { label: name, href: queryPath(id) },
        ]}
        title={t('title')}
        actions={<ScheduleButtons query={{ id, name, schedule }} exportTo={exportTo} actions={actions} />}
      />
      <SheetSubtitle>{t('page.lead')}</SheetSubtitle>
      <SheetBody padded={false}>
        <Region title={t('title')}>
          {!isWorkerAlive && (
            <Banner tone="warning" title={t('page.noWorker')} className="mb-4">
              {t('page.noWorkerText')}
            </Banner>
          )}
          <ScheduleFacts query={query} />
        </Region>
        <Region title={t('history.title')} last>
          <PlannedRuns runs={runs} timeZone={schedule?.timeZone ?? 'UTC'} />
          {olderHref !== undefined && (
            <nav className="pt-3">
              <ButtonLink size="sm" href={olderHref}>
                {t('history.older')}
              </ButtonLink>
            </nav>
          )}
          {runs.length > 0 && (
            <p className="pt-3 text-text-muted text-xs">{t('history.kept', { days: JOBLESS_RUNS_KEPT_DAYS })}</p>
          )}
        </Region>
      </SheetBody>
    </Sheet>
  );
}
