import { z } from 'zod';
import { JOB_STATES } from '../../core/job/job.ts';
import { PLANNED_RUN_STATES, type PlannedRun } from '../../core/schedule/planned-run.ts';
import { errorText } from '../error-text.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

export const plannedRunShape = registerShape(
  'PlannedRun',
  z.object({
    time: timestamp,
    manual: z.boolean(),
    state: z.enum(PLANNED_RUN_STATES),
    job_id: z.int().nullable(),
    /** The state of the job, which the API calls `status`. */
    status: z.enum(JOB_STATES).nullable(),
    missed_since: timestamp.nullable(),
    /** Why there is no job. */
    problem: z
      .object({ code: z.string(), message: z.string() })
      .catchall(z.union([z.string(), z.number()]))
      .nullable(),
    decided_at: timestamp,
  }),
);

export function plannedRunObject(run: PlannedRun): z.output<typeof plannedRunShape> {
  const { state, jobId: job_id, jobState: status, problem } = run;
  return {
    time: isoTime(run.plannedAt),
    manual: run.manualNumber > 0,
    state,
    job_id,
    status,
    missed_since: isoTimeOrNull(run.missedSince),
    problem: problem && {
      ...problem.params,
      code: problem.code,
      message: errorText(problem.code, problem.params),
    },
    decided_at: isoTime(run.decidedAt),
  };
}
