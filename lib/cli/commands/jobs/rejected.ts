import type { Command } from 'commander';
import { getRejectedCsv } from '../../../commands/rows/job-parts.ts';
import { getJobDetails } from '../../../commands/rows/jobs.ts';
import { OUTCOMES, type Outcome } from '../../../core/job/job.ts';
import { translate } from '../../../messages/translate.ts';
import { OPEN } from '../../../operations/records/rejected-csv.ts';
import { parseListOf } from '../../options/list-argument.ts';
import { parseId } from '../../options/number-arguments.ts';
import { printAll, say } from '../../output/output.ts';
import { checkOutputFile, writeOutputFile } from '../../output/output-file.ts';
import type { Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

interface Options {
  readonly output?: string;
  readonly status?: readonly (Outcome | typeof OPEN)[];
  readonly spreadsheetSafe?: boolean;
  readonly bom?: boolean;
}

export function addRejected(program: Command): void {
  program
    .command('rejected')
    .description('write a CSV of rejected, invalid and uncertain records with their errors, to fix and send again')
    .argument('<id>', 'job', parseId)
    .option('-o, --output <file>', 'file to write; default: standard output')
    .option(
      '--status <list>',
      `outcomes to write, of ${OUTCOMES.join(', ')}; not_sent includes records that were never read, unless the job is running. ` +
        `${OPEN}, alone: the records that are still not accepted after all resends, with the fixes made since the jobs ended`,
      parseListOf([...OUTCOMES, OPEN]),
    )
    .option('--spreadsheet-safe', 'escape formulas, to view the file in a spreadsheet; do not send it again')
    .option('--bom', 'start with a byte order mark, so that Excel detects UTF-8')
    .action(writeRejected);
}

async function writeRejected(
  id: number,
  { output, status, spreadsheetSafe = false, bom = false }: Options,
): Promise<void> {
  if (output !== undefined) await checkOutputFile(output);
  await withProduct(async (product) => {
    // This request comes first, so that losing its response does not fail a command whose file is complete.
    if (status === undefined) await sayResent(product, id);
    const csv = await product.call(getRejectedCsv, {
      job: id,
      ...(status && { status: status.join() }),
      spreadsheet_safe: spreadsheetSafe,
      bom,
    });
    await (output === undefined ? printAll(csv) : writeOutputFile(csv, output));
  });
}

/** Warns if other jobs have sent records of this job, because sending the CSV may send those records twice. */
async function sayResent(product: Product, id: number): Promise<void> {
  const { story } = await product.call(getJobDetails, { job: id });
  if (story !== null && story.jobs > 1) say(translate('cli', 'rejected_resent', { id }));
}
