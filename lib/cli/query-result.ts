import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { getJobDetails } from '../api/routes/jobs.ts';
import type { JobObject } from '../core/job-object.ts';
import { csvText } from '../runtime/files.ts';
import { identifier } from './identifier.ts';
import { say } from './output.ts';
import type { Product, QueryResult } from './product.ts';
import { newTable } from './table.ts';

const FORMATS = ['tsv', 'csv', 'json'] as const;

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
    .option('--null <text>', 'what stands for a missing value (tsv, csv)');
}

/** What was sent is counted; what was not is shown. */
export async function tellResult(
  product: Pick<Product, 'call' | 'resultOf'>,
  { job_id: job, records }: JobObject,
  options: ResultOptions,
): Promise<void> {
  if ((await product.call(getJobDetails, { job })).authentication !== null) {
    const counts = Object.entries(records).map(([outcome, number]) => `${number} ${outcome}`);
    say(`Export      : ${counts.join(', ')}`);
    if (options.output === undefined && options.format === undefined) return;
  }
  say('Result      :');
  await writeResult(await product.resultOf(job), options);
}

/** Writes the frozen result of a job to a file or to standard output, record by record. */
async function writeResult({ header, records }: QueryResult, options: ResultOptions): Promise<void> {
  const wanted = limited(records, options.limit ?? Number.POSITIVE_INFINITY);
  const text = Readable.from(textOf(header, wanted, options));
  if (options.output === undefined) await pipeline(text, process.stdout, { end: false });
  else await pipeline(text, createWriteStream(options.output, { mode: 0o600 }));
}

async function* limited(records: Records, limit: number): AsyncGenerator<readonly string[]> {
  let written = 0;
  for await (const cells of records) {
    if (written++ >= limit) return;
    yield cells;
  }
}

type Records = AsyncIterable<readonly string[]>;

function textOf(header: readonly string[], records: Records, options: ResultOptions): AsyncIterable<string> {
  const { format, vertical, output } = options;
  if (format === 'json') return asJson(records);
  if (format !== undefined || output !== undefined) return asLines(header, records, options);
  return vertical ? asVertical(header, records) : asTable(header, records);
}

/** An array of arrays, as td writes it. */
async function* asJson(records: Records): AsyncGenerator<string> {
  let before = '[';
  for await (const cells of records) {
    yield `${before}${JSON.stringify(cells)}`;
    before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}

function asLines(
  header: readonly string[],
  records: Records,
  { format = 'tsv', columnHeader = false, null: missing = '' }: ResultOptions,
): AsyncIterable<string> {
  const lines = withHeader(columnHeader ? header : undefined, records);
  if (format === 'csv') return csvText(eachCell(lines, (cell) => cell || missing));
  return asTsv(eachCell(lines, (cell) => escaped(cell) || missing));
}

async function* withHeader(header: readonly string[] | undefined, records: Records): Records {
  if (header) yield header;
  yield* records;
}

async function* eachCell(lines: Records, change: (cell: string) => string): Records {
  for await (const cells of lines) yield cells.map(change);
}

/** A tab or a line end within a value would be read as more than one: they are written as \t and \n. */
async function* asTsv(lines: Records): AsyncGenerator<string> {
  for await (const cells of lines) yield `${cells.join('\t')}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

function escaped(cell: string): string {
  return cell.replaceAll(/[\t\n\r\\]/g, (sign) => ESCAPES[sign] ?? sign);
}

async function* asVertical(header: readonly string[], records: Records): AsyncGenerator<string> {
  const width = Math.max(0, ...header.map(({ length }) => length));
  let number = 0;
  for await (const cells of records) {
    yield `*** ${++number}. row ***\n`;
    yield cells.map((cell, index) => `${(header[index] ?? '').padStart(width)}: ${cell}\n`).join('');
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
  yield `${table.toString()}\n${shown - more} rows in set${more > 0 ? `, ${more} more: write all with -f or -o` : ''}\n`;
}
