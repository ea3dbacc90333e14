import { isDone } from '../attempt/task-state.ts';
import type { TaskView } from './attempt-view.ts';

/** The state of a task, in the words of the console. */
export type TaskStatus =
  | 'blocked'
  | 'ready'
  | 'running'
  /** Between two tries. */
  | 'retrying'
  | 'success'
  /** It succeeded in an earlier attempt, and did not run again. */
  | 'kept'
  | 'error'
  | 'canceled'
  /** The attempt ended or was canceled before it could begin. */
  | 'not_run';

/** A part of the bar in a task's row. `to` is null while it lasts. */
export interface TimelineSpan {
  readonly kind: 'success' | 'error' | 'canceled' | 'running' | 'waiting' | 'kept' | 'group';
  readonly from: number;
  readonly to: number | null;
}

/** A task with its place in the tree of tasks. Each row comes before the rows of its children. */
export interface TimelineRow {
  readonly task: TaskView;
  readonly depth: number;
  readonly children: number;
  readonly status: TaskStatus;
  readonly spans: readonly TimelineSpan[];
  readonly tries: readonly TryView[];
  /** The name of the first task that it, or a group around it, waits for; null if there is none. */
  readonly blockedBy: string | null;
}

interface TryView {
  readonly status: TaskStatus;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly job: number | null;
}

/** The rows of an attempt. Earlier runs of a task whose group ran again are tries in its row. */
export function timelineRows(tasks: Iterable<TaskView>, isEnded: boolean): readonly TimelineRow[] {
  const all = [...tasks].sort((a, b) => a.id - b.id);
  const superseded = Map.groupBy(
    all.filter(({ isSuperseded }) => isSuperseded),
    ({ name }) => name,
  );
  const tree = new TaskTree(all.filter(({ isSuperseded }) => !isSuperseded));
  return tree.depthFirst().map(({ task, depth }) => {
    const children = tree.childrenOf(task.id).length;
    const status = statusOf(task, isEnded);
    const tries = triesOf(task, superseded.get(task.name) ?? [], status);
    const isGroup = task.isGroup || children > 0;
    const runSpans = isGroup ? groupSpans(task, tries) : spansOfTries(tries, status);
    return {
      task,
      depth,
      children,
      status,
      tries,
      spans: status === 'kept' ? keptSpans(tree.beginOf(task)) : runSpans,
      blockedBy: status === 'blocked' ? tree.blockedBy(task) : null,
    };
  });
}

function statusOf(task: TaskView, isEnded: boolean): TaskStatus {
  switch (task.state) {
    case 'blocked':
    case 'ready':
      return isEnded ? 'not_run' : task.state;
    case 'retry_waiting':
      // An operator that waits for its job is still in its try.
      return task.triedAt === null ? 'retrying' : 'running';
    case 'group_retry_waiting':
      return 'retrying';
    case 'running':
    case 'planned':
      return 'running';
    case 'success':
      return task.startedAt === null && !task.isGroup ? 'kept' : 'success';
    case 'group_error':
      return 'error';
    case 'canceled':
      return task.startedAt === null ? 'not_run' : 'canceled';
    default:
      return task.state;
  }
}

/** The tries of a task: those in earlier runs of its group, its failed tries, and the current or last one. */
function triesOf(task: TaskView, earlier: readonly TaskView[], status: TaskStatus): readonly TryView[] {
  const earlierTries = earlier.flatMap((run) => [...failedTries(run), ...lastTry(run, statusOf(run, true))]);
  return [...earlierTries, ...failedTries(task), ...lastTry(task, status)];
}

/** The tries of one run that were followed by another. */
function failedTries({ tries }: TaskView): readonly TryView[] {
  return tries.map((failedTry) => ({ ...failedTry, status: 'error' }));
}

function lastTry({ triedAt, endedAt, job }: TaskView, status: TaskStatus): readonly TryView[] {
  return triedAt === null ? [] : [{ status, startedAt: triedAt, endedAt, job }];
}

