import { useFormatter, useTranslations } from 'next-intl';
import { Duration } from '#components/ui/text/duration.tsx';
import type { TaskStatus, TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import { type AttemptView, shortName } from '#lib/core/workflow/view/attempt-view.ts';
import { type Axis, positionOn } from '#lib/core/workflow/view/time-axis.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

export interface TimelineLabelProps {
  attempt: AttemptView;
  row: TimelineRow;
  axis: Axis;
  now: number | undefined;
}

/**
 * If a bar ends beyond this percentage of the axis, its label is before the bar. Labels are short durations or long
 * sentences.
 */
const MAX_AFTER = { short: 87, long: 74 };
/** If a bar starts before this percentage of the axis, there is no room for a label before the bar. */
const MIN_BEFORE = 14;

/** What a row says next to its bars. */
export function TimelineLabel({ attempt, row, axis, now }: TimelineLabelProps) {
  const first = row.spans[0];
  const last = row.spans.at(-1);
  const until = now ?? attempt.endedAt ?? axis.to;
  const end = positionOn(axis, last === undefined ? until : (last.to ?? until));
  const start = first === undefined ? end : positionOn(axis, first.from);
  return (
    <span
      className="absolute top-1/2 -translate-y-1/2 whitespace-nowrap rounded-tag bg-surface px-0.5 empty:hidden text-text-muted text-xs tabular-nums leading-4 transition-[left,right] duration-500 ease-linear group-hover/row:bg-surface-hover group-aria-selected/row:bg-surface-selected"
      style={placeOf(start, end, STATUSES_WITH_SENTENCE.includes(row.status) ? MAX_AFTER.long : MAX_AFTER.short)}
    >
      <RowText attempt={attempt} row={row} now={now} />
    </span>
  );
}

const STATUSES_WITH_SENTENCE: readonly TaskStatus[] = ['blocked', 'retrying', 'kept'];

function placeOf(start: number, end: number, maxAfter: number) {
  if (end <= maxAfter) return { left: `calc(${end}% + 0.5rem)` };
  if (start >= MIN_BEFORE) return { right: `calc(${100 - start}% + 0.5rem)` };
  return { right: `calc(${100 - end}% + 0.5rem)` };
}

/** How long a task's last try took or how many tries failed, or why the task does not run. Empty if a group ran. */
export function RowText({ attempt, row, now }: Omit<TimelineLabelProps, 'axis'>) {
  const t = useTranslations('workflow-attempts');
  const format = useFormatter();
  const { status, task, tries, children, blockedBy } = row;
  switch (status) {
    case 'kept': {
      const { origin } = attempt;
      const number = origin.kind === 'retry' ? origin.number : undefined;
      return number === undefined ? t('timeline.keptEarlier') : t('timeline.kept', { number });
    }
    case 'blocked':
      return blockedBy === null ? t('statuses.blocked') : t('timeline.blockedBy', { task: shortName(blockedBy) });
    case 'ready':
    case 'not_run':
    case 'retrying':
      return t(`statuses.${status}`);
    default:
  }
  if (task.isGroup || children > 0) return null;
  const last = tries.at(-1);
  if (!last) return null;
  const ms = Math.max(0, (last.endedAt ?? now ?? last.startedAt) - last.startedAt);
  const duration = <Duration key="duration" ms={ms} />;
  if (tries.length === 1) return duration;
  if (status === 'error') return t('timeline.tries', { count: tries.length });
  return format.list([duration, t('timeline.try', { number: tries.length })], LIST_FORMAT);
}
