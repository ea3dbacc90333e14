import { activationSql } from '../../../core/audience/activation/activation-sql.ts';
import type { Activation } from '../../../core/audience/activation/saved-activation.ts';
import type { BuildColumns } from '../../../core/audience/build.ts';
import { compileRule } from '../../../core/audience/rules/compile-rule.ts';
import type { Segment } from '../../../core/audience/segment.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { JobError } from '../../../core/job/job.ts';
import { resolveTarget } from '../../exports/resolve-export.ts';
import { builtColumns, ruleContext } from '../rule-context.ts';

export type ProblemOptions = Parameters<typeof builtColumns>[0] &
  Parameters<typeof resolveTarget>[1] & { readonly clock: Clock };

/**
 * Why activations of a parent segment cannot run now, by id: there is no build, or it lacks a column, or the parameters do not
 * fit the service. Those without a known problem are missing.
 *
 * @param segments all segments of the parent segment, by id
 */
export function activationProblems(
  options: ProblemOptions,
  parentSegment: number,
  activations: readonly Activation[],
  segments: ReadonlyMap<number, Segment>,
): ReadonlyMap<number, JobError> {
  if (activations.length === 0) return new Map();
  const check = attempt(() => checkOf(options, parentSegment, segments));
  const problems = activations.map((activation) => check.problem ?? attempt(() => check.value?.(activation)).problem);
  return new Map(activations.flatMap(({ id }, index) => (problems[index] ? [[id, problems[index]] as const] : [])));
}

/** Compiles the query that a run would have; the rule of each segment only once. */
function checkOf(options: ProblemOptions, parentSegment: number, segments: ReadonlyMap<number, Segment>) {
  const { columns } = builtColumns(options, parentSegment);
  const compiled = new Map<number, ReturnType<typeof compile>>();
  return (activation: Activation): void => {
    const segment = segments.get(activation.segment);
    if (!segment) throw new UserError('segment_unknown', { id: String(activation.segment) });
    const context = compiled.get(segment.id) ?? compile(options, segment, columns, segments);
    compiled.set(segment.id, context);
    activationSql(activation.output, context);
    resolveTarget(activation, options);
  };
}

function compile(
  options: ProblemOptions,
  segment: Segment,
  columns: BuildColumns,
  segments: ReadonlyMap<number, Segment>,
) {
  const { parentSegment, rule } = segment;
  const context = ruleContext(
    { ...options, segments: { find: (id) => segments.get(id) } },
    { parentSegment, columns, segment: segment.id },
  );
  const { database, time } = context;
  return {
    ...{ segment, audience: parentSegment, columns, database, time: time.now, timeZone: time.timeZone },
    rule: compileRule(rule, context),
  };
}

/** The value of some work, or the error that a user can correct. */
function attempt<T>(work: () => T): { readonly value?: T; readonly problem?: JobError } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof UserError) return { problem: { code: error.code, params: error.params } };
    throw error;
  }
}
