import { Check, CornerDownRight, type LucideIcon, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StatusIcon, type Tone } from '#components/ui/feedback/status-icon.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';

const LOOKS: Readonly<Record<ReviewRow['status'], { tone: Tone; text: string }>> = {
  invalid: { tone: 'error', text: 'text-error' },
  warned: { tone: 'warning', text: 'text-warning' },
  ready: { tone: 'success', text: 'text-success' },
  left_out: { tone: 'neutral', text: 'text-text-muted' },
};

/** Icons of their own: repaired, come back from the other side, gone out again. */
const OWN_LOOKS = {
  fixed: { Icon: Check, look: 'text-accent stroke-[2.4]' },
  unchanged: { Icon: Reply, look: 'text-error' },
  resent: { Icon: CornerDownRight, look: 'text-text-muted' },
} as const satisfies Record<string, { Icon: LucideIcon; look: string }>;

export type ShownState = ReviewRow['status'] | keyof typeof OWN_LOOKS;

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
  if (state === 'fixed' || state === 'unchanged' || state === 'resent') {
    const { Icon, look } = OWN_LOOKS[state];
    return <Icon role="img" aria-label={t(state)} className={`size-3.75 ${look}`} />;
  }
  const { tone, text } = LOOKS[state];
  return <StatusIcon tone={tone} label={t(state)} className={`size-3.75 ${text}`} />;
}
