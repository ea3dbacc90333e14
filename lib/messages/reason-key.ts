/**
 * The key of a job's reason. Notices have codes without parameters, so an error without a reason of its own gets the
 * general reason instead of its text. An unknown code is returned unchanged.
 */
export function reasonKey(code: string, hasText: HasText): string {
  return !hasText.reason(code) && hasText.error(code) ? 'other' : code;
}

/** Whether a code has a text among the reasons, and among the errors. */
interface HasText {
  reason(code: string): boolean;
  error(code: string): boolean;
}
