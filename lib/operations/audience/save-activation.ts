import { activationSql } from '../../core/audience/activation/activation-sql.ts';
import {
  type Activation,
  type ActivationChoice,
  activationInput,
} from '../../core/audience/activation/saved-activation.ts';
import { compileRule } from '../../core/audience/rules/compile-rule.ts';
import type { Segment } from '../../core/audience/segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { INITIAL_SCHEDULE, type ScheduleChoice, scheduleInput } from '../../core/schedule/schedule.ts';
import { resolveTarget } from '../exports/resolve-export.ts';
import { changeSchedule, removeSchedule, type ScheduleOptions } from '../schedules/change-schedule.ts';
import { type RuleOptions, ruleContext, segmentColumns } from './rule-context.ts';

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
  const { activations, segments, plannedRuns } = options;
  const before = 'activation' in to ? activations.get(to.activation) : undefined;
  const segment = segments.get('activation' in to ? activations.get(to.activation).segment : to.segment);
  const choice = parseInput(activationInput, { ...before, ...input });
  const { connector } = resolveTarget(choice, options);
  parseInput(connector.parameters, choice.parameters);
  await checkColumns(options, segment, choice);
  return plannedRuns.inOneTransaction(() => {
    const { id } = before ? activations.change(before.id, choice) : activations.create(segment.id, choice);
    const scheduled = { kind: 'activation', id } as const;
    if (schedule === null) removeSchedule(options, scheduled);
    else if (Object.keys(schedule).length > 0)
      changeSchedule(options, scheduled, (present) => {
        if (present === null && schedule.cron === undefined)
          throw new UserError('cron_malformed', {}, { field: 'cron' });
        return parseInput(scheduleInput, { ...INITIAL_SCHEDULE, ...present, ...schedule });
      });
    return activations.get(id);
  });
}

/** Throws a UserError for a column that the build in use, or the first build, does not have. */
async function checkColumns(
  options: SaveActivationOptions,
  segment: Segment,
  { output }: ActivationChoice,
): Promise<void> {
  const { parentSegment } = segment;
  const columns = await segmentColumns(options, parentSegment);
  const context = ruleContext(options, { parentSegment, columns, segment: segment.id });
  const rule = compileRule(segment.rule, context);
  const { time, database } = context;
  activationSql(output, { segment, audience: parentSegment, time: time.now, timeZone: 'UTC', columns, database, rule });
}
