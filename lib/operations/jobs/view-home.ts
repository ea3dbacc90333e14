import type { Authentication } from '../../core/access/authentication.ts';
import { countFixable, isFinal, type Job } from '../../core/job/job.ts';
import type { NumericSettings } from '../../core/settings/numeric-settings.ts';
import { stepsTaken } from '../../core/view/first-step.ts';
import type { HomeView, Waiting } from '../../core/view/home-view.ts';
import type { JobSummary } from '../../core/view/job-view.ts';
import type { Totals } from '../../core/view/status.ts';
import { listUnfinished } from '../uploads/list-unfinished.ts';
import { jobName } from './job-name.ts';
import { readStorySum } from './story/story-sums.ts';
import { type SummaryOptions, summarizeJob } from './view-job.ts';

interface JobPage {
  readonly limit: number;
  /** Only jobs with a smaller id. */
  readonly before: number | undefined;
}

export interface HomeOptions extends SummaryOptions {
  readonly authentications: SummaryOptions['authentications'] & { list(): Promise<readonly Authentication[]> };
  readonly jobs: SummaryOptions['jobs'] & { list(page: JobPage): Promise<readonly Job[]> };
  readonly stories: SummaryOptions['stories'] & { withFixable(page: JobPage): Promise<readonly number[]> };
  readonly totals: { read(): Promise<Totals> };
  readonly retention: {
    due(days: number): Promise<readonly { readonly upload: number; readonly jobs: readonly number[] }[]>;
  };
  readonly settings: { current(): Promise<NumericSettings> };
  readonly drafts: { get(upload: number): Promise<object> };
  readonly unfinished: Parameters<typeof listUnfinished>[0]['unfinished'];
  readonly files: SummaryOptions['files'] & Parameters<typeof listUnfinished>[0]['files'];
}

const MAX_JOBS = 6;
/** Maximum number of exports with records that can be fixed; the list of jobs has the others. */
const MAX_OPEN = 5;
/** How many jobs are read at once, and how many at most, to find the exports that are shown. */
const PAGE_JOBS = 30;
const MAX_READ_JOBS = 600;
/** Maximum number of unexported files; older ones are probably forgotten, and are deleted by retention. */
const MAX_FILES = 3;

/** The data of the home page: completed first steps, pending tasks, and recent jobs. */
export async function viewHome(options: HomeOptions): Promise<HomeView> {
  // Jobs are read first: the page reloads when one of them changes, even if it changes during the reads below.
  const jobs = await newestJobs(options);
  const authentications = await options.authentications.list();
  const totals = await options.totals.read();
  const unexported = await filesWithoutJob(options);
  const newest = authentications.toSorted((a, b) => b.id - a.id)[0];
  return {
    stepsTaken: stepsTaken(authentications.length, totals),
    authentication: newest ? { id: newest.id, name: newest.name } : null,
    fileName: unexported[0]?.upload.name ?? jobs.find(({ type }) => type === 'export')?.name ?? null,
    hasRealAuthentication: authentications.some(({ target }) => target === 'live'),
    jobs,
    waiting: [
      ...authentications.flatMap(refusedAuthentication),
      ...totals.paused.map((paused) => ({ kind: 'paused' as const, ...paused })),
      ...(totals.elsewhere.length === 0 ? [] : [{ kind: 'elsewhere' as const, jobs: totals.elsewhere }]),
      ...totals.uncertain.map((uncertain) => ({ kind: 'uncertain' as const, ...uncertain })),
      ...(await openExports(options)),
      ...(await listUnfinished(options)).map(({ id, name, bytes, received }) => ({
        kind: 'unfinished' as const,
        id,
        name,
        percent: Math.floor((received / bytes) * 100),
      })),
      ...unexported,
    ],
  };
}

/**
 * Yields each export of a list of jobs once: its newest job in the list, and its first job. Reads the list page by
 * page, because many of the newest jobs may belong to one export, or to exports that are not shown.
 */
async function* newestExports<Listed>(
  { stories }: HomeOptions,
  read: (page: JobPage) => Promise<readonly Listed[]>,
  idOf: (listed: Listed) => number,
): AsyncGenerator<{ readonly newest: Listed; readonly first: Job | undefined }> {
  const seen = new Set<number>();
  let before: number | undefined;
  for (let readJobs = 0; readJobs < MAX_READ_JOBS; readJobs += PAGE_JOBS) {
    const page = await read({ limit: PAGE_JOBS, before });
    for (const newest of page) {
      before = idOf(newest);
      if (seen.has(before)) continue;
      const jobs = await stories.jobsOf(before);
      for (const { id } of jobs) seen.add(id);
      yield { newest, first: jobs[0] };
    }
    if (page.length < PAGE_JOBS) return;
  }
}

/** The newest jobs, without earlier jobs of the same export. Each has the sum of its whole export. */
async function newestJobs(options: HomeOptions): Promise<JobSummary[]> {
  const summaries: JobSummary[] = [];
  const read = (page: JobPage) => options.jobs.list(page);
  for await (const { newest } of newestExports(options, read, ({ id }) => id)) {
    summaries.push(await summarizeJob(newest, options));
    if (summaries.length === MAX_JOBS) break;
  }
  return summaries;
}

/** The newest exports with records that can be fixed and sent again. */
async function openExports(options: HomeOptions): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  const read = (page: JobPage) => options.stories.withFixable(page);
  for await (const { first } of newestExports(options, read, (id) => id)) {
    if (!first || !isFinal(first.state)) continue;
    const sum = await readStorySum(options, first);
    if (!sum || countFixable(sum.records) === 0) continue;
    const { rejected, invalid } = sum.records;
    waiting.push({ kind: 'open', job: first.id, file: await jobName(first, options), rejected, invalid });
    if (waiting.length === MAX_OPEN) break;
  }
  return waiting;
}

function refusedAuthentication({ id, name, failedAt }: Authentication): Waiting[] {
  return failedAt === null ? [] : [{ kind: 'refused', authentication: { id, name }, since: failedAt }];
}

/** The files without a job that were uploaded last, newest first. */
async function filesWithoutJob({ retention, settings, uploads, drafts }: HomeOptions) {
  const { retention_days: days } = await settings.current();
  const unused = (await retention.due(days)).filter(({ jobs }) => jobs.length === 0);
  const newest = unused.map(({ upload }) => upload).sort((a, b) => b - a);
  return Promise.all(
    newest.slice(0, MAX_FILES).map(async (id) => ({
      kind: 'unexported' as const,
      upload: { id, name: (await uploads.get(id)).name },
      hasDraft: Object.keys(await drafts.get(id)).length > 0,
    })),
  );
}
