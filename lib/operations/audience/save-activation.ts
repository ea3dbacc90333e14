import { activationSql } from '../../core/audience/activation/activation-sql.ts';
import {
  type Activation,
  type ActivationChoice,
  activationInput,
} from '../../core/audience/activation/saved-activation.ts';
import type { BuildColumns } from '../../core/audience/build.ts';
import { compileRule } from '../../core/audience/rules/compile-rule.ts';
import type { Segment } from '../../core/audience/segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import type { ScheduleChoice } from '../../core/schedule/schedule.ts';
import { resolveTarget } from '../exports/resolve-export.ts';
import { type ScheduleOptions, storeSchedule } from '../schedules/change-schedule.ts';
import { type RuleOptions, ruleContext, segmentColumns } from './rule-context.ts';
import type { SourceOptions } from './source-tables.ts';

export type SaveActivationOptions = RuleOptions &
  ScheduleOptions &
  Parameters<typeof resolveTarget>[1] & {
    readonly segments: RuleOptions['segments'] & { get(id: number): Segment };
    readonly activations: {
      get(id: number): Activation;
      create(segment: number, choice: ActivationChoice): Activation;
      change(id: number, choice: ActivationChoice): Activation;
    };
  };

/** Missing members stay unchanged. */
export interface ActivationChanges {
  readonly choice: Readonly<Record<string, unknown>>;
  /** Null: removes the schedule, so that it runs only on request. */
  readonly schedule?: Partial<ScheduleChoice> | null | undefined;
}

/**
 * Saves a new activation of a segment, or a changed one, with its schedule in one transaction. Its columns have to exist, and
 * its parameters to fit the connector. Throws a UserError for invalid input; then nothing is changed.
 */
export async function saveActivation(
  options: SaveActivationOptions,
  to: { readonly segment: number } | { readonly activation: number },
  { choice: input, schedule = {} }: ActivationChanges,
): Promise<Activation> {
  const { activations, segments } = options;
  const before = 'activation' in to ? activations.get(to.activation) : undefined;
  const segment = segments.get('activation' in to ? activations.get(to.activation).segment : to.segment);
  const choice = parseInput(activationInput, { ...before, ...input });
  const columns = await segmentColumns(options, segment.parentSegment);
  return storeActivation(options, { segment, id: before?.id, columns }, choice, schedule);
}

/**
 * Stores an activation with its schedule in one transaction, after its columns and parameters were checked. Throws a UserError
 * for a column that the build does not have, or parameters that do not fit the service.
 */
export function storeActivation(
  options: Omit<SaveActivationOptions, keyof SourceOptions>,
  {
    segment,
    id,
    columns,
  }: { readonly segment: Segment; readonly id: number | undefined; readonly columns: BuildColumns },
  choice: ActivationChoice,
  schedule: ActivationChanges['schedule'],
): Activation {
  const { activations, plannedRuns } = options;
  const { connector } = resolveTarget(choice, options);
  parseInput(connector.parameters, choice.parameters);
  const { parentSegment } = segment;
  const context = ruleContext(options, { parentSegment, columns, segment: segment.id });
  const { time, database } = context;
  const rule = compileRule(segment.rule, context);
  activationSql(choice.output, {
    ...{ segment, audience: parentSegment, time: time.now, timeZone: 'UTC', columns, database, rule },
  });
  return plannedRuns.inOneTransaction(() => {
    const saved = id === undefined ? activations.create(segment.id, choice) : activations.change(id, choice);
    storeSchedule(options, { kind: 'activation', id: saved.id }, schedule);
    return activations.get(saved.id);
  });
}
