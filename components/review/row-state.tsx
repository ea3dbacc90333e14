import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StatusIcon, type Tone } from '#components/ui/status-icon.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';

const LOOKS: Readonly<Record<Exclude<ShownState, 'fixed'>, { tone: Tone; text: string }>> = {
  invalid: { tone: 'error', text: 'text-error' },
  warned: { tone: 'warning', text: 'text-warning' },
  ready: { tone: 'success', text: 'text-success' },
  left_out: { tone: 'neutral', text: 'text-text-muted' },
  unchanged: { tone: 'error', text: 'text-error' },
  resent: { tone: 'neutral', text: 'text-text-muted' },
};

export type ShownState = ReviewRow['status'] | 'fixed' | 'unchanged' | 'resent';

/** Ready thanks to a person says so; a job's record that would be sent as it was before, or was sent again, is not ready. */
export function shownState({ status, fixed, fixState }: Pick<ReviewRow, 'status' | 'fixed' | 'fixState'>): ShownState {
  if (fixState === 'unchanged' || fixState === 'resent') return fixState;
  return status === 'ready' && fixed.length > 0 ? 'fixed' : status;
}

/** How a record fares, as an icon with a name. */
export function RowState({ row }: { row: ReviewRow | undefined }) {
  const t = useTranslations('review.states');
  if (!row) return null;
  const state = shownState(row);
  if (state === 'fixed')
    return <Check role="img" aria-label={t(state)} className="size-3.75 text-accent stroke-[2.4]" />;
  const { tone, text } = LOOKS[state];
  return <StatusIcon tone={tone} label={t(state)} className={`size-3.75 ${text}`} />;
}
