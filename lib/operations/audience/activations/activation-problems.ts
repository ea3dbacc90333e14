import type { ActivationContext } from '../../../core/audience/activation/activation-sql.ts';
import { activationSql } from '../../../core/audience/activation/activation-sql.ts';
import type { Activation } from '../../../core/audience/activation/saved-activation.ts';
import type { Segment } from '../../../core/audience/segment.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { JobError } from '../../../core/job/job.ts';
import { resolveTarget } from '../../exports/resolve-export.ts';
import { builtTables } from '../rule-context.ts';
import { activationContext, IN_SEGMENT } from './activation-context.ts';
import { refuseUnsendable } from './refuse-unsendable.ts';

export type ProblemOptions = Parameters<typeof builtTables>[0] &
  Parameters<typeof resolveTarget>[1] & { readonly clock: Clock };

/** Why an activation cannot run. `isOfSegment`: the rule of its segment has to be changed, not the activation. */
export interface ActivationProblem extends JobError {
  readonly isOfSegment: boolean;
}

/**
 * Why activations of a parent segment cannot run now, by the id of the activation. Reasons are: there is no build, the
 * build lacks a column, the rule of the segment cannot be compiled, the authentication cannot be used, the parameters
 * do not fit the service, or nothing of the output could be sent. Activations without a known problem are not in the
 * map.
 *
 * `segments`: all segments of the parent segment, by id.
 */
export async function activationProblems(
  options: ProblemOptions,
  parentSegment: number,
  activations: readonly Activation[],
  segments: ReadonlyMap<number, Segment>,
): Promise<ReadonlyMap<number, ActivationProblem>> {
  if (activations.length === 0) return new Map();
  const { value: check, error: errorOfAll } = await catchUserError(() => createCheck(options, parentSegment, segments));
  const problems = new Map<number, ActivationProblem>();
  for (const activation of activations) {
    const error = check ? (await catchUserError(() => check(activation))).error : errorOfAll;
    if (!error) continue;
    const { code, params, field } = error;
    problems.set(activation.id, { code, params, isOfSegment: field === IN_SEGMENT });
  }
  return problems;
}

/** Creates a function that throws if an activation cannot run. The rule of each segment is compiled only once. */
async function createCheck(options: ProblemOptions, parentSegment: number, segments: ReadonlyMap<number, Segment>) {
  const { tables } = await builtTables(options, parentSegment);
  const contexts = new Map<number, Promise<Caught<ActivationContext>>>();
  const ports = { ...options, segments: { find: async (id: number) => segments.get(id) } };
  return async (activation: Activation): Promise<void> => {
    const segment = segments.get(activation.segment);
    if (!segment) throw new UserError('segment_unknown', { id: String(activation.segment) });
    const context = contexts.get(segment.id) ?? catchUserError(() => activationContext(ports, segment, tables));
    contexts.set(segment.id, context);
    const { error, value } = await context;
    if (!value) throw error;
    activationSql(activation.output, value);
    const { connector } = await resolveTarget(activation, options);
    refuseUnsendable(activation.output, { connector, tables, context: value });
  };
}

/** Why the rule of a segment keeps its activations from running; null if the rule compiles, or there is no build. */
export async function segmentProblem(
  options: ProblemOptions & { readonly segments: Parameters<typeof activationContext>[0]['segments'] },
  segment: Segment,
): Promise<JobError | null> {
  const buildInUse = await options.builds.inUse(segment.parentSegment);
  const tables = buildInUse && (await options.builds.tables(buildInUse.job));
  if (!tables) return null;
  const { error } = await catchUserError(() => activationContext(options, segment, tables));
  return error ? { code: error.code, params: error.params } : null;
}

interface Caught<T> {
  readonly value?: T;
  readonly error?: UserError;
}

/** The value of `work`, or the UserError that it throws. */
async function catchUserError<T>(work: () => Promise<T>): Promise<Caught<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}
