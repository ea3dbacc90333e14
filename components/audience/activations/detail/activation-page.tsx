import { useTranslations } from 'next-intl';
import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import { SheetBody } from '#components/layout/sheet.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import type { ActivationActions } from '../activation-actions.ts';
import { isRunning } from '../listed-activation.ts';
import { ActivationFacts } from './activation-facts.tsx';
import { ActivationHead } from './activation-head.tsx';
import { ActivationNotes } from './activation-notes.tsx';
import { ActivationRuns } from './activation-runs.tsx';
import { OutputColumns } from './output-columns.tsx';
import { OutputRows } from './output-rows.tsx';
import { ScheduleFacts } from './schedule-facts.tsx';
import type { ShownActivation } from './shown-activation.ts';

export interface ActivationPageProps {
  activation: ShownActivation;
  actions: ActivationActions;
  olderHref: string | undefined;
}

/** One activation: what it sends, where to, when, and its runs. */
export function ActivationPage({ activation, actions, olderHref }: ActivationPageProps) {
  const t = useTranslations('activations.page');
  return (
    <SheetBody padded={false}>
      <AutoRefresh everyMs={WORKING_REFRESH_MS} active={isRunning(activation)} />
      <ActivationHead activation={activation} actions={actions} />
      <ActivationNotes activation={activation} />
      <Region title={t('runs')}>
        <ActivationRuns activation={activation} olderHref={olderHref} />
      </Region>
      <div className="grid xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <Region title={t('output')} last className="border-border xl:border-r">
          <OutputRows activation={activation} />
          <OutputColumns activation={activation} />
        </Region>
        <div className="grid content-start max-xl:border-border max-xl:border-t">
          <Region title={t('target')}>
            <ActivationFacts activation={activation} />
          </Region>
          <Region title={t('schedule')} last>
            <ScheduleFacts activation={activation} />
          </Region>
        </div>
      </div>
    </SheetBody>
  );
}
