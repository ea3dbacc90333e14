import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { UserError } from '#lib/core/errors.ts';
import type { Job } from '#lib/core/job/job.ts';
import type { Upload } from '#lib/core/upload/upload.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/delivery/stops.ts';
import { createExport } from '#lib/operations/exports/create-export.ts';
import { receiveUpload } from '#lib/operations/uploads/receive-upload.ts';
import { claimAndExecute } from '#lib/runtime/execute.ts';
import type { CorpusFile } from './corpus-file.ts';
import { type Sent, unless, violationsWhenSkipping, violationsWhenStopping } from './invariants.ts';
import { ACCOUNT, type Product } from './product.ts';
import { violationsInRejected } from './rejected.ts';
import { type Validation, validateUpload } from './validation.ts';

/** The result of examining one file. */
export interface Examination {
  readonly refusal?: Pick<UserError, 'code' | 'params'>;
  readonly validation?: Pick<Validation, 'read' | 'errors' | 'first' | 'events'>;
  readonly header?: readonly string[];
  /** The reference time for the validation of times, in Unix seconds. */
  readonly now?: number;
  /** Violated invariants. There must be none, whatever the file contains. */
  readonly violations: readonly string[];
}

export interface ExaminedFile extends Pick<CorpusFile, 'encoding' | 'delimiter'> {
  readonly content: () => Content;
}

type Content = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const SKIP = { ad_account_id: ACCOUNT, skip_invalid_record: true };
const STOP = { ad_account_id: ACCOUNT, skip_invalid_record: false };

/**
 * Exports one file through the product's public operations, with skip invalid records on and then, if `exportsTwice`,
 * off, and compares the ledger with the events that the sandbox received. Afterwards, the upload and these events are
 * deleted, so that files do not affect each other.
 */
export async function examine(
  product: Product,
  file: ExaminedFile,
  { exportsTwice = true } = {},
): Promise<Examination> {
  let upload: Upload | undefined;
  try {
    upload = await receive(product, file);
    const job = await createJob(product, upload, SKIP);
    const validation = await validateUpload(product, upload, job.referenceTime);
    const skipped = await execute(product, job);
    const violations = [...(await violationsWhenSkipping(product, validation, skipped, await takeSentIds(product)))];
    violations.push(...(await violationsInRejected(product, validation, skipped)));
    if (exportsTwice) {
      const stopped = await execute(product, await createJob(product, upload, STOP));
      violations.push(...violationsWhenStopping(validation, stopped, await takeSentIds(product)));
    }
    return { validation, header: upload.header, now: job.referenceTime, violations };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refusal: error, violations: upload ? [] : await leftovers(product) };
  } finally {
    if (upload) await product.runtime.files.delete(upload.folder);
    await product.sandbox.reset();
  }
}

function receive({ runtime, connector }: Product, { content, encoding, delimiter }: ExaminedFile): Promise<Upload> {
  const facts = { name: 'file.csv', encoding, delimiter };
  return receiveUpload(streamOf(content()), facts, { ...runtime, connector });
}

async function createJob(
  { runtime, connector, authentication }: Product,
  upload: Upload,
  parameters: typeof SKIP,
): Promise<Job> {
  const options = { connector, upload, authentication, alreadyAccepted: 'send', parameters } as const;
  return createExport(options, runtime);
}

function streamOf(content: Content): AsyncIterable<Uint8Array> {
  return Readable.from(content instanceof Uint8Array ? [content] : content);
}

async function execute({ runtime }: Product, job: Job): Promise<Job> {
  const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
  await claimAndExecute(runtime, job.id, ['queued'], interrupt);
  return (await runtime.jobs.find(job.id)) ?? job;
}

/** The IDs of the events received since the sandbox was reset. Resets it again. */
async function takeSentIds({ sandbox }: Product): Promise<Sent> {
  const entries = (await sandbox.received()).filter(({ test }) => !test);
  await sandbox.reset();
  const accepted = entries.flatMap((entry) => entry.accepted.map(([id]) => id));
  const failed = entries.flatMap((entry) => entry.failed.map(({ event_id }) => event_id));
  return { accepted, failed, all: [...accepted, ...failed].sort() };
}

/** A refused file leaves nothing behind in the data folder. */
async function leftovers({ runtime }: Product): Promise<readonly string[]> {
  const left = await readdir(join(runtime.env.dataDir, 'uploads')).catch(() => []);
  return unless(left.length === 0, 'a refused file was not deleted completely');
}
