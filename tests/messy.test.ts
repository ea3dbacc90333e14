import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { type MessyFile, type MessyOptions, truthOf } from '../examples/messy/messy-file.ts';
import { messyFiles } from '../examples/messy/messy-files.ts';
import type { Truth } from '../examples/messy/truth.ts';
import { startApi, type TestApi } from '../lib/api/api.test-kit.ts';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import { sendEvents } from '../lib/commands/console/exports.ts';
import { fixRecords, viewReview } from '../lib/commands/console/reviews.ts';
import { beginUpload, completeUpload } from '../lib/commands/console/uploads.ts';
import { perform } from '../lib/commands/perform.ts';
import { beginReview } from '../lib/commands/rows/reviews.ts';
import { appendToUpload } from '../lib/operations/uploads/receive-upload.ts';
import { settingsOf } from './kit/elsewhere.ts';
import { EventRecorder } from './kit/event-recorder.ts';
import { bytesOf, compare, writeMessyFile } from './kit/messy.ts';
import { ACCOUNT } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';
import { IS_WHOLE } from './kit/whole.ts';

/**
 * Messy files are sent correctly: the events that the sandbox receives are compared, one by one, with those computed
 * from the clean orders. In the console, a person matches a file and makes the safe repairs; later files need only the
 * saved mapping.
 */

const NOW = Math.floor(Date.now() / 1000);
/** Only `npm run test:whole` sends all records of the large file. */
const MAX_RECORDS = IS_WHOLE ? Number.POSITIVE_INFINITY : 2000;
const TIMEOUT_MS = (IS_WHOLE ? 60 : 3) * 60_000;
const PERSON = { kind: 'person', id: 'tester', role: 'operator' } as const;

function optionsOf({ records }: MessyFile, seed: number): MessyOptions {
  return { records: Math.min(records, MAX_RECORDS), seed, now: NOW };
}

/** A product whose events are recorded on their way to the sandbox. */
async function startRecorded() {
  const recorder = await EventRecorder.start();
  onTestFinished(() => recorder.stop());
  return { ...(await startApi({ PINTEREST_API_BASE_URL: recorder.url })), recorder };
}

type Recorded = Awaited<ReturnType<typeof startRecorded>>;

/** Fails unless exactly the events of this file were received since the last call. */
function expectTruth(
  { recorder }: Recorded,
  file: MessyFile,
  seed: number,
  isExempt?: (truth: Truth) => boolean,
): void {
  const options = optionsOf(file, seed);
  const { right, wrong, surplus } = compare(recorder.digests, truthOf(file, options), isExempt);
  expect(wrong.slice(0, 3), `${wrong.length} wrong, ${right} right`).toEqual([]);
  expect([surplus, recorder.repeated]).toEqual([[], 0]);
  expect(right).toBeGreaterThan(options.records / 5);
  recorder.reset();
}

/** Uploads a file as a page does, with the console's proposals. */
async function uploadInConsole({ runtime }: Recorded, file: MessyFile, seed: number) {
  const folder = runtime.newFolder();
  await perform(beginUpload, { folder, name: file.name }, PERSON, runtime);
  await appendToUpload(folder, 0, Readable.from([bytesOf(file, optionsOf(file, seed))]), runtime);
  return perform(completeUpload, { folder }, PERSON, runtime);
}

/** Matches a file, makes all safe repairs and sends it, with the commands of the console's pages. */
async function sendInConsole(api: Recorded, file: MessyFile, seed: number): Promise<void> {
  const { runtime } = api;
  const upload = await uploadInConsole(api, file, seed);
  const matching = { mapping: file.mapping, constants: {} };
  await perform(beginReview, { upload: upload.id, ...matching }, PERSON, runtime);
  await runReviews(api.runtime);
  const view = () => perform(viewReview, { upload: upload.id }, PERSON, runtime);
  const { fixesBytes } = await view();
  await perform(fixRecords, { upload: upload.id, fixesBytes, edit: { kind: 'safe_repairs' } }, PERSON, runtime);
  await runReviews(api.runtime);
  const repaired = await view();
  expect(repaired.repairs.filter(({ kind }) => kind === 'safe')).toEqual([]);
  const [authentication] = await runtime.authentications.list();
  const job = await perform(
    sendEvents,
    {
      upload: upload.id,
      authentication: authentication?.id,
      ...matching,
      repeats: file.repeats,
      parameters: { ad_account_id: ACCOUNT, skip_invalid_record: true },
      seen: repaired.fixesBytes,
    },
    PERSON,
    runtime,
  );
  await runJob(api, job);
}

