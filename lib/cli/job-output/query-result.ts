import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type Command, Option } from 'commander';
import { getJobDetails } from '../../commands/rows/jobs.ts';
import { getResultCsv, getResultLines, getResultMsgpack, getResultTsv } from '../../commands/rows/results.ts';
import { UserError } from '../../core/errors.ts';
import { escapedJson, printable } from '../../core/text/unprintable.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { translate } from '../../messages/translate.ts';
import { parseId } from '../options/number-arguments.ts';
import { printAll, say } from '../output/output.ts';
import { checkOutputFile, writeOutputFile } from '../output/output-file.ts';
import { newTable } from '../output/table.ts';
import type { Product } from '../product/product.ts';

const FORMATS = ['tsv', 'csv', 'json', 'msgpack', 'msgpack.gz'] as const;
const BINARY_FORMATS: readonly string[] = ['msgpack', 'msgpack.gz'];

export interface ResultOptions {
  readonly output?: string;
  readonly format?: (typeof FORMATS)[number];
  readonly vertical?: boolean;
  readonly limit?: number;
  readonly columnHeader?: boolean;
  readonly exclude?: boolean;
  readonly null?: string;
}

export function addResultOptions(command: Command): Command {
  return command
    .option('-G, --vertical', 'write one value per line; without effect with --format or --output')
    .option('-o, --output <file>', 'write the result to this file')
    .addOption(new Option('-f, --format <format>', 'format of the result').choices(FORMATS))
    .option('-l, --limit <rows>', 'write only this many records of the result', parseId)
    .option('-c, --column-header', 'write the column names first (tsv, csv)')
    .option('-x, --exclude', 'do not write the result')
    .option('--null <text>', 'text for missing values (tsv, csv)')
    .hook('preAction', (_, used) => checkOutput(used.opts<ResultOptions>()));
}

/** Checks the output options before the command runs. Throws UserError `result_needs_file` or `output_unwritable`. */
async function checkOutput({ format, output }: ResultOptions): Promise<void> {
  if (output !== undefined) await checkOutputFile(output);
  else if (format !== undefined && BINARY_FORMATS.includes(format))
    throw new UserError('result_needs_file', { format });
}

/**
 * Prints the counts of an export. Writes the result if the query sends nothing, or if the options request the result.
 */
export async function reportResult(
  product: Pick<Product, 'call'>,
  { job_id: job, records }: JobObject,
  options: ResultOptions,
): Promise<void> {
  if ((await product.call(getJobDetails, { job })).authentication !== null) {
    const counts = Object.entries(records).map(([outcome, number]) => `${number} ${outcome}`);
    say(`Export      : ${counts.join(', ')}`);
    if (options.output === undefined && options.format === undefined) return;
  }
  say('Result      :');
  await writeResult(product, job, options);
}

/** Streams the stored result of a job to a file or to standard output. */
async function writeResult(product: Pick<Product, 'call'>, job: number, options: ResultOptions): Promise<void> {
  const content = await contentOf(product, job, options);
  await (options.output === undefined ? printAll(content) : writeOutputFile(content, options.output));
}

async function contentOf(
  product: Pick<Product, 'call'>,
  job: number,
  { format, vertical, output, limit, columnHeader: header = false, null: missing }: ResultOptions,
): Promise<Readable> {
  const textInput = { job, limit, header, null: missing };
  if (format === 'csv') return product.call(getResultCsv, textInput);
  if (format === 'tsv' || (format === undefined && output !== undefined)) return product.call(getResultTsv, textInput);
  if (format === 'msgpack') return product.call(getResultMsgpack, { job, limit });
  if (format === 'msgpack.gz') return (await product.call(getResultMsgpack, { job, limit })).compose(createGzip());
  if (format === 'json') {
    const records = linesOf(await product.call(getResultLines, { job, limit }));
    await records.next(); // the column names
    return Readable.from(formatJson(records));
  }
  const records = cellsOf(await product.call(getResultTsv, { job, limit, header: true }));
  const { value: names = [] } = await records.next();
  return Readable.from(vertical ? formatVertical(names, records) : formatTable(names, records));
}

type Records = AsyncGenerator<readonly string[]>;

async function* linesOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let incompleteLine = '';
  for await (const chunk of content) {
    const lines = (incompleteLine + decoder.decode(chunk, { stream: true })).split('\n');
    incompleteLine = lines.pop() ?? '';
    yield* lines;
  }
}

const ESCAPED: Readonly<Record<string, string>> = { '\\t': '\t', '\\n': '\n', '\\r': '\r', '\\\\': '\\' };

/** The unescaped cells of each TSV line. */
async function* cellsOf(content: AsyncIterable<Uint8Array>): Records {
  for await (const line of linesOf(content))
    yield line.split('\t').map((cell) => cell.replaceAll(/\\[tnr\\]/g, (sequence) => ESCAPED[sequence] ?? sequence));
}

/** An array of arrays, like td. */
async function* formatJson(records: AsyncIterable<string>): AsyncGenerator<string> {
  let separator = '[';
  for await (const record of records) {
    yield `${separator}${escapedJson(record)}`;
    separator = ',\n';
  }
  yield separator === '[' ? '[]\n' : ']\n';
}

async function* formatVertical(header: readonly string[], records: Records): AsyncGenerator<string> {
  const names = header.map(printable);
  const width = Math.max(0, ...names.map(({ length }) => length));
  let number = 0;
  for await (const cells of records) {
    yield `*** ${++number}. row ***\n`;
    yield cells.map((cell, index) => `${(names[index] ?? '').padStart(width)}: ${printable(cell)}\n`).join('');
  }
}

/** Tables are for reading; longer results belong in a file. */
const MAX_TABLE_ROWS = 1000;

async function* formatTable(header: readonly string[], records: Records): AsyncGenerator<string> {
  const table = newTable({ head: [...header] });
  let shown = 0;
  let more = 0;
  for await (const cells of records) {
    if (shown === MAX_TABLE_ROWS) {
      more += 1;
    } else {
      table.push([...cells]);
      shown += 1;
    }
  }
  yield `${table.toString()}\n${translate('cli', 'rows_in_set', { shown, more })}\n`;
}
