import { isDeepStrictEqual } from 'node:util';
import type { ActivationOutput } from '../../core/audience/activation/activation.ts';
import { activationSql } from '../../core/audience/activation/activation-sql.ts';
import {
  type Activation,
  type ActivationChoice,
  activationInput,
} from '../../core/audience/activation/saved-activation.ts';
import type { BuiltTables } from '../../core/audience/build.ts';
import type { Segment } from '../../core/audience/segment.ts';
import { withoutColumnIds } from '../../core/audience/yaml/same-meaning.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { type Loaded, refuseStale } from '../../core/refuse-stale.ts';
import type { ScheduleChoice } from '../../core/schedule/schedule.ts';
import { resolveTarget } from '../exports/resolve-export.ts';
import { type ScheduleOptions, storeSchedule } from '../schedules/change-schedule.ts';
import { activationContext } from './activations/activation-context.ts';
import { type RuleOptions, segmentTables } from './rule-context.ts';
import type { SourceOptions } from './sources/source-tables.ts';

export type SaveActivationOptions = RuleOptions &
  ScheduleOptions &
  Parameters<typeof resolveTarget>[1] & {
    readonly segments: RuleOptions['segments'] & { get(id: number): Promise<Segment> };
    readonly activations: {
      get(id: number): Promise<Activation>;
      create(segment: number, choice: ActivationChoice): Promise<Activation>;
      change(id: number, choice: ActivationChoice): Promise<Activation>;
    };
  };

/** Missing members stay unchanged. */
export interface ActivationChanges extends Loaded {
  readonly choice: Readonly<Record<string, unknown>>;
  /** Null removes the schedule, so that the activation runs only manually. */
  readonly schedule?: Partial<ScheduleChoice> | null | undefined;
}

/**
 * Saves a new activation of a segment, or a changed one, with its schedule in one transaction. Throws a UserError for
 * invalid input, and `changed_meanwhile` if the activation has changed since it was loaded; then nothing is saved.
 */
export async function saveActivation(
  options: SaveActivationOptions,
  target: { readonly segment: number } | { readonly activation: number },
  { choice: input, ...changes }: ActivationChanges,
): Promise<Activation> {
  const { activations, segments } = options;
  const before = 'activation' in target ? await activations.get(target.activation) : undefined;
  const segment = await segments.get(before?.segment ?? ('segment' in target ? target.segment : 0));
  const choice = parseInput(activationInput, { ...before, ...input });
  const tables = isOutputKept(before, choice) ? [] : await segmentTables(options, segment.parentSegment);
  // Omitted members keep the values read above, so an activation that has changed since is refused.
  const loaded = { ...changes, ifUpdatedAt: changes.ifUpdatedAt ?? before?.updatedAt };
  return storeActivation(options, { segment, id: before?.id, readTables: () => tables }, choice, loaded);
}

/** The segment of an activation, the id of the activation unless it is new, and the tables that it can use. */
export interface ActivationOf {
  readonly segment: Segment;
  readonly id: number | undefined;
  readonly readTables: () => BuiltTables;
}

/**
 * Stores an activation with its schedule in one transaction. Checks only the changed parts of an existing activation,
 * so that its schedule can be changed even if it can no longer run. Throws a UserError for a column that the build does
 * not have and for parameters that do not fit the service, and `changed_meanwhile` as `saveActivation` does.
 */
export async function storeActivation(
  options: Omit<SaveActivationOptions, keyof SourceOptions>,
  { segment, id, readTables }: ActivationOf,
  choice: ActivationChoice,
  { schedule = {}, ifUpdatedAt }: Omit<ActivationChanges, 'choice'>,
): Promise<Activation> {
  const { activations } = options;
  const before = id === undefined ? undefined : await activations.get(id);
  // Comes before the checks: if another person changed the output meanwhile, the caller may have loaded no tables.
  if (before) refuseStale(before, { ifUpdatedAt });
  if (!isTargetKept(before, choice)) await resolveTarget(choice, options);
  if (!isOutputKept(before, choice))
    activationSql(choice.output, await activationContext(options, segment, readTables()));
  return options.inOneTransaction(async () => {
    if (id !== undefined) refuseStale(await activations.get(id), { ifUpdatedAt });
    const saved =
      id === undefined ? await activations.create(segment.id, choice) : await activations.change(id, choice);
    await storeSchedule(options, { kind: 'activation', id: saved.id }, schedule);
    return activations.get(saved.id);
  });
}

function isOutputKept(before: Activation | undefined, { output }: ActivationChoice): boolean {
  return before !== undefined && isDeepStrictEqual(asStored(output), asStored(before.output));
}

/** The output as JSON, without the ids that the console gives columns. */
function asStored(output: ActivationOutput): unknown {
  return JSON.parse(JSON.stringify(withoutColumnIds(output)));
}

function isTargetKept(before: Activation | undefined, { authentication, parameters }: ActivationChoice): boolean {
  return before?.authentication === authentication && isDeepStrictEqual(before.parameters, parameters);
}
