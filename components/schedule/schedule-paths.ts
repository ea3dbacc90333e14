/** Where a query's schedule and its planned times are. */
export function schedulePath(query: number): string {
  return `/workbench/queries/${query}/schedule`;
}
