/** Adds a parameter, which is encoded already, to a query string that may be empty. */
export function withParameter(query: string, parameter: string): string {
  return query === '' ? `?${parameter}` : `${query}&${parameter}`;
}
