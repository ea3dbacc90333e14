import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { SavedQuery } from '../../core/query/saved-query.ts';
import { type Schedule, type ScheduleChoice, scheduleInput } from '../../core/schedule/schedule.ts';
import { changeSchedule, deleteSchedule, type ScheduleOptions } from './change-schedule.ts';

export interface QueryScheduleOptions extends ScheduleOptions {
  readonly queries: { get(id: number): Promise<SavedQuery> };
}

/** Sets the schedule of a query. Throws a UserError for invalid input. */
export async function scheduleQuery(options: QueryScheduleOptions, id: number, input: unknown): Promise<SavedQuery> {
  const choice = parseInput(scheduleInput, input);
  return change(options, id, () => choice);
}

/** Removes the schedule of a query, and skips its waiting runs. */
export async function unscheduleQuery(options: QueryScheduleOptions, id: number): Promise<SavedQuery> {
  const { queries } = options;
  return options.inOneTransaction(async () => {
    await queries.get(id);
    await deleteSchedule(options, { kind: 'query', id });
    return queries.get(id);
  });
}

/** Pauses or resumes a schedule. Planned times during a pause are dropped, and do not count as missed. */
export function setSchedulePaused(options: QueryScheduleOptions, id: number, isPaused: boolean): Promise<SavedQuery> {
  return change(options, id, (before, { name }) => {
    if (before === null) throw new UserError('query_unscheduled', { name });
    return { ...before, isPaused };
  });
}

async function change(
  options: QueryScheduleOptions,
  id: number,
  choose: (before: Schedule | null, query: SavedQuery) => ScheduleChoice,
): Promise<SavedQuery> {
  const { queries } = options;
  return options.inOneTransaction(async () => {
    const query = await queries.get(id);
    await changeSchedule(options, { kind: 'query', id }, (before) => choose(before, query));
    return queries.get(id);
  });
}
