import { planBuild } from '../../core/audience/build-plan.ts';
import {
  type ParentSegment,
  type ParentSegmentChoice,
  parentSegmentInput,
} from '../../core/audience/parent-segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type Loaded, refuseStale } from '../../core/refuse-stale.ts';
import { hasTimes, type ScheduleChoice } from '../../core/schedule/schedule.ts';
import { type ScheduleOptions, storeSchedule } from '../schedules/change-schedule.ts';
import { type SourceOptions, sourceColumns } from './sources/source-tables.ts';

export interface SaveParentSegmentOptions extends SourceOptions, ScheduleOptions {
  readonly parentSegments: {
    create(choice: ParentSegmentChoice): Promise<ParentSegment>;
    change(id: number, choice: ParentSegmentChoice): Promise<ParentSegment>;
    get(id: number): Promise<ParentSegment>;
  };
}

/** Missing members stay unchanged. */
export interface ParentSegmentChanges extends Loaded {
  readonly choice: unknown;
  /** Null removes the schedule, so that the parent segment is built only manually. */
  readonly schedule?: Partial<ScheduleChoice> | null | undefined;
}

/**
 * Saves a new or changed parent segment with its schedule in one transaction. Its tables and columns have to exist.
 * Throws a UserError for invalid input, and `changed_meanwhile` if it has changed since it was loaded; then nothing is
 * saved.
 */
export async function saveParentSegment(
  options: SaveParentSegmentOptions,
  id: number | undefined,
  { choice: input, ...changes }: ParentSegmentChanges,
): Promise<ParentSegment> {
  const before = id === undefined ? undefined : await options.parentSegments.get(id);
  const choice = parseInput(parentSegmentInput, { ...before, ...(input as object) });
  planBuild(choice, await sourceColumns(choice, options));
  const { timeZone } = input as { readonly timeZone?: string };
  const schedule = inTimeZone(timeZone, before, changes.schedule);
  // Omitted members keep the values read above, so a parent segment that has changed since is refused.
  const loaded = { schedule, ifUpdatedAt: changes.ifUpdatedAt ?? before?.updatedAt };
  return storeParentSegment(options, before?.id, choice, loaded);
}

/**
 * The changes of a schedule, with the time zone of the parent segment, because both have the same one. `given`: the
 * parent segment's new time zone. Throws UserError `time_zone_contradiction` if the changes name another one.
 */
function inTimeZone(
  given: string | undefined,
  before: ParentSegment | undefined,
  schedule: ParentSegmentChanges['schedule'],
): ParentSegmentChanges['schedule'] {
  const isScheduled = schedule === null ? false : Boolean(before?.schedule) || hasTimes(schedule ?? {});
  const timeZone = given ?? before?.timeZone;
  if (!isScheduled || timeZone === undefined) return schedule;
  const { timeZone: other = timeZone } = schedule ?? {};
  if (given !== undefined && other !== given)
    throw new UserError('time_zone_contradiction', { timeZone: given, other }, { field: 'timeZone' });
  return { ...schedule, timeZone: other };
}

/** Stores a checked parent segment with its schedule, in one transaction. */
export async function storeParentSegment(
  options: Omit<SaveParentSegmentOptions, keyof SourceOptions>,
  id: number | undefined,
  choice: ParentSegmentChoice,
  { schedule = {}, ifUpdatedAt }: Omit<ParentSegmentChanges, 'choice'>,
): Promise<ParentSegment> {
  const { parentSegments } = options;
  return options.inOneTransaction(async () => {
    if (id !== undefined) refuseStale(await parentSegments.get(id), { ifUpdatedAt });
    const { id: savedId } =
      id === undefined ? await parentSegments.create(choice) : await parentSegments.change(id, choice);
    await storeSchedule(options, { kind: 'parent_segment', id: savedId }, schedule);
    return parentSegments.get(savedId);
  });
}
