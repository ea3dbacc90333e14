import { addAbortSignal } from 'node:stream';
import { type Command, Option } from 'commander';
import { createExport } from '../../commands/rows/exports.ts';
import { createUpload, deleteUpload } from '../../commands/rows/uploads.ts';
import { UserError } from '../../core/errors.ts';
import { DELIVERIES, type Delivery, REPEATS, type RepeatChoice } from '../../core/job/job.ts';
import { type InputFile, openInput } from '../input-file.ts';
import { commandIo } from '../invocation.ts';
import { sayAlreadyAccepted, sayOmitted } from '../job-output/already-accepted.ts';
import { showProgress } from '../job-output/progress.ts';
import { reportAwaited, reportJob, sayCreated } from '../job-output/report-job.ts';
import { addFormatOptions, type FormatFlags, pickFormatOverrides } from '../options/format-options.ts';
import {
  addMatchingOptions,
  checkMappingName,
  type MatchingFlags,
  type MatchingInput,
  readMatching,
} from '../options/mapping-option.ts';
import { readTarget, resolveTarget, type TargetOptions } from '../options/target.ts';
import { sayGuessedEncoding } from '../output/say-encoding.ts';
import { sayWorkbook } from '../output/say-workbook.ts';
import type { Product } from '../product/product.ts';
import { withProduct } from '../product/with-product.ts';

interface Options extends FormatFlags, MatchingFlags, TargetOptions {
  readonly wait: boolean;
  readonly failOnReject?: boolean;
  readonly alreadyAccepted: 'skip' | 'send';
  readonly delivery: Delivery;
  readonly repeats?: RepeatChoice;
}

export function addExport(program: Command): void {
  const command = program
    .command('export')
    .argument('<file>', 'CSV, TSV or JSON Lines, plain or gzip, or .xlsx; - for standard input')
    .description('send the records of a file; print the job when it has ended')
    .option('--result <result>', 'the export as JSON, @FILE with it, or the name of a saved one')
    .option('--sandbox', 'rehearse with the built-in sandbox; nothing is sent to the receiving service')
    .option('--no-wait', 'print the queued job and return')
    .addOption(
      new Option(
        '--already-accepted <what>',
        'what to do with events accepted in an earlier job; the sandbox gets them again',
      )
        .choices(['skip', 'send'])
        .default('skip'),
    )
    .addOption(
      new Option(
        '--delivery <how>',
        'what to do with events that may or may not have been received: send again, or never',
      )
        .choices(DELIVERIES)
        .default('at_least_once'),
    )
    .addOption(
      new Option(
        '--repeats <which>',
        'which of the events with the same event_name and event_id to send: all, or one (default: as the saved mapping says, else "keep")',
      ).choices(REPEATS),
    )
    .option('--fail-on-reject', 'exit with 4 if a record was rejected or invalid; without effect with --no-wait')
    .action(exportFile);
  addMatchingOptions(addFormatOptions(command));
}

/** Checks the options before the file is read, and everything else before a job exists. */
async function exportFile(path: string, options: Options): Promise<void> {
  const target = await readTarget(options);
  const flagMatching = await readMatching(options);
  const input = await openInput(path);
  const interrupt = commandIo().interruptSignal();
  await withProduct(async (product) => {
    const resolvedTarget = await resolveTarget(product, target);
    const matching = await checkMappingName(product, flagMatching);
    const { alreadyAccepted, delivery, repeats } = options;
    const upload = await uploadInput(product, input, { matching, flags: options, interrupt });
    const exportInput = { upload, ...resolvedTarget, ...matching };
    const job = await deletingUploadOnError(product, upload, async () => {
      if (alreadyAccepted === 'skip') await sayAlreadyAccepted(product, exportInput, interrupt);
      // If the command waits for the job, an interrupt pauses the job instead of preventing it.
      if (interrupt.aborted && !options.wait) throw new UserError('upload_interrupted');
      const choices = { already_accepted: alreadyAccepted, delivery, ...(repeats && { repeats }) };
      return product.call(createExport, { ...exportInput, ...choices });
    });
    if (!options.wait) return reportJob(product, job);
    const stopProgress = showProgress(product, job.job_id);
    const ended = await product.waitForJob(job.job_id, interrupt).finally(stopProgress).catch(sayCreated(job));
    await sayOmitted(product, job.job_id).catch(sayCreated(job));
    return reportAwaited(product, ended, options);
  });
}

interface UploadOptions {
  readonly matching: MatchingInput;
  readonly flags: FormatFlags;
  readonly interrupt: AbortSignal;
}

/** Uploads the file and returns the upload's id. Throws UserError `upload_interrupted` after an interrupt. */
async function uploadInput(
  product: Product,
  { name, content }: InputFile,
  { matching, flags, interrupt }: UploadOptions,
): Promise<number> {
  const { headerRow, ...format } = pickFormatOverrides(flags);
  const file = {
    name,
    content: addAbortSignal(interrupt, content),
    ...format,
    ...(headerRow !== undefined && { header_row: headerRow }),
    ...(typeof matching.mapping === 'string' && { mapping: matching.mapping }),
  };
  const { id, encoding, workbook } = await product.call(createUpload, file).catch((cause: unknown) => {
    throw interrupt.aborted ? new UserError('upload_interrupted', {}, { cause }) : cause;
  });
  sayGuessedEncoding(format.encoding, encoding);
  if (workbook) sayWorkbook(workbook, format.sheet !== undefined);
  return id;
}

/** Errors after which it is unknown whether the job was created. */
const OUTCOME_UNKNOWN: readonly string[] = [
  'endpoint_unreachable',
  'endpoint_not_understood',
  'unexpected',
  'database_lost',
  'idempotency_in_flight',
  'idempotency_interrupted',
];

/**
 * Deletes an upload if it is certain that no job was created for it: a job needs its upload even after it has ended. A
 * sweep later deletes uploads that are kept here.
 */
async function deletingUploadOnError<T>(product: Product, upload: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isRefused = error instanceof UserError && !OUTCOME_UNKNOWN.includes(error.code);
    if (isRefused) await product.call(deleteUpload, { upload }).catch(() => {});
    throw error;
  }
}
