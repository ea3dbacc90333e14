const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
]);

/** The five fields of a cron expression or nickname, separated by single spaces. */
export function cronFields(cron: string): string {
  return NICKNAMES.get(cron.trim().toLowerCase()) ?? cron.trim().split(/\s+/).join(' ');
}
