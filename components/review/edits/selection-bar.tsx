'use client';

import { ListX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { ReviewContext } from '../review-context.ts';
import { useLeaveOutCounts } from '../use-leave-out-counts.ts';
import { LeaveOutDialog } from './leave-out-dialog.tsx';

/** How many records are selected, and a button that names how many of them it leaves out. */
export function SelectionBar({ context }: { context: ReviewContext }) {
  return context.selection.records.size > 0 && <SelectionActions context={context} />;
}

function SelectionActions({ context }: { context: ReviewContext }) {
  const t = useTranslations('review.selection');
  const { selection, lock } = context;
  const { selectedRecords, isCounting } = useLeaveOutCounts(context);
  const [isOpen, setOpen] = useState(false);
  const count = isCounting ? selection.records.size : selectedRecords.length;
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <b className="font-semibold tabular-nums">{t('selected', { count: selection.records.size })}</b>
      <Button
        needs="reviews.write"
        size="sm"
        icon={<ListX aria-hidden />}
        disabled={isCounting || count === 0 || lock !== undefined}
        onClick={() => setOpen(true)}
      >
        {t('leaveOut', { count })}
      </Button>
      <LinkButton onClick={selection.clear}>{t('clear')}</LinkButton>
      {isOpen && <LeaveOutDialog context={context} scope="selected" onClose={() => setOpen(false)} />}
    </div>
  );
}
