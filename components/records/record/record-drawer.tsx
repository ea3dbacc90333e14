'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RecordBody } from '#components/record/record-body.tsx';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import type { PersonalToggleProps } from '#components/ui/buttons/personal-toggle.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { OutcomeBadge } from '../list/outcome-badge.tsx';
import { useRecord } from '../list/use-values.ts';
import { RecordHistory } from './record-history.tsx';

export interface RecordDrawerProps {
  job: JobView;
  record: number;
  personal: PersonalToggleProps;
  /** Undefined for the first or last record of the page. */
  previous: number | undefined;
  next: number | undefined;
  onOpen: (record: number | undefined) => void;
}

/** The details of a record next to the list; on phones a bottom sheet. */
export function RecordDrawer({ job, record, personal, previous, next, onOpen }: RecordDrawerProps) {
  const t = useTranslations('records.drawer');
  const result = useRecord(job.id, record, personal.isShown);
  const answer = result.data?.record === record && !result.isError ? result.data : undefined;
  const shown = answer && 'status' in answer ? answer : undefined;
  return (
    <Drawer
      inline
      open
      onClose={() => onOpen(undefined)}
      title={<span className="tabular-nums">{t('title', { record })}</span>}
      note={shown ? t('line', { line: shown.line }) : ' '}
      badge={shown && <OutcomeBadge status={shown.status} />}
      actions={
        <span className="flex max-wide:hidden">
          <IconButton
            label={t('previous')}
            icon={<ChevronUp aria-hidden />}
            disabled={previous === undefined}
            onClick={() => onOpen(previous)}
          />
          <IconButton
            label={t('next')}
            icon={<ChevronDown aria-hidden />}
            disabled={next === undefined}
            onClick={() => onOpen(next)}
          />
        </span>
      }
    >
      {answer && <RecordHistory job={job} steps={answer.history} />}
      <RecordBody answer={answer} hasFailed={result.isError} personal={personal} onRetry={result.refetch} />
    </Drawer>
  );
}
