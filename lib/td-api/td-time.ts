/** Formats a time like TD: `2020-12-31 11:22:33 UTC`. Null stays null. */
export function tdTime(milliseconds: number): string;
export function tdTime(milliseconds: number | null): string | null;
export function tdTime(milliseconds: number | null): string | null {
  if (milliseconds === null) return null;
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
