import type { Random } from '../../kit/random.ts';
import { TIME } from '../bytes.ts';
import { DELIMITERS, type Delimiter } from '../oracle/records.ts';

/** Files that every CSV reader reads in the same way: a grid of texts, and one of many ways to write it. */

export interface Grid {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Style {
  readonly delimiter: Delimiter;
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** Share of the cells that are quoted unnecessarily. */
  readonly quoted: number;
  readonly endsWithLineEnd: boolean;
}

const REQUIRED = ['event_name', 'action_source', 'event_time', 'event_id', 'em'];
const OPTIONAL = ['value', 'content_name', 'item_quantity', 'partner_name', 'note', 'Notes (intern)', '', '__proto__'];

/** A file of events, most of which are valid. */
export function eventGrid(random: Random, rowCount: number): Grid {
  const header = random.shuffle([...REQUIRED, ...random.shuffle(OPTIONAL).slice(0, random.between(0, 6))]);
  const lines = Array.from({ length: rowCount }, (_, n) => header.map((column) => cellOf(column, n + 1, random)));
  return { header: header.map((name) => variantOf(name, random)), rows: lines };
}

function variantOf(name: string, random: Random): string {
  return random.pick([name, name, name, name.toUpperCase(), ` ${name}\t`]);
}

const INVALID_VALUES = new Map<string, readonly string[]>(
  Object.entries({
    event_name: ['', 'purchase', '\\N'],
    action_source: ['', 'web2'],
    event_time: ['', 'yesterday', `${TIME}000`, '-1', '99999999999'],
    event_id: ['', ' '],
    em: ['', 'no-address', 'a@@b.co', 'a@b.c', 'd41d8cd98f00b204e9800998ecf8427e', '[1]', '["a@b.co","x"]'],
    value: ['1e5', '1,5', 'free'],
    item_quantity: ['1.5', '9007199254740992', 'many'],
  }),
);

function cellOf(column: string, n: number, random: Random): string {
  const invalidValues = INVALID_VALUES.get(column);
  return invalidValues && random.chance(0.02) ? random.pick(invalidValues) : validCellOf(column, n, random);
}

function validCellOf(column: string, n: number, random: Random): string {
  switch (column) {
    case 'event_name':
      return random.pick(['checkout', 'Lead', 'page_visit', ' signup ']);
    case 'action_source':
      return random.pick(['web', 'app_ios', 'OFFLINE']);
    case 'event_time':
      return random.pick([`${TIME - n}`, `${TIME}.0`, ` ${TIME} `, `+${TIME}`]);
    case 'event_id':
      return `e${n}${random.pick(['', '-é', ' "x"', ',;|\t'])}`;
    case 'em':
      return random.pick([`user${n}@mail.example`, ` U${n}@É.jp`, `["a${n}@b.co","d@e.fr"]`, 'a1'.repeat(32)]);
    case 'value':
      return random.pick(['', '72.30', '.5', '-1', '\\N']);
    case 'item_quantity':
      return random.pick(['', '2', '1.7e3', '007']);
    default:
      return text(random);
  }
}

const LETTERS = [
  'a',
  'B',
  '0',
  ' ',
  '.',
  '\\',
  "'",
  '\t',
  '"',
  '""',
  ',',
  ';',
  '|',
  '\n',
  '\r\n',
  '\r',
  'é',
  'ß',
  '日本',
  '😀',
  '👩‍👩‍👧',
  'ש',
  '\u200b',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\u0001',
  '\u0085',
  '=1+1',
  '-',
  '\u00a0',
  'x'.repeat(300),
];

/** Any text that a cell can contain. */
export function text(random: Random): string {
  return Array.from({ length: random.between(0, 8) }, () => random.pick(LETTERS)).join('');
}

export function randomStyle(random: Random): Style {
  return {
    delimiter: random.pick(DELIMITERS),
    lineEnd: random.pick(['\n', '\r\n', '\r']),
    quoted: random.pick([0, 0, 0.5, 1]),
    endsWithLineEnd: random.chance(0.8),
  };
}

export function render({ header, rows }: Grid, style: Style, random: Random): string {
  const lines = [header, ...rows].map((cells) => renderRow(cells, style, random));
  return lines.join(style.lineEnd) + (style.endsWithLineEnd ? style.lineEnd : '');
}

function renderRow(cells: readonly string[], { delimiter, quoted }: Style, random: Random): string {
  return cells
    .map((cell) => {
      const needsQuotes = cell.includes(delimiter) || /["\r\n]/.test(cell);
      return needsQuotes || random.chance(quoted) ? `"${cell.replaceAll('"', '""')}"` : cell;
    })
    .join(delimiter);
}