async function runJob(api: Recorded, id: number): Promise<void> {
  const job = await api.runtime.jobs.find(id);
  if (!job) throw new Error(`no job ${id}`);
  expect(await api.run(job)).toMatchObject({ state: 'success', records: { rejected: 0, uncertain: 0 } });
}

function pintd({ runtime, recorder }: Recorded, args: readonly string[]) {
  const env = { ...process.env, ...settingsOf(runtime), PINTEREST_API_BASE_URL: recorder.url };
  return runCommand(args, { env });
}

async function writeToDisk(file: MessyFile, seed: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-messy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, file.name);
  await writeMessyFile(path, file, optionsOf(file, seed));
  return path;
}

async function sendByApi(api: Recorded, file: MessyFile, seed: number, mapping: string): Promise<void> {
  const content = new Uint8Array(bytesOf(file, optionsOf(file, seed)));
  const query = new URLSearchParams({ name: file.name, mapping });
  const { json: upload } = await api.request('POST', `/api/v1/uploads?${query}`, { content });
  const { json: job } = await api.request('POST', '/api/v1/exports', {
    body: {
      upload: upload.id,
      authentication: 1,
      mapping,
      repeats: file.repeats,
      parameters: { ad_account_id: ACCOUNT, skip_invalid_record: true },
    },
  });
  await runJob(api, job.job_id);
}

/** Records that were not sent, or sent with a warning. */
async function reportedRecords({ runtime }: TestApi, job: number): Promise<ReadonlySet<number>> {
  const statuses = ['invalid', 'not_sent', 'accepted'] as const;
  const notedRecords = (
    await Promise.all(statuses.map((status) => runtime.records.page(job, { status }, 0, Number.MAX_SAFE_INTEGER)))
  ).flat();
  return new Set(notedRecords.map(({ record }) => record));
}

const RESULT = JSON.stringify({ authentication: 'Shop', ad_account_id: ACCOUNT, skip_invalid_record: true });

test.each(messyFiles)(
  '$name is repaired in the console, and the files of later weeks need only the saved mapping',
  async (file) => {
    const api = await startRecorded();
    await sendInConsole(api, file, 1);
    expectTruth(api, file, 1);
    const [saved, ...others] = await api.runtime.savedMappings.list();
    if (!saved) throw new Error('no mapping was saved');
    expect(others).toEqual([]);

    const path = await writeToDisk(file, 2);
    const options = ['--result', RESULT, '--mapping', saved.name, '--repeats', file.repeats];
    const { status, out } = await pintd(api, ['export', path, ...options]);
    expect([status, JSON.parse(out).status]).toEqual([0, 'success']);
    expectTruth(api, file, 2);

    await sendByApi(api, file, 3, saved.name);
    expectTruth(api, file, 3);
  },
  TIMEOUT_MS,
);

test.each(messyFiles)(
  '$name is sent correctly by pintd with its mapping, and records that need a repair are reported',
  async (file) => {
    const api = await startRecorded();
    const path = await writeToDisk(file, 2);
    const mapping = `${path}.mapping.json`;
    await writeFile(mapping, JSON.stringify(file.mapping));
    const { encoding, sheet, headerRow } = file.reading;
    const options = { mapping, repeats: file.repeats, encoding, sheet, 'header-row': headerRow, result: RESULT };
    const optionArgs = Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, String(value)],
    );
    const { status, out, err } = await pintd(api, ['export', path, ...optionArgs]);
    expect([status, out, err]).toEqual([0, expect.stringContaining('"status":"success"'), expect.anything()]);
    const reported = await reportedRecords(api, JSON.parse(out).job_id);
    const needsRepair = (truth: Truth) => 'repairs' in truth;
    const unreported = [...truthOf(file, optionsOf(file, 2))].filter(
      (truth) => needsRepair(truth) && !reported.has(truth.record),
    );
    expect(unreported).toEqual([]);
    expectTruth(api, file, 2, needsRepair);
  },
  TIMEOUT_MS,
);
