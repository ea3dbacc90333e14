/** A number of records, rows or customers in a few characters: 10M, 300k. */
export function shortOf(count: number): string {
  return count >= 1e6 ? `${count / 1e6}M` : `${count / 1000}k`;
}
