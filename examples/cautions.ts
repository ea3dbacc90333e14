import { cellsOf, conversionColumns, csvLine, type Row } from './columns.ts';
import { britishPlaces, markets } from './markets.ts';
import type { Random } from './random.ts';
import { fillDigits } from './shop-rows.ts';
import { timeWithoutZone } from './timestamps.ts';

/** Values that are sent with a warning. Each gives its record exactly one warning, with its code. */

export interface Caution {
  /** The code under which the product reports it. */
  readonly code: string;
  /** Whether only the first such record of a file gets the warning. */
  readonly once?: boolean;
  /** The text of the row with a value that causes the warning. */
  apply(row: Row, random: Random, now: number): string;
}

const DAY = 24 * 60 * 60;

export const cautions: readonly Caution[] = [
  {
    code: 'ph_without_country_code',
    apply: (row, random) => line({ ...row, ph: fillDigits(random.pick(markets).localPhone, random) }),
  },
  {
    code: 'not_a_us_zip',
    apply: (row, random) => {
      const { city, state, zip } = random.pick(britishPlaces);
      return line({ ...row, ct: city, st: state, zp: zip, country: 'GB', opt_out_type: '' });
    },
  },
  {
    code: 'event_time_old',
    apply: (row, random, now) => line({ ...row, event_time: String(now - random.integer(8 * DAY, 28 * DAY)) }),
  },
  {
    code: 'event_time_without_zone',
    once: true,
    apply: (row, random, now) => line({ ...row, event_time: timeWithoutZone(now - random.integer(DAY, 2 * DAY)) }),
  },
  { code: 'country_unknown', apply: (row) => line({ ...row, country: 'UK' }) },
  { code: 'opt_out_type_ignored', apply: (row) => line({ ...row, opt_out_type: 'CCPA' }) },
  {
    code: 'short_row',
    apply: (row, random) => csvLine(cellsOf(row, conversionColumns.slice(0, -random.integer(1, 6)))),
  },
];

function line(row: Row): string {
  return csvLine(cellsOf(row, conversionColumns));
}
