import type { Command } from 'commander';
import { describeJob } from '../../api/shapes/job.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { uploadOf } from '../../core/job.ts';
import { translate } from '../../messages/translate.ts';
import { chooseAuthentication } from '../../operations/choose-authentication.ts';
import { jobOf } from '../../operations/control-job.ts';
import { createExport } from '../../operations/create-export.ts';
import { readableUpload } from '../../operations/readable-upload.ts';
import { createExportOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime.ts';
import { identifier } from '../identifier.ts';
import { LocalProduct } from '../local-product.ts';
import { say } from '../output.ts';
import { showProgress } from '../progress.ts';
import { parseResultOption } from '../result-option.ts';
import { withDataFolder } from '../with-product.ts';
import { interruptSignal } from '../with-runtime.ts';
import { reportJob } from './jobs.ts';

interface Options {
  readonly wait?: string;
  readonly failOnReject?: boolean;
}

export function addExportResult(program: Command): void {
  program
    .command('export:result')
    .description('send the result of a job that has ended, as another job; prints the job')
    .argument('<id>', 'job whose result is sent', identifier)
    .argument('<result>', 'the export as JSON, or @FILE with it')
    .option('-w, --wait [seconds]', 'wait until the job has ended, or for so many seconds')
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .action((id: number, result: string, options: Options) =>
      withDataFolder((runtime) => exportResult(runtime, { id, result }, options)),
    );
}

async function exportResult(
  runtime: Runtime,
  { id, result }: { id: number; result: string },
  { wait, ...options }: Options,
): Promise<void> {
  const parsed = await parseResultOption(result);
  const { type = '', access_token: token, td_authentication_id: authId, authentication: name, ...parameters } = parsed;
  const connector = connectorOf(type);
  const upload = await readableUpload(runtime, uploadOf(jobOf(runtime, id)));
  if (token !== undefined && !result.startsWith('@')) say(translate('cli', 'token_is_visible'));
  const authentication = chooseAuthentication(runtime.authentications, connector.type, { id: authId, name, token });
  const job = createExport({ connector, upload, authentication, parameters }, createExportOptions(runtime));
  say(`Job ${job.id} is queued.\nUse 'pintd job:show ${job.id}' to show the status.`);
  const product = new LocalProduct(runtime);
  if (wait === undefined) return reportJob(product, describeJob(job, runtime), options);
  const stopProgress = showProgress(product, job.id);
  const deadline = wait === '' ? undefined : AbortSignal.timeout(Number(wait) * 1000);
  const ended = await product.seeThrough(job.id, interruptSignal(), deadline).finally(stopProgress);
  await reportJob(product, ended, options);
}
