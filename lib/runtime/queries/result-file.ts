import { Readable } from 'node:stream';
import { toMsgpack } from '../../adapters/delivery/msgpack-out.ts';
import { printedReader } from '../../core/query/result-value.ts';
import { csvText } from '../reading/files.ts';
import type { Runtime } from '../runtime.ts';
import { jsonArrayOf, jsonBlocks, jsonObjectOf, openResult, type QueryResult, type TextBlocks } from './results.ts';

export interface ResultFileOptions {
  /** `jsonl` has an array per line, `objects` an object per line; in MessagePack each record is an array. */
  readonly type: 'csv' | 'tsv' | 'json' | 'jsonl' | 'objects' | 'msgpack';
  /** Whether the first line contains the column names, in CSV, TSV and `jsonl`. */
  readonly header?: boolean;
  /** Maximum number of records. */
  readonly limit?: number | undefined;
  /** The text for a missing value in CSV and TSV. */
  readonly missing?: string;
}

/**
 * Streams the frozen result of a query job. Throws UserError `job_unknown`, `job_without_query` or
 * `job_without_result`, and `upload_deleted` or `upload_gone` if its values no longer exist.
 */
export async function resultFile(runtime: Runtime, jobId: number, options: ResultFileOptions): Promise<Readable> {
  const { type, header = true, limit, missing = '' } = options;
  const result = await openResult(runtime, jobId, limit);
  if (type === 'msgpack') return toMsgpack(jsonBlocks(result));
  if (type === 'json') return streamOf(jsonOf(result));
  if (type === 'jsonl') return streamOf(linesOf(header ? withJsonHeader(result) : jsonBlocks(result), jsonArrayOf));
  if (type === 'objects') return streamOf(linesOf(jsonBlocks(result), jsonObjectOf(result.header)));
  const blocks = header ? withHeader(result.header, printedBlocks(result)) : printedBlocks(result);
  if (type === 'csv') return csvText(rowsOf(blocks, missing));
  return streamOf(linesOf(blocks, (cells) => cells.map((cell) => escaped(cell) || missing).join('\t')));
}

/** The records of a result as printed in CSV and TSV. */
async function* printedBlocks({ header, types, blocks }: QueryResult): TextBlocks {
  const readers = header.map((_, index) => printedReader(types[index] ?? ''));
  for await (const records of blocks)
    yield records.map((cells) => cells.map((cell, index) => readers[index]?.(cell) ?? cell));
}

async function* withHeader(header: readonly string[], blocks: TextBlocks): TextBlocks {
  yield [header];
  yield* blocks;
}

async function* rowsOf(blocks: TextBlocks, missing: string): AsyncGenerator<readonly string[]> {
  for await (const records of blocks) yield* records.map((cells) => cells.map((cell) => cell || missing));
}

async function* linesOf(blocks: TextBlocks, lineOf: (cells: readonly string[]) => string): AsyncGenerator<string> {
  for await (const records of blocks) if (records.length > 0) yield `${records.map(lineOf).join('\n')}\n`;
}

async function* withJsonHeader(result: QueryResult): TextBlocks {
  yield [result.header.map((name) => JSON.stringify(name))];
  yield* jsonBlocks(result);
}

/** An array of objects. */
async function* jsonOf(result: QueryResult): AsyncGenerator<string> {
  const objectOf = jsonObjectOf(result.header);
  let separator = '[\n';
  for await (const records of jsonBlocks(result)) {
    for (const values of records) {
      yield separator + objectOf(values);
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

/** Escapes tabs and line breaks, which would split a value. */
function escaped(cell: string): string {
  return cell.replaceAll(/[\t\n\r\\]/g, (char) => ESCAPES[char] ?? char);
}

/** A stream of bytes, usable as a response body. */
function streamOf(text: AsyncIterable<string>): Readable {
  return Readable.from(text, { objectMode: false });
}
