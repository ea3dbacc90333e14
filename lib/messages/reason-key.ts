/**
 * The key of a job's reason. Notices have codes without parameters, so an error without a reason of its own has a
 * general one instead of its text. An unknown code is returned unchanged.
 */
export function reasonKey(code: string, is: { reason(code: string): boolean; error(code: string): boolean }): string {
  return !is.reason(code) && is.error(code) ? 'other' : code;
}
