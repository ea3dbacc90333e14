import { addAbortSignal } from 'node:stream';
import { type Command, Option } from 'commander';
import { connectorOf, connectors } from '../../connectors/registry.ts';
import { UserError } from '../../core/errors.ts';
import { DELIVERIES, type Delivery } from '../../core/job.ts';
import { parseInput } from '../../core/parameters.ts';
import type { Upload } from '../../core/upload.ts';
import { chooseAuthentication } from '../../operations/choose-authentication.ts';
import { seeThrough } from '../../operations/control-job.ts';
import { createExport } from '../../operations/create-export.ts';
import { deleteUpload } from '../../operations/forget-upload.ts';
import { receiveUpload } from '../../operations/receive-upload.ts';
import { sweepUploads } from '../../operations/sweep-uploads.ts';
import { controlOf } from '../../runtime/execute.ts';
import { countOptions, createExportOptions, receiveOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime.ts';
import { sayAlreadyAccepted, sayLeftOut } from '../already-accepted.ts';
import { openInput } from '../input-file.ts';
import { CONSTANTS_HELP, MAPPING_HELP, type MatchingOptions, readMatchingOption } from '../mapping-option.ts';
import { showProgress } from '../progress.ts';
import { parseResultOption } from '../result-option.ts';
import { interruptSignal, withRuntime } from '../with-runtime.ts';
import { reportJob } from './jobs.ts';

interface Options extends MatchingOptions {
  readonly result?: string;
  readonly encoding?: string;
  readonly sandbox?: boolean;
  readonly wait: boolean;
  readonly failOnReject?: boolean;
  readonly alreadyAccepted: 'skip' | 'send';
  readonly delivery: Delivery;
}

export function addExport(program: Command): void {
  program
    .command('export')
    .argument('<file>', 'CSV or TSV, plain or gzip; - for standard input')
    .description('send the records of a file; prints the job when it has ended')
    .option('--result <json>', 'the export as JSON, or @FILE with it')
    .option('--mapping <json>', MAPPING_HELP)
    .option('--constants <json>', CONSTANTS_HELP)
    .option('--encoding <name>', 'encoding of the file, where it is not UTF-8 or UTF-16 with a byte order mark')
    .option('--sandbox', 'rehearse with the built-in stand-in; nothing leaves this machine')
    .option('--no-wait', 'print the queued job and return')
    .addOption(
      new Option('--already-accepted <what>', 'what to do with events that an earlier job got accepted')
        .choices(['skip', 'send'])
        .default('skip'),
    )
    .addOption(
      new Option('--delivery <how>', 'what to do with events that may or may not have been taken: send again, or never')
        .choices(DELIVERIES)
        .default('at_least_once'),
    )
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .action(exportFile);
}

/** Everything that can be refused is refused before the file is read, and everything else before a job exists. */
async function exportFile(path: string, options: Options): Promise<void> {
  const {
    type,
    access_token: token,
    td_authentication_id: id,
    authentication: name,
    ...parameters
  } = await parseResultOption(options.result ?? '{}');
  const connector = connectorOf(type ?? (options.sandbox ? connectors[0]?.type : undefined) ?? '');
  const checked = parseInput(connector.parameters, parameters);
  const matching = await readMatchingOption(options);
  const input = await openInput(path);
  const interrupt = interruptSignal();
  await withRuntime(async (runtime) => {
    const choice = { id, name, token, sandbox: options.sandbox };
    const authentication = chooseAuthentication(runtime.authentications, connector.type, choice);
    if (authentication.connector !== connector.type)
      throw new UserError('authentication_unknown', { id: authentication.id });
    const facts = { name: input.name, ...(options.encoding === undefined ? {} : { encoding: options.encoding }) };
    await sweepUploads(runtime);
    const content = addAbortSignal(interrupt, input.content);
    const upload = await receiveUpload(content, facts, receiveOptions(runtime, connector)).catch((cause: unknown) => {
      throw interrupt.aborted ? new UserError('upload_interrupted', {}, { cause }) : cause;
    });
    const { alreadyAccepted, delivery } = options;
    const planned = { connector, upload, authentication, matching, parameters: checked };
    const job = await orForget(runtime, upload, async () => {
      if (alreadyAccepted === 'skip') await sayAlreadyAccepted(countOptions(runtime, planned), interrupt);
      return createExport({ ...planned, parameters, alreadyAccepted, delivery }, createExportOptions(runtime));
    });
    if (!options.wait) return reportJob(runtime, job, options);
    const stopProgress = showProgress(runtime, job.id);
    const ended = await seeThrough(controlOf(runtime), job.id, interrupt).finally(stopProgress);
    sayLeftOut(runtime, job.id);
    return reportJob(runtime, ended, options);
  });
}

/** A file that no job came of is of no use to anybody. Where it cannot be deleted now, the sweep does it later. */
async function orForget<T>(runtime: Runtime, { id }: Upload, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await deleteUpload(runtime, id).catch(() => {});
    throw error;
  }
}
