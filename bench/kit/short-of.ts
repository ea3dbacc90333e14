/** A number of records in a few characters: 10M, 300k. */
export function shortOf(records: number): string {
  return records >= 1e6 ? `${records / 1e6}M` : `${records / 1000}k`;
}
