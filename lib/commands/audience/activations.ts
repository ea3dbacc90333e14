import { z } from 'zod';
import { connectorOf } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/access/authentication.ts';
import { type ActivationRun, activationRun } from '../../core/audience/activation/activation-run.ts';
import type { Activation } from '../../core/audience/activation/saved-activation.ts';
import type { Segment } from '../../core/audience/segment.ts';
import type { ExportParameters } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import { runTarget } from '../../core/query/run-target.ts';
import type { PlannedRun } from '../../core/schedule/planned-run.ts';
import { plannedTimes } from '../../core/schedule/timetable.ts';
import {
  type ActivationProblem,
  activationProblems,
} from '../../operations/audience/activations/activation-problems.ts';
import { runActivation } from '../../operations/audience/run-activation.ts';
import { refuseOtherTarget } from '../../operations/exports/run-target.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineInternalCommand, idInPath, idNumber } from '../command.ts';
import { domainKey, findOrCreateJob } from '../inputs/domain-key.ts';

const RUNS_PER_PAGE = 25;
const NEXT_TIMES_SHOWN = 5;

const byParentSegment = z.object({ parentSegment: idInPath });

/** The activations of a segment or of a whole parent segment, most recently changed first, each with its last run. */
export const viewActivations = defineInternalCommand({
  id: 'viewActivations',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment.extend({ segment: idInPath.optional() }),
  async run({ parentSegment, segment }, runtime) {
    const { id } = await runtime.parentSegments.get(parentSegment);
    const listed = (await runtime.activations.list(id))
      .filter((activation) => segment === undefined || activation.segment === segment)
      .sort((a, b) => b.updatedAt - a.updatedAt || b.id - a.id);
    return summarize(id, listed, await runtime.plannedRuns.latest('activation'), runtime);
  },
});

/** Names and paths of the segments that an activation can be created for. */
export const viewSegmentChoices = defineInternalCommand({
  id: 'viewSegmentChoices',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment,
  run: async ({ parentSegment }, { parentSegments, segments }) =>
    (await segments.list((await parentSegments.get(parentSegment)).id)).map(({ id, name, folder }) => ({
      id,
      name,
      folder,
    })),
});

/** An activation with what it sends, its next times and one page of its runs. */
export const viewActivation = defineInternalCommand({
  id: 'viewActivation',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment.extend({ segment: idInPath, activation: idInPath, before: z.int().nonnegative().optional() }),
  async run({ parentSegment, segment, activation: id, before }, runtime) {
    const { parentSegments, activations, plannedRuns, builds, workers, clock } = runtime;
    const activation = await activations.get(id);
    const { id: parentSegmentId } = await parentSegments.get(parentSegment);
    const latest = await plannedRuns.list({ kind: 'activation', id }, { limit: 1 });
    const [summary] = await summarize(parentSegmentId, [activation], new Map(latest.map((run) => [id, run])), runtime);
    if (!summary || activation.segment !== segment) throw new UserError('activation_unknown', { name: String(id) });
    const { schedule, output } = activation;
    const { skip_invalid_record: skipsInvalid } = activation.parameters as ExportParameters;
    const inUse = await builds.inUse(parentSegmentId);
    const page = await plannedRuns.list({ kind: 'activation', id }, { limit: RUNS_PER_PAGE + 1, before });
    const shown = page.slice(0, RUNS_PER_PAGE);
    return {
      ...summary,
      output,
      skipsInvalid: skipsInvalid === true,
      /** The tables of the build in use; empty before the first build. */
      tables: (inUse && (await builds.tables(inUse.job))) ?? [],
      nextTimes: schedule === null || schedule.isPaused ? [] : plannedTimes(schedule, clock.now(), NEXT_TIMES_SHOWN),
      runs: await withJobs(shown, runtime),
      older: page.length > RUNS_PER_PAGE ? (shown.at(-1)?.id ?? null) : null,
      isWorkerAlive: await workers.isAnyAlive(),
    };
  },
});

/** Runs an activation now, if its target is still the one that the page showed. */
export const runShownActivation = defineInternalCommand({
  id: 'runShownActivation',
  action: 'runActivation',
  permission: 'audiences.run',
  effect: 'changes',
  object: 'job',
  usesAddresses: true,
  input: z.object({ activation: idNumber, seen: runTarget, domainKey }),
  run: async ({ activation: id, seen, domainKey: key }, runtime) => ({
    job_id: await findOrCreateJob(key, runtime, async () => {
      const target = await runtime.activations.get(id);
      await refuseOtherTarget({ name: target.name, target, seen }, runtime);
      return (await runActivation(runtime, id, key)).id;
    }),
  }),
});

/** Each database query covers all activations, because a parent segment may have hundreds. */
async function summarize(
  parentSegment: number,
  activations: readonly Activation[],
  lastRuns: ReadonlyMap<number, PlannedRun>,
  runtime: Runtime,
) {
  const segments = new Map((await runtime.segments.list(parentSegment)).map((segment) => [segment.id, segment]));
  const authentications = new Map((await runtime.authentications.all()).map((stored) => [stored.id, stored]));
  const authenticationOf = async (id: number) => authentications.get(id) ?? (await runtime.authentications.get(id));
  const ports = { ...runtime, authentications: { get: authenticationOf } };
  const problems = await activationProblems(ports, parentSegment, activations, segments);
  const plannedRuns = activations.flatMap(({ id }) => lastRuns.get(id) ?? []);
  const runsById = new Map((await withJobs(plannedRuns, runtime)).map((run) => [run.id, run]));
  const summaries: ReturnType<typeof summaryOf>[] = [];
  for (const activation of activations) {
    const segment = segments.get(activation.segment);
    if (!segment) continue;
    const authentication = await authenticationOf(activation.authentication);
    const plannedRun = lastRuns.get(activation.id);
    const lastRun = (plannedRun && runsById.get(plannedRun.id)) ?? null;
    summaries.push(
      summaryOf(activation, { segment, authentication, lastRun, problem: problems.get(activation.id) ?? null }),
    );
  }
  return summaries;
}

interface SummaryParts {
  readonly segment: Segment;
  readonly authentication: Authentication;
  readonly lastRun: ActivationRun | null;
  readonly problem: ActivationProblem | null;
}

function summaryOf(
  { id, name, description, schedule, updatedAt, ...activation }: Activation,
  { segment, authentication, lastRun, problem }: SummaryParts,
) {
  const parameters = activation.parameters as ExportParameters;
  const { connector, target, failedAt } = authentication;
  return {
    id,
    name,
    description,
    schedule,
    updatedAt,
    lastRun,
    problem,
    segment: { id: segment.id, parentSegment: segment.parentSegment, name: segment.name, folder: segment.folder },
    authentication: { id: authentication.id, name: authentication.name, connector, target, failedAt },
    account: connectorOf(connector).accountOf(parameters),
    isTest: parameters.test_event === true,
  };
}

async function withJobs(runs: readonly PlannedRun[], { jobs }: Runtime): Promise<readonly ActivationRun[]> {
  const jobsById = await jobs.byIds(runs.flatMap(({ jobId }) => jobId ?? []));
  return runs.map((run) => activationRun(run, jobsById));
}
