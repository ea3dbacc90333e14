import { OUTCOMES, type Outcome } from '../job/job.ts';

/** Query of a CSV download: outcomes of records and format. */
export interface CsvQuery {
  /** Empty for the records that are open in the export. */
  readonly statuses: readonly Outcome[];
  readonly bom: boolean;
  readonly spreadsheetSafe: boolean;
}

/** Parses a query string; unknown values are ignored. */
export function readCsvQuery(given: { get(name: string): string | null }): CsvQuery {
  const requested = new Set(given.get('status')?.split(','));
  return {
    statuses: OUTCOMES.filter((outcome) => requested.has(outcome)),
    bom: given.get('bom') === '1',
    spreadsheetSafe: given.get('spreadsheet') === '1',
  };
}

/** The query string for a query. */
export function csvQueryString({ statuses = [], bom = false, spreadsheetSafe = false }: Partial<CsvQuery>): string {
  const pairs = [
    ...(statuses.length > 0 ? [`status=${statuses.join()}`] : []),
    ...(bom ? ['bom=1'] : []),
    ...(spreadsheetSafe ? ['spreadsheet=1'] : []),
  ];
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
