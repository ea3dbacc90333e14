import { OUTCOMES, type Outcome } from '../job/job.ts';

/** Which records a CSV download contains, and in which format. */
export interface CsvQuery {
  /** Empty for the records that are open in the export. */
  readonly statuses: readonly Outcome[];
  /** Whether the file begins with a byte order mark. */
  readonly bom: boolean;
  /** Whether formulas are escaped. */
  readonly spreadsheetSafe: boolean;
}

/** Parses a query string; unknown values are ignored. */
export function readCsvQuery(query: { get(name: string): string | null }): CsvQuery {
  const requested = new Set(query.get('status')?.split(','));
  return {
    statuses: OUTCOMES.filter((outcome) => requested.has(outcome)),
    bom: query.get('bom') === '1',
    spreadsheetSafe: query.get('spreadsheet') === '1',
  };
}

/** The query string for a `CsvQuery`. */
export function csvQueryString({ statuses = [], bom = false, spreadsheetSafe = false }: Partial<CsvQuery>): string {
  const pairs: string[] = [];
  if (statuses.length > 0) pairs.push(`status=${statuses.join()}`);
  if (bom) pairs.push('bom=1');
  if (spreadsheetSafe) pairs.push('spreadsheet=1');
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
