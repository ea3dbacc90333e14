import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type Command, Option } from 'commander';
import { getJobDetails } from '../api/routes/jobs.ts';
import { getResultCsv, getResultLines, getResultMsgpack, getResultTsv } from '../api/routes/results.ts';
import { UserError } from '../core/errors.ts';
import { escapedJson, printable } from '../core/record/unprintable.ts';
import type { JobObject } from '../core/view/job-object.ts';
import { translate } from '../messages/translate.ts';
import { identifier } from './identifier.ts';
import { printAll, say } from './output.ts';
import { checkOutputFile, writeOutputFile } from './output-file.ts';
import type { Product } from './product.ts';
import { newTable } from './table.ts';

const FORMATS = ['tsv', 'csv', 'json', 'msgpack', 'msgpack.gz'] as const;
/** Bytes, which a terminal cannot show. */
const FOR_FILES: readonly string[] = ['msgpack', 'msgpack.gz'];

/** How the result of a query is written. */
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
    .option('-G, --vertical', 'write a line a value')
    .option('-o, --output <file>', 'file to write the result to')
    .addOption(new Option('-f, --format <format>', 'how to write the result').choices(FORMATS))
    .option('-l, --limit <rows>', 'write so many records of the result', identifier)
    .option('-c, --column-header', 'with the names of the columns first (tsv, csv)')
    .option('-x, --exclude', 'do not write the result')
    .option('--null <text>', 'what stands for a missing value (tsv, csv)')
    .hook('preAction', (_, asked) => checkOutput(asked.opts<ResultOptions>()));
}

/** Before anything is done. Throws UserError `result_needs_file` or `output_unwritable`. */
async function checkOutput({ format, output }: ResultOptions): Promise<void> {
  if (output !== undefined) await checkOutputFile(output);
  else if (format !== undefined && FOR_FILES.includes(format)) throw new UserError('result_needs_file', { format });
}

/** What was sent is counted; what was not is shown. */
export async function tellResult(
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

/** Writes the frozen result of a job to a file or to standard output, while it comes. */
async function writeResult(product: Pick<Product, 'call'>, job: number, options: ResultOptions): Promise<void> {
  const content = await contentOf(product, job, options);
  await (options.output === undefined ? printAll(content) : writeOutputFile(content, options.output));
}

async function contentOf(
  product: Pick<Product, 'call'>,
  job: number,
  { format, vertical, output, limit, columnHeader: header = false, null: missing }: ResultOptions,
): Promise<Readable> {
  const lines = { job, limit, header, null: missing };
  if (format === 'csv') return product.call(getResultCsv, lines);
  if (format === 'tsv' || (format === undefined && output !== undefined)) return product.call(getResultTsv, lines);
  if (format === 'msgpack') return product.call(getResultMsgpack, { job, limit });
  if (format === 'msgpack.gz') return (await product.call(getResultMsgpack, { job, limit })).compose(createGzip());
  if (format === 'json') {
    const records = linesOf(await product.call(getResultLines, { job, limit }));
    await records.next(); // the names of the columns
    return Readable.from(asJson(records));
  }
  const records = cellsOf(await product.call(getResultTsv, { job, limit, header: true }));
  const { value: names = [] } = await records.next();
  return Readable.from(vertical ? asVertical(names, records) : asTable(names, records));
}

type Records = AsyncGenerator<readonly string[]>;

async function* linesOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of content) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

const ESCAPED: Readonly<Record<string, string>> = { '\\t': '\t', '\\n': '\n', '\\r': '\r', '\\\\': '\\' };

/** The cells of TSV, as they were before they were written so. */
async function* cellsOf(content: AsyncIterable<Uint8Array>): Records {
  for await (const line of linesOf(content))
    yield line.split('\t').map((cell) => cell.replaceAll(/\\[tnr\\]/g, (sign) => ESCAPED[sign] ?? sign));
}

/** An array of arrays, as td writes it. */
async function* asJson(records: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '[';
  for await (const record of records) {
    yield `${before}${escapedJson(record)}`;
    before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}

async function* asVertical(header: readonly string[], records: Records): AsyncGenerator<string> {
  const names = header.map(printable);
  const width = Math.max(0, ...names.map(({ length }) => length));
  let number = 0;
  for await (const cells of records) {
    yield `*** ${++number}. row ***\n`;
    yield cells.map((cell, index) => `${(names[index] ?? '').padStart(width)}: ${printable(cell)}\n`).join('');
  }
}

/** A person looks at this: what does not fit on many screens is for a file. */
const SHOWN = 1000;

async function* asTable(header: readonly string[], records: Records): AsyncGenerator<string> {
  const table = newTable({ head: [...header] });
  let shown = 0;
  let more = 0;
  for await (const cells of records) {
    if (shown < SHOWN) table.push([...cells]);
    if (shown++ >= SHOWN) more += 1;
  }
  yield `${table.toString()}\n${translate('cli', 'rows_in_set', { shown: shown - more, more })}\n`;
}
