/** The system's error code, such as ECONNREFUSED. If each of several addresses failed, the code of the first. */
export function faultCodeOf(error: unknown): string {
  if (error instanceof AggregateError && !('code' in error)) return faultCodeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'UNKNOWN';
}
