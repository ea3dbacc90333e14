import { OUTCOMES, type Outcome } from '../job/job.ts';

/** Which records of a job are wanted as CSV, and how it looks. */
export interface CsvQuery {
  /** None: those that had their chance and were not accepted. */
  readonly statuses: readonly Outcome[];
  readonly bom: boolean;
  readonly spreadsheetSafe: boolean;
}

/** Reads an address. What is not understood is left out. */
export function readCsvQuery(given: { get(name: string): string | null }): CsvQuery {
  const asked = new Set(given.get('status')?.split(','));
  return {
    statuses: OUTCOMES.filter((outcome) => asked.has(outcome)),
    bom: given.get('bom') === '1',
    spreadsheetSafe: given.get('spreadsheet') === '1',
  };
}

/** The address that says this. */
export function csvQueryString({ statuses = [], bom = false, spreadsheetSafe = false }: Partial<CsvQuery>): string {
  const pairs = [
    ...(statuses.length > 0 ? [`status=${statuses.join()}`] : []),
    ...(bom ? ['bom=1'] : []),
    ...(spreadsheetSafe ? ['spreadsheet=1'] : []),
  ];
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
