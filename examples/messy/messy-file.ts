import type { Mapping } from '#lib/core/record/field-target.ts';
import type { MessyRecord, Truth } from './truth.ts';

export interface MessyOptions {
  readonly records: number;
  readonly seed: number;
  /** The time of the export, in Unix seconds. */
  readonly now: number;
}

/** A generated file, and the answers that a careful person gives about it. */
export interface MessyFile {
  /** With its extension. */
  readonly name: string;
  /** Its usual number of records. */
  readonly records: number;
  /** The options with which a shell reads it; the console proposes them. */
  readonly reading: Readonly<{ encoding?: string; sheet?: string; headerRow?: number }>;
  readonly mapping: Mapping;
  /** Which of several events with the same ID are sent: all, the first or the last. */
  readonly repeats: 'keep' | 'first' | 'last';
  generate(options: MessyOptions): Iterable<MessyRecord>;
  /** The bytes of the file with these records. */
  write(records: Iterable<MessyRecord>, options: MessyOptions): Iterable<Uint8Array>;
}

/** The truth about every record, in the order of the file. */
export function* truthOf(file: MessyFile, options: MessyOptions): Generator<Truth> {
  let record = 0;
  for (const { truth } of file.generate(options)) {
    record += 1;
    yield { record, ...truth };
  }
}

/** Lines of text in an encoding, a few hundred at a time. */
export function* encoded(
  lines: Iterable<string>,
  encode: (text: string) => Uint8Array,
  lineEnd = '\r\n',
): Generator<Uint8Array> {
  let block: string[] = [];
  for (const line of lines) {
    if (block.push(line) < LINES_PER_BLOCK) continue;
    yield encode(block.join(lineEnd) + lineEnd);
    block = [];
  }
  if (block.length > 0) yield encode(block.join(lineEnd) + lineEnd);
}

const LINES_PER_BLOCK = 500;
