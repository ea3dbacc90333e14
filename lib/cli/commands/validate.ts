import { type Command, InvalidArgumentError } from 'commander';
import { issueObject } from '../../commands/shapes/issue.ts';
import { workbookObject } from '../../commands/shapes/upload.ts';
import { connectors } from '../../connectors/registry.ts';
import { type Issue, isLeftOut } from '../../core/issue.ts';
import { summarizeFile } from '../../operations/exports/summarize-file.ts';
import { type ValidatedRecord, validateFile } from '../../operations/exports/validate-file.ts';
import { chosenMappingOf } from '../../operations/mappings/known-headers.ts';
import { withOfflineFile } from '../../runtime/reading/files.ts';
import { openInput } from '../input-file.ts';
import { commandIo } from '../invocation.ts';
import { addFormatOptions, type FormatFlags, pickFormatOverrides } from '../options/format-options.ts';
import { addMatchingOptions, type MatchingFlags, readMatching, resolveAnywhere } from '../options/mapping-option.ts';
import { saySuggestedMapping } from '../options/suggested-mapping.ts';
import { printJson } from '../output/output.ts';
import { sayGuessedEncoding, withLikelyEncoding } from '../output/say-encoding.ts';
import { sayWorkbook } from '../output/say-workbook.ts';
import { readCliEnv } from '../product/with-runtime.ts';

interface Options extends FormatFlags, MatchingFlags {
  readonly now?: number;
  readonly summary?: boolean;
}

export function addValidate(program: Command): void {
  const command = program
    .command('validate')
    .argument('<file>', 'CSV, TSV or JSON Lines, plain or gzip, or .xlsx; - for standard input')
    .description('validate every record of a file; nothing is sent or stored')
    .option('--now <unix>', 'validate times relative to this time, in Unix seconds', parseTime)
    .option('--summary', 'print counts by code instead of the records')
    .action(validate);
  addMatchingOptions(addFormatOptions(command));
}

function parseTime(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('It must be Unix seconds.');
  return Number(text);
}

async function validate(path: string, options: Options): Promise<void> {
  const [connector] = connectors;
  if (!connector) return;
  const resolved = await resolveAnywhere(await readMatching(options));
  const { mapping, constants } = resolved;
  const matching = { mapping, constants };
  const now = options.now ?? Math.floor(Date.now() / 1000);
  const { content } = await openInput(path);
  const { maxUnpackedBytes } = readCliEnv();
  commandIo().exitOnSignals();
  await withOfflineFile(
    content,
    {
      format: pickFormatOverrides(options),
      connector,
      maxUnpackedBytes,
      chosenMapping: resolved.isSaved ? chosenMappingOf(resolved) : undefined,
      mappingToApply: { connector: connector.type, content: resolved, now },
    },
    async ({ header, rows, encoding, effects, workbook, seen }) => {
      sayGuessedEncoding(options.encoding, encoding);
      if (workbook) sayWorkbook(workbookObject(workbook), options.sheet !== undefined);
      saySuggestedMapping(connector, header, matching);
      const validated = withLikelyEncoding(
        validateFile({ connector, header, matching, rows, now, effects, seen }),
        encoding,
      );
      await (options.summary ? printJson(await summarizeFile(validated)) : printRecords(validated));
    },
  );
}

/** Why a record would not be sent. */
function reasonsOf(errors: readonly Issue[]) {
  const [first] = errors.map(issueObject);
  return isLeftOut(errors) ? { left_out: first } : { errors: errors.map(issueObject) };
}

async function printRecords(validated: AsyncIterable<ValidatedRecord>): Promise<void> {
  for await (const { place, isValid, event, errors, warnings } of validated) {
    const { record, line } = place;
    const result = isValid ? { event: event() } : reasonsOf(errors);
    await printJson({ record, line, ...result, warnings: warnings.map(issueObject) });
  }
}
