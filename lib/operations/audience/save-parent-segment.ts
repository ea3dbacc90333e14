import { planBuild } from '../../core/audience/build-plan.ts';
import {
  type ParentSegment,
  type ParentSegmentChoice,
  parentSegmentInput,
} from '../../core/audience/parent-segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { INITIAL_SCHEDULE, type ScheduleChoice, scheduleInput } from '../../core/schedule/schedule.ts';
import { changeSchedule, removeSchedule, type ScheduleOptions } from '../schedules/change-schedule.ts';
import { type SourceOptions, sourcesOf } from './source-tables.ts';

export interface SaveParentSegmentOptions extends SourceOptions, ScheduleOptions {
  readonly parentSegments: {
    create(choice: ParentSegmentChoice): ParentSegment;
    change(id: number, choice: ParentSegmentChoice): ParentSegment;
    get(id: number): ParentSegment;
  };
}

/** Missing members stay unchanged. */
export interface ParentSegmentChanges {
  readonly choice: unknown;
  /** Null: removes the schedule, so that it is built only on request. */
  readonly schedule?: Partial<ScheduleChoice> | null | undefined;
}

/**
 * Saves a new or changed parent segment with its schedule in one transaction. Its tables and columns have to exist. Throws a
 * UserError for invalid input; then nothing is changed.
 */
export async function saveParentSegment(
  options: SaveParentSegmentOptions,
  id: number | undefined,
  { choice: input, schedule = {} }: ParentSegmentChanges,
): Promise<ParentSegment> {
  const before = id === undefined ? undefined : options.parentSegments.get(id);
  const choice = parseInput(parentSegmentInput, { ...before, ...(input as object) });
  const { columnsOf } = await sourcesOf(choice, options);
  planBuild(choice, columnsOf);
  return options.plannedRuns.inOneTransaction(() => {
    const { id: saved } = before
      ? options.parentSegments.change(before.id, choice)
      : options.parentSegments.create(choice);
    const scheduled = { kind: 'parent_segment', id: saved } as const;
    if (schedule === null) removeSchedule(options, scheduled);
    else if (Object.keys(schedule).length > 0)
      changeSchedule(options, scheduled, (present) => {
        if (present === null && schedule.cron === undefined)
          throw new UserError('cron_malformed', {}, { field: 'cron' });
        return parseInput(scheduleInput, { ...INITIAL_SCHEDULE, ...present, ...schedule });
      });
    return options.parentSegments.get(saved);
  });
}
