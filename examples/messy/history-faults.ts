import { createHash } from 'node:crypto';

/** A fault that data warehouses, or the spreadsheets between them, introduce. */
export interface Fault {
  readonly column: string;
  /** The cell with the fault. */
  spoil(cell: string, now: number): string;
  /** The repair that restores the value, if rule and mapping do not. */
  readonly repair?: string;
  /** Why only a person can restore it. */
  readonly reason?: string;
}

const STATES: Readonly<Record<string, string>> = { TX: 'Texas', NY: 'New York', ON: 'Ontario' };
const COUNTRIES: Readonly<Record<string, string>> = { US: 'United States', CA: 'Canada' };
const GENDER_WORDS: Readonly<Record<string, string>> = { f: 'woman', m: 'man', n: 'non binary' };
const YEAR = 365 * 24 * 60 * 60;

export const faults: readonly Fault[] = [
  { column: 'event_time', spoil: (cell) => `${cell}000`, repair: 'to_seconds' },
  { column: 'event_name', spoil: (cell) => cell.replaceAll('_', ' '), repair: 'choice_spelling' },
  { column: 'email', spoil: (cell) => `'${cell}';`, repair: 'address_in_text' },
  { column: 'phone', spoil: (cell) => cell.slice(2) },
  {
    column: 'phone',
    spoil: (cell) => `${cell.slice(0, 2)} (${cell.slice(2, 5)}) ${cell.slice(5)} ext. 12`,
  },
  { column: 'gender', spoil: (cell) => GENDER_WORDS[cell] ?? cell, repair: 'gender_word' },
  { column: 'date_of_birth', spoil: dayFirst },
  { column: 'state', spoil: (cell) => STATES[cell] ?? cell, repair: 'state_code' },
  { column: 'country', spoil: (cell) => COUNTRIES[cell] ?? cell, repair: 'country_code' },
  { column: 'amount', spoil: (cell) => `$${cell.replace(/\B(?=(?:\d{3})+\.)/g, ',')}`, repair: 'decimal_separators' },
  { column: 'language', spoil: (cell) => `${cell}-US`, repair: 'language_code' },
  { column: 'opted_out', spoil: (cell) => (cell === 'yes' ? 'on' : 'off'), repair: 'yes_or_no' },
  { column: 'event_id', spoil: () => '4.91713E+11', reason: 'digits_lost' },
  { column: 'email', spoil: (cell) => createHash('md5').update(cell).digest('hex'), reason: 'em_other_hash' },
  { column: 'event_time', spoil: (_, now) => String(now + YEAR), reason: 'event_time_future' },
];

/** `1990-04-25` as 25.04.1990. */
function dayFirst(cell: string): string {
  return cell.split('-').reverse().join('.');
}
