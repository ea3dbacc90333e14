'use client';

import { CalendarClock, Pause, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import { usePerform } from '#components/http/use-perform.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { RunTarget } from '#lib/core/query/run-target.ts';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import { ConfirmRealRun } from '../queries/confirm-real-run.tsx';
import type { ScheduleActions } from './schedule-actions.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

export interface ScheduleButtonsProps {
  query: Pick<SavedQuery, 'id' | 'name' | 'schedule'>;
  exportTo: RunTarget | null;
  actions: ScheduleActions;
}

export function ScheduleButtons({ query, exportTo, actions }: ScheduleButtonsProps) {
  const t = useTranslations('schedules.page');
  const router = useRouter();
  const { perform, isBusy } = usePerform();
  const createOnce = useCreateOnce();
  const [dialog, setDialog] = useState<'run' | 'schedule'>();
  const close = () => setDialog(undefined);
  const { id, name, schedule } = query;
  const run = () =>
    perform(
      () => createOnce(actions.run, { query: id, seen: exportTo }),
      (job) => toast.success(t('started', { job })),
    );
  const setPaused = (isPaused: boolean) =>
    perform(
      () => (isPaused ? actions.pause : actions.resume)({ query: id }),
      () => toast.success(t(isPaused ? 'pausedNow' : 'resumed', { name })),
    );
  return (
    <>
      {schedule !== null && (
        <Button
          needs="schedules.write"
          icon={schedule.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          busy={isBusy}
          onClick={() => setPaused(!schedule.isPaused)}
        >
          {t(schedule.isPaused ? 'resume' : 'pause')}
        </Button>
      )}
      <Button needs="queries.run" busy={isBusy} onClick={() => (exportTo?.isReal ? setDialog('run') : run())}>
        {t('run')}
      </Button>
      <Button
        needs="schedules.write"
        variant="primary"
        icon={<CalendarClock aria-hidden />}
        onClick={() => setDialog('schedule')}
      >
        {t(schedule === null ? 'createSchedule' : 'editSchedule')}
      </Button>
      <ConfirmRealRun name={name} exportTo={exportTo} open={dialog === 'run'} onClose={close} run={run} />
      {dialog === 'schedule' && (
        <ScheduleDialog query={query} save={actions.save} onClose={close} onSaved={() => router.refresh()} />
      )}
    </>
  );
}
