import { planBuild } from '../../core/audience/build-plan.ts';
import {
  type ParentSegment,
  type ParentSegmentChoice,
  parentSegmentInput,
} from '../../core/audience/parent-segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { type Loaded, refuseStale } from '../../core/refuse-stale.ts';
import type { ScheduleChoice } from '../../core/schedule/schedule.ts';
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
  // Omitted members keep the values read above, so a parent segment that has changed since is refused.
  const loaded = { ...changes, ifUpdatedAt: changes.ifUpdatedAt ?? before?.updatedAt };
  return storeParentSegment(options, before?.id, choice, loaded);
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
