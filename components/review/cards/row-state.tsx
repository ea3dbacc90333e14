import { Check, CornerDownRight, type LucideIcon, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StatusIcon, type Tone } from '#components/ui/feedback/status-icon.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';

const STYLES: Readonly<Record<ReviewRow['status'], { tone: Tone; text: string }>> = {
  invalid: { tone: 'error', text: 'text-error' },
  warned: { tone: 'warning', text: 'text-warning' },
  ready: { tone: 'success', text: 'text-success' },
  left_out: { tone: 'neutral', text: 'text-text-muted' },
};

/** States with their own icons: fixed, unchanged since a rejection, sent again. */
const FIX_STYLES = {
  fixed: { Icon: Check, look: 'text-accent stroke-[2.4]' },
  unchanged: { Icon: Reply, look: 'text-error' },
  resent: { Icon: CornerDownRight, look: 'text-text-muted' },
} as const satisfies Record<string, { Icon: LucideIcon; look: string }>;

export type ShownState = ReviewRow['status'] | keyof typeof FIX_STYLES;

/**
 * The state to show: a ready record with fixes is "fixed". A record of a job that is unchanged or was sent again is
 * shown as such, whatever its status.
 */
export function shownState({ status, fixed, fixState }: Pick<ReviewRow, 'status' | 'fixed' | 'fixState'>): ShownState {
  if (fixState === 'unchanged' || fixState === 'resent') return fixState;
  return status === 'ready' && fixed.length > 0 ? 'fixed' : status;
}

/** The state of a record as a labeled icon. */
export function RowState({ row }: { row: ReviewRow | undefined }) {
  const t = useTranslations('review.states');
  if (!row) return null;
  const state = shownState(row);
  if (state === 'fixed' || state === 'unchanged' || state === 'resent') {
    const { Icon, look } = FIX_STYLES[state];
    return <Icon role="img" aria-label={t(state)} className={`size-3.75 ${look}`} />;
  }
  const { tone, text } = STYLES[state];
  return <StatusIcon tone={tone} label={t(state)} className={`size-3.75 ${text}`} />;
}
