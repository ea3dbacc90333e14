import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import type { RecentSession } from '#lib/core/workflow/view/project-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

/** States differ by height and pattern, not by color alone. */
const BARS: Record<RecentSession['state'], string> = {
  success: 'h-3 outcome-accepted',
  error: 'h-5 outcome-rejected',
  killed: 'h-2 border-[1.5px] border-chart-not-sent',
  running: 'h-4 bg-running forced-color-adjust-none',
  queued: 'h-1 bg-border-strong forced-color-adjust-none',
};

const STATES = ['success', 'error', 'killed', 'running', 'queued'] as const;

/** The last sessions as bars, the newest at the end; as text, how many have each state. */
export function RecentSessions({ sessions }: { sessions: readonly RecentSession[] }) {
  const t = useTranslations('workflows.recent');
  const format = useFormatter();
  if (sessions.length === 0) return <span className="text-text-muted">—</span>;
  const counts = STATES.map((state) => ({
    state,
    count: sessions.filter((session) => session.state === state).length,
  }));
  const parts = counts.filter(({ count }) => count > 0).map(({ state, count }) => t(state, { count }));
  const text = format.list(parts, LIST_FORMAT);
  return (
    <span
      role="img"
      aria-label={`${t('last', { count: sessions.length })}: ${text}`}
      title={text}
      className="flex h-5 items-end gap-0.5"
    >
      {sessions.toReversed().map(({ attempt, state }) => (
        <i key={attempt} className={clsx('w-1.5 rounded-[2px]', BARS[state])} />
      ))}
    </span>
  );
}
