import type { PlannedRun, SavedQuery } from '../core/saved-query.ts';
import { translate } from '../messages/translate.ts';

/** What a script gets to see of a saved query: the names and shape are a contract. */
export function scheduleObject(query: SavedQuery) {
  const { schedule } = query;
  return {
    ...{ id: query.id, name: query.name, database: query.database, type: query.engine, query: query.sql },
    ...{ priority: query.priority, retry_limit: query.retryLimit },
    result: query.export && { td_authentication_id: query.export.authentication, ...parametersOf(query.export) },
    schedule: schedule && {
      ...{ cron: schedule.cron, timezone: schedule.timeZone, delay: schedule.delaySeconds, paused: schedule.isPaused },
      ...{ missed: schedule.missed, overlap: schedule.overlap, mail_to: schedule.recipients },
      mail_on: [...(schedule.mailSuccess ? ['success'] : []), ...(schedule.mailFailure ? ['failure'] : [])],
      next_time: isoTime(schedule.isPaused ? null : schedule.nextAt),
    },
    ...{ created_at: isoTime(query.createdAt), updated_at: isoTime(query.updatedAt) },
  };
}

function parametersOf({ parameters }: NonNullable<SavedQuery['export']>): object {
  return typeof parameters === 'object' && parameters !== null ? parameters : {};
}

/** One planned time and what became of it. */
export function plannedRunObject(run: PlannedRun) {
  return {
    time: isoTime(run.plannedAt),
    by_hand: run.repeat > 0,
    state: run.state,
    job_id: run.jobId,
    status: run.jobState,
    missed_since: isoTime(run.missedSince),
    problem: run.problem && { ...run.problem.params, code: run.problem.code, message: problemText(run) },
    decided_at: isoTime(run.decidedAt),
  };
}

export function problemText({ problem }: PlannedRun): string {
  return problem ? translate('errors', problem.code, problem.params) : '';
}

export function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
