import { sweepStaging } from '../adapters/backup/backup-archive.ts';
import { connectors } from '../connectors/registry.ts';
import { DRAFT_RETENTION_MS } from '../core/export/export-draft.ts';
import { JOBLESS_RUNS_KEPT_DAYS } from '../core/schedule/planned-run.ts';
import { duplicateWindowMsOf } from '../core/settings/numeric-settings.ts';
import { retentionCutoff } from '../core/upload/retention.ts';
import type { Sweep } from '../core/upload/sweep.ts';
import { countMissingPopulations } from '../operations/audience/count-populations.ts';
import { restoreNextTimes } from '../operations/schedules/restore-next-times.ts';
import { type PersonalDataOptions, sweepPersonalData } from '../operations/settings/sweep-personal-data.ts';
import { sweepUploads, UPLOAD_ABANDONED_AFTER_MS } from '../operations/uploads/sweep-uploads.ts';
import { restoreNextSessions } from '../operations/workflow/restore-next-sessions.ts';
import type { Runtime } from './runtime.ts';
import { sandboxFolder } from './sandbox-folder.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long notifications are kept: long enough to review the last weeks. */
const NOTIFICATIONS_KEPT_MS = 30 * DAY_MS;
/** How long a workflow session that has run is kept. After that, its events are too old to be sent again. */
const SESSIONS_KEPT_MS = 90 * DAY_MS;

/** The tasks that lib/worker/sweeps.ts runs every hour. The signal ends the count of segments, which can take long. */
export function sweepsOf(runtime: Runtime, signal?: AbortSignal): readonly Sweep[] {
  const { sent, clock, settings, outbox, drafts, plannedRuns } = runtime;
  return [
    { name: 'personal_data', run: async () => sweepPersonalData(await personalDataOptions(runtime)) },
    { name: 'uploads', run: () => sweepUnfinished(runtime) },
    { name: 'sent_events', run: async () => sent.sweep(clock.now() - duplicateWindowMsOf(await settings.current())) },
    { name: 'notifications', run: () => outbox.sweep(clock.now() - NOTIFICATIONS_KEPT_MS) },
    { name: 'drafts', run: () => drafts.sweep(clock.now() - DRAFT_RETENTION_MS) },
    { name: 'planned_runs', run: () => plannedRuns.sweep(clock.now() - JOBLESS_RUNS_KEPT_DAYS * DAY_MS) },
    { name: 'schedules', run: () => restoreSchedules(runtime) },
    { name: 'workflow_attempts', run: () => sweepWorkflowAttempts(runtime) },
    { name: 'api_requests', run: () => runtime.apiRequests.sweep() },
    { name: 'call_windows', run: () => runtime.sweepCallWindows() },
    { name: 'sign_in_attempts', run: () => runtime.sweepSignInAttempts() },
    { name: 'segment_populations', run: () => countMissingPopulations(runtime, signal) },
  ];
}

async function restoreSchedules(runtime: Runtime): Promise<void> {
  await restoreNextTimes(runtime);
  await restoreNextSessions(runtime);
}

async function sweepUnfinished(runtime: Runtime): Promise<void> {
  const uploads = await sweepUploads(runtime);
  if (uploads > 0) runtime.logger.info({ uploads }, 'unfinished uploads removed');
  const before = runtime.clock.now() - UPLOAD_ABANDONED_AFTER_MS;
  await runtime.workbench.sweep(before);
  const parentSegments = await runtime.parentSegments.list();
  await runtime.audienceFiles.sweep(before, new Set(parentSegments.map(({ id }) => id)));
  await sweepStaging(runtime.env.dataDir, before);
}

/**
 * Tasks, their queries and logs may hold personal data, so they are kept only as long as files, but at least a day,
 * because other attempts may wait for them.
 */
async function sweepWorkflowAttempts({ workflowHistory, clock, settings, logger }: Runtime): Promise<void> {
  const days = Math.max((await settings.current()).retention_days, 1);
  const before = retentionCutoff(clock.now(), days);
  await workflowHistory.deleteQueries(before);
  const attempts = await workflowHistory.sweep({
    before,
    sessionsBefore: clock.now() - SESSIONS_KEPT_MS,
  });
  if (attempts > 0) logger.info({ attempts }, 'attempts deleted by retention');
}

export async function personalDataOptions({
  env,
  files,
  retention,
  settings,
  clock,
  logger,
}: Runtime): Promise<PersonalDataOptions> {
  return {
    files,
    retention,
    clock,
    days: (await settings.current()).retention_days,
    deleteReceived: async (before) => {
      for (const connector of connectors) await connector.deleteReceived(sandboxFolder(env), before);
    },
    log: (deleted) => logger.info(deleted, 'upload deleted by retention'),
  };
}
