'use client';

import { clsx } from 'clsx';
import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Share, ShareBar, shareOf } from '#components/ui/charts/share.tsx';
import { Spinner } from '#components/ui/feedback/spinner.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { RuleSetDraft } from '../state/rule-draft.ts';
import { PanelSection } from './panel-section.tsx';
import { RuleSetCounts } from './rule-set-counts.tsx';
import type { PopulationState } from './use-population.ts';

export interface PopulationPanelProps {
  population: PopulationState;
  ruleSets: readonly RuleSetDraft[];
  /** Why nothing can be counted. */
  problem: string | undefined;
}

/** The estimated population of the edited rule. The last number stays, muted, until a newer one is known. */
export function PopulationPanel({ population, ruleSets, problem }: PopulationPanelProps) {
  const t = useTranslations('segment-editor.population');
  const { lastCounted, isCounting, isForCurrentRule, countAgain } = population;
  const isOld = isCounting || !isForCurrentRule || problem !== undefined;
  return (
    <PanelSection
      title={t('title')}
      action={
        isCounting ? (
          <span className="grid size-7.5 place-items-center text-text-muted">
            <Spinner />
          </span>
        ) : (
          <IconButton size="sm" label={t('again')} icon={<RefreshCw aria-hidden />} onClick={countAgain} />
        )
      }
    >
      <div role="status" aria-busy={isCounting} className="grid gap-2">
        <p className={clsx('font-semibold text-2xl tabular-nums tracking-tight', isOld && 'text-text-faint')}>
          {lastCounted ? <Num value={lastCounted.count} /> : '—'}
        </p>
        {lastCounted && (
          <>
            <ShareBar value={shareOf(lastCounted.count, lastCounted.total)} className={clsx(isOld && 'opacity-50')} />
            <p className="text-text-muted text-xs tabular-nums">
              {t.rich('facts', {
                total: lastCounted.total,
                share: () => <Share value={shareOf(lastCounted.count, lastCounted.total)} />,
                built: () => lastCounted.builtAt !== null && <Time value={lastCounted.builtAt} />,
                duration: () => <Duration ms={lastCounted.durationMs} />,
              })}
            </p>
          </>
        )}
        {problem !== undefined && <p className="font-medium text-sm text-text-muted">{problem}</p>}
      </div>
      {lastCounted && ruleSets.length > 1 && (
        <RuleSetCounts
          ruleSets={ruleSets}
          counts={isForCurrentRule ? lastCounted.ruleSets : []}
          total={lastCounted.total}
        />
      )}
    </PanelSection>
  );
}
