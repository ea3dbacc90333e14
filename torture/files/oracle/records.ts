import { isTooLarge, textOf } from './spool.ts';

/** Record boundaries: the grammar of RFC 4180, matched from the beginning of each record. */

export interface OracleRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly isMalformed: boolean;
}

export const DELIMITERS = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

interface Position {
  readonly at: number;
  readonly line: number;
}

const LINE_END = /\r\n|\r|\n/g;

/** The records of a spool from a position on. Without `columnCount`, a record may have any number of cells. */
export function* recordsOf(
  spool: string,
  delimiter: Delimiter,
  from: Position = { at: 0, line: 1 },
  columnCount?: number,
): Generator<OracleRecord & { readonly next: Position }> {
  let { at, line } = from;
  while (at < spool.length) {
    const [lineEnd] = /^(?:\r\n|\r|\n)/.exec(spool.slice(at, at + 2)) ?? [];
    if (lineEnd !== undefined) {
      at += lineEnd.length;
      line += 1;
      continue;
    }
    const { text, cells, isMalformed } = recordAt(spool, at, delimiter, columnCount);
    const next = { at: at + text.length, line: line + (text.match(LINE_END)?.length ?? 0) };
    yield { line, cells, isMalformed, next };
    ({ at, line } = next);
  }
}

interface MatchedRecord {
  readonly text: string;
  readonly cells: readonly string[];
  readonly isMalformed: boolean;
}

function recordAt(spool: string, at: number, delimiter: Delimiter, columnCount: number | undefined): MatchedRecord {
  const lineEnd = spool.slice(at).search(/[\r\n]/);
  const line: MatchedRecord = {
    text: lineEnd === -1 ? spool.slice(at) : spool.slice(at, at + lineEnd),
    cells: [],
    isMalformed: true,
  };
  const grammar = grammarOf(delimiter);
  grammar.lastIndex = at;
  const text = grammar.exec(spool)?.[0];
  if (text === undefined || isTooLarge(text)) return line;
  const cells = cutCells(text, delimiter).map(textOf);
  const isTooLong = columnCount !== undefined && cells.slice(columnCount).some((cell) => cell.trim() !== '');
  if (isTooLong && /[\r\n]/.test(text)) return line;
  return { text, cells, isMalformed: isTooLong || /[\0\ufffd]/.test(textOf(text)) };
}

/** A record up to a line break or the end of the file. */
function grammarOf(delimiter: Delimiter): RegExp {
  const d = delimiter === '|' ? '\\|' : delimiter;
  const cell = `(?:"[^"]*(?:""[^"]*)*"|[^"\r\n${d}]*)`;
  return new RegExp(`${cell}(?:${d}${cell})*(?![^\r\n])`, 'y');
}

function cutCells(text: string, delimiter: Delimiter): string[] {
  const cells: string[] = [];
  let cell = '';
  let inQuotes = false;
  for (const character of text) {
    if (character === '"') inQuotes = !inQuotes;
    if (character === delimiter && !inQuotes) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell].map((raw) => (raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw));
}
