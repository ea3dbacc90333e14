/** The system's code of what went wrong on the network, such as ECONNREFUSED. Of several tries (one an address), the first one's. */
export function faultCodeOf(error: unknown): string {
  if (error instanceof AggregateError && !('code' in error)) return faultCodeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'UNKNOWN';
}
