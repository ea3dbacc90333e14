import type { Command } from 'commander';
import { getRejectedCsv } from '../../api/routes/job-parts.ts';
import { OUTCOMES, type Outcome } from '../../core/job/job.ts';
import { NOT_ACCEPTED } from '../../operations/records/rejected-csv.ts';
import { identifier } from '../identifier.ts';
import { printAll } from '../output.ts';
import { checkOutputFile, writeOutputFile } from '../output-file.ts';
import { listOf } from '../statuses.ts';
import { withProduct } from '../with-product.ts';

interface Options {
  readonly output?: string;
  readonly status: readonly Outcome[];
  readonly spreadsheetSafe?: boolean;
  readonly bom?: boolean;
}

export function addRejected(program: Command): void {
  program
    .command('rejected')
    .description(
      'write the records that were not accepted as CSV, with their errors, ready to be repaired and sent again',
    )
    .argument('<id>', 'job', identifier)
    .option('-o, --output <file>', 'file to write; without it, standard output')
    .option(
      '--status <list>',
      `outcomes to write, of ${OUTCOMES.join(', ')}; not_sent holds what was never read as well, unless the job is running`,
      listOf(OUTCOMES),
      NOT_ACCEPTED,
    )
    .option('--spreadsheet-safe', 'disarm formulas, for looking at in a spreadsheet; not for sending again')
    .option('--bom', 'begin with a byte order mark, by which Excel knows UTF-8')
    .action(writeRejected);
}

async function writeRejected(
  id: number,
  { output, status, spreadsheetSafe = false, bom = false }: Options,
): Promise<void> {
  if (output !== undefined) await checkOutputFile(output);
  await withProduct(async (product) => {
    const csv = await product.call(getRejectedCsv, {
      job: id,
      status: status.join(),
      spreadsheet_safe: spreadsheetSafe,
      bom,
    });
    await (output === undefined ? printAll(csv) : writeOutputFile(csv, output));
  });
}