function spansOfTries(tries: readonly TryView[], status: TaskStatus): readonly TimelineSpan[] {
  const spans = tries.flatMap(({ startedAt, endedAt, status: tryStatus }, index): TimelineSpan[] => {
    const before = tries[index - 1]?.endedAt ?? null;
    const pause = before !== null && before < startedAt ? [waitingSpan(before, startedAt)] : [];
    return [...pause, { kind: spanKindOf(tryStatus), from: startedAt, to: endedAt }];
  });
  const lastEnd = tries.at(-1)?.endedAt ?? null;
  return status === 'retrying' && lastEnd !== null ? [...spans, waitingSpan(lastEnd, null)] : spans;
}

function waitingSpan(from: number, to: number | null): TimelineSpan {
  return { kind: 'waiting', from, to };
}

function spanKindOf(status: TaskStatus): TimelineSpan['kind'] {
  return status === 'success' || status === 'error' || status === 'canceled' ? status : 'running';
}

function groupSpans({ startedAt, endedAt }: TaskView, tries: readonly TryView[]): readonly TimelineSpan[] {
  const from = tries[0]?.startedAt ?? startedAt;
  return from === null ? [] : [{ kind: 'group', from, to: endedAt }];
}

function keptSpans(from: number | null): readonly TimelineSpan[] {
  return from === null ? [] : [{ kind: 'kept', from, to: from }];
}

class TaskTree {
  readonly #tasks: ReadonlyMap<number, TaskView>;
  readonly #children: ReadonlyMap<number | null, readonly TaskView[]>;

  constructor(tasks: readonly TaskView[]) {
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
    this.#children = Map.groupBy(tasks, ({ parent }) => parent);
  }

  childrenOf(id: number | null): readonly TaskView[] {
    return this.#children.get(id) ?? [];
  }

  depthFirst(parent: number | null = null, depth = 0): readonly { readonly task: TaskView; readonly depth: number }[] {
    return this.childrenOf(parent).flatMap((task) => [{ task, depth }, ...this.depthFirst(task.id, depth + 1)]);
  }

  /** When the nearest group around a task began. Groups that have no start do not count. */
  beginOf({ parent }: TaskView): number | null {
    const above = parent === null ? undefined : this.#tasks.get(parent);
    if (!above) return null;
    return above.startedAt ?? this.beginOf(above);
  }

  blockedBy(task: TaskView): string | null {
    const blocker = task.upstreams.flatMap((id) => this.#tasks.get(id) ?? []).find(({ state }) => state !== 'success');
    if (blocker) return blocker.name;
    const above = task.parent === null ? undefined : this.#tasks.get(task.parent);
    return above && !isDone(above.state) && above.state !== 'planned' ? this.blockedBy(above) : null;
  }
}

/** Rows without those below collapsed groups; with `isFailedOnly`, only failed tasks and the groups around them. */
export function visibleRows(
  rows: readonly TimelineRow[],
  { collapsed, isFailedOnly }: { readonly collapsed: ReadonlySet<number>; readonly isFailedOnly: boolean },
): readonly TimelineRow[] {
  const hidden = new Set<number>();
  const failed = isFailedOnly ? failedWithGroups(rows) : undefined;
  return rows.filter(({ task }) => {
    if (task.parent !== null && (hidden.has(task.parent) || collapsed.has(task.parent))) {
      hidden.add(task.id);
      return false;
    }
    return failed?.has(task.id) ?? true;
  });
}

/** The IDs of failed tasks and of the groups around them, which may still be running. */
function failedWithGroups(rows: readonly TimelineRow[]): ReadonlySet<number | null> {
  const ids = new Set<number | null>();
  for (const { task, status } of rows.toReversed()) {
    if (status === 'error') ids.add(task.id);
    if (ids.has(task.id)) ids.add(task.parent);
  }
  return ids;
}

export function isFailedTask({ status, task, children }: TimelineRow): boolean {
  return status === 'error' && !task.isGroup && children === 0;
}
