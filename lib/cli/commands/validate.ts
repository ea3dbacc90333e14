import { type Command, InvalidArgumentError } from 'commander';
import { issueObject } from '../../api/shapes/issue.ts';
import { connectors } from '../../connectors/registry.ts';
import { isKnownColumn } from '../../core/plan.ts';
import { summariseFile } from '../../operations/summarise-file.ts';
import { type JudgedRecord, validateFile } from '../../operations/validate-file.ts';
import { withOfflineFile } from '../../runtime/files.ts';
import { openInput } from '../input-file.ts';
import { CONSTANTS_HELP, MAPPING_HELP, type MatchingOptions, readMatchingOption } from '../mapping-option.ts';
import { printJson } from '../output.ts';
import { exitOnSignals, settings } from '../with-runtime.ts';

interface Options extends MatchingOptions {
  readonly now?: number;
  readonly encoding?: string;
  readonly summary?: boolean;
}

export function addValidate(program: Command): void {
  program
    .command('validate')
    .argument('<file>', 'CSV or TSV, plain or gzip; - for standard input')
    .description('judge every record of a file; nothing is sent or stored')
    .option('--mapping <json>', MAPPING_HELP)
    .option('--constants <json>', CONSTANTS_HELP)
    .option('--now <unix>', 'judge times as if it were this moment, Unix seconds', moment)
    .option('--encoding <name>', 'encoding of the file, where it is not UTF-8 or UTF-16 with a byte order mark')
    .option('--summary', 'print counts by code instead of the records')
    .action(validate);
}

function moment(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('It must be Unix seconds.');
  return Number(text);
}

async function validate(path: string, options: Options): Promise<void> {
  const [connector] = connectors;
  if (!connector) return;
  const matching = await readMatchingOption(options);
  const now = options.now ?? Math.floor(Date.now() / 1000);
  const { content } = await openInput(path);
  const isKnown = isKnownColumn(connector.fields);
  const { maxUnpackedBytes } = settings();
  exitOnSignals();
  await withOfflineFile(
    content,
    { encoding: options.encoding, isKnown, maxUnpackedBytes },
    async ({ header, rows, effects }) => {
      const judged = validateFile({ connector, header, matching, rows, now, effects });
      await (options.summary ? printJson(await summariseFile(judged)) : printRecords(judged));
    },
  );
}

async function printRecords(judged: AsyncIterable<JudgedRecord>): Promise<void> {
  for await (const { row, event, errors, warnings } of judged) {
    const { record, line } = row;
    const found = event ? { event } : { errors: errors.map(issueObject) };
    await printJson({ record, line, ...found, warnings: warnings.map(issueObject) });
  }
}
