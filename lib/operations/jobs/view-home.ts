import type { Authentication } from '../../core/access/authentication.ts';
import type { Job } from '../../core/job/job.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { stepsTaken } from '../../core/view/first-steps.ts';
import type { HomeView, Waiting } from '../../core/view/home-view.ts';
import type { Totals } from '../../core/view/status.ts';
import { listUnfinished } from '../uploads/list-unfinished.ts';
import { type SummaryOptions, summariseJob } from './view-job.ts';

export interface HomeOptions extends SummaryOptions {
  readonly authentications: SummaryOptions['authentications'] & { list(): readonly Authentication[] };
  readonly jobs: { list(page: { limit: number }): readonly Job[] };
  readonly totals: { read(): Totals };
  readonly retention: { due(days: number): readonly { readonly upload: number; readonly jobs: readonly number[] }[] };
  readonly settings: { current(): Pick<Settings, 'retention_days'> };
  readonly drafts: { get(upload: number): object };
  readonly unfinished: Parameters<typeof listUnfinished>[0]['unfinished'];
  readonly files: Parameters<typeof listUnfinished>[0]['files'];
}

const MAX_JOBS = 6;
/** Maximum number of unexported files; older ones are probably forgotten, and are deleted by retention. */
const MAX_FILES = 3;

/** The data of the home page: completed first steps, pending tasks, and recent jobs. */
export async function viewHome(options: HomeOptions): Promise<HomeView> {
  // The page reloads when one of these jobs changes, so jobs must be read first.
  const jobs = options.jobs.list({ limit: MAX_JOBS }).map((job) => summariseJob(job, options));
  const authentications = options.authentications.list();
  const totals = options.totals.read();
  const unexported = filesWithoutJob(options);
  const newest = authentications.toSorted((a, b) => b.id - a.id)[0];
  return {
    taken: stepsTaken(authentications.length, totals),
    authentication: newest ? { id: newest.id, name: newest.name } : null,
    file: unexported[0]?.upload.name ?? jobs.find(({ type }) => type === 'export')?.file ?? null,
    hasLive: authentications.some(({ target }) => target === 'live'),
    jobs,
    waiting: [
      ...authentications.flatMap(refusal),
      ...totals.paused.map((paused) => ({ kind: 'paused' as const, ...paused })),
      ...(totals.elsewhere.length === 0 ? [] : [{ kind: 'elsewhere' as const, jobs: totals.elsewhere }]),
      ...totals.uncertain.map((uncertain) => ({ kind: 'uncertain' as const, ...uncertain })),
      ...(await listUnfinished(options)).map(({ id, name, bytes, received }) => ({
        ...{ kind: 'unfinished' as const, id, name },
        percent: Math.floor((received / bytes) * 100),
      })),
      ...unexported,
    ],
  };
}

function refusal({ id, name, failedAt }: Authentication): Waiting[] {
  return failedAt === null ? [] : [{ kind: 'refused', authentication: { id, name }, since: failedAt }];
}

/** Newest first. */
function filesWithoutJob({ retention, settings, uploads, drafts }: HomeOptions) {
  const unused = retention.due(settings.current().retention_days).filter(({ jobs }) => jobs.length === 0);
  const newest = unused.map(({ upload }) => upload).sort((a, b) => b - a);
  return newest.slice(0, MAX_FILES).map((id) => ({
    kind: 'unexported' as const,
    upload: { id, name: uploads.get(id).name },
    hasDraft: Object.keys(drafts.get(id)).length > 0,
  }));
}
