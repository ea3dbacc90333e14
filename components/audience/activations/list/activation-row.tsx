'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { activationPath, segmentActivationsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ActivationActions } from '../activation-actions.ts';
import { ActivationBadge } from '../activation-badge.tsx';
import { ActivationControls } from '../activation-controls.tsx';
import { ActivationProblem } from '../activation-problem.tsx';
import { ActivationSchedule } from '../activation-schedule.tsx';
import { ActivationTarget } from '../activation-target.tsx';
import { LastRun } from '../last-run.tsx';
import { type ListedActivation, segmentIdsOf } from '../listed-activation.ts';

export interface ActivationRowProps {
  activation: ListedActivation;
  actions: ActivationActions;
  /** Whether the row names the segment. */
  withSegment: boolean;
  isFresh: boolean;
}

export function ActivationRow({ activation, actions, withSegment, isFresh }: ActivationRowProps) {
  const t = useTranslations('activations.columns');
  const { id, name, description, segment, schedule, lastRun, updatedAt } = activation;
  const segmentIds = segmentIdsOf(activation);
  const link = useRef<HTMLAnchorElement>(null);
  // The wizard that had the focus closed when the activation was saved, so the link of the activation gets the focus.
  useEffect(() => {
    if (isFresh) link.current?.focus();
  }, [isFresh]);
  return (
    <Tr isFresh={isFresh}>
      <Td label={t('status')} className="wide:py-1.5 align-top">
        <ActivationBadge activation={activation} />
      </Td>
      <Td label={t('type')} className="wide:max-w-36 wide:pt-1 wide:pb-2 align-top">
        <ActivationTarget activation={activation} />
      </Td>
      <RowHead className="wide:min-w-44 wide:max-w-72 wide:py-1.5 align-top [overflow-wrap:anywhere]">
        <span className="grid font-normal text-text-muted text-xs">
          <Link
            ref={link}
            href={activationPath(segmentIds, id)}
            className="w-fit min-h-target content-center font-semibold text-sm"
          >
            {name}
          </Link>
          {description && <span>{description}</span>}
          <span className="text-error empty:hidden">
            <ActivationProblem activation={activation} />
          </span>
        </span>
      </RowHead>
      {withSegment && (
        <Td label={t('segment')} className="wide:max-w-44 wide:py-1.5 align-top [overflow-wrap:anywhere]">
          <Link
            href={segmentActivationsPath(segmentIds)}
            title={[...segment.folder, segment.name].join(' / ')}
            className="inline-flex min-h-target items-center text-text"
          >
            {segment.name}
          </Link>
        </Td>
      )}
      <Td label={t('schedule')} muted={schedule === null} className={CELL}>
        <ActivationSchedule schedule={schedule} />
      </Td>
      <Td label={t('lastRun')} muted={lastRun === null} className="wide:max-w-64 wide:pt-1.5 wide:pb-2.5 align-top">
        <LastRun run={lastRun} />
      </Td>
      <Td label={t('updated')} muted className={CELL}>
        <Time value={updatedAt} />
      </Td>
      <Td corner end className="wide:py-1 align-top">
        <ActivationControls activation={activation} actions={actions} />
      </Td>
    </Tr>
  );
}

const CELL = 'wide:py-2 align-top';
