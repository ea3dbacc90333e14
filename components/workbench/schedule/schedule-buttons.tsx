'use client';

import { CalendarClock, Pause, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { ScheduleActions } from './schedule-actions.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

export interface ScheduleButtonsProps {
  query: Pick<SavedQuery, 'id' | 'name' | 'schedule'>;
  actions: ScheduleActions;
}

export function ScheduleButtons({ query, actions }: ScheduleButtonsProps) {
  const t = useTranslations('schedules.page');
  const router = useRouter();
  const resultOf = useActionResult();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, startTransition] = useTransition();
  const { id, name, schedule } = query;
  const act = <T,>(action: () => Promise<ActionResult<T>>, successText: (value: T) => string) =>
    startTransition(async () => {
      const result = await resultOf(action());
      if (result.ok) toast.success(successText(result.value));
      else toast.error(result.message);
      router.refresh();
    });
  const run = () =>
    act(
      () => actions.run({ query: id }),
      ({ job }) => t('started', { job }),
    );
  const pause = (isPaused: boolean) =>
    act(
      () => actions.pause({ query: id, isPaused }),
      () => t(isPaused ? 'pausedNow' : 'resumed', { name }),
    );
  return (
    <>
      {schedule !== null && (
        <Button
          icon={schedule.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          busy={isBusy}
          onClick={() => pause(!schedule.isPaused)}
        >
          {t(schedule.isPaused ? 'resume' : 'pause')}
        </Button>
      )}
      <Button busy={isBusy} onClick={run}>
        {t('run')}
      </Button>
      <Button variant="primary" icon={<CalendarClock aria-hidden />} onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      {isOpen && (
        <ScheduleDialog
          query={query}
          save={actions.save}
          onClose={() => setOpen(false)}
          onSaved={() => router.refresh()}
        />
      )}
    </>
  );
}
