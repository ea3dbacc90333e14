/**
 * What this process and its children make is open to nobody else, whatever makes it: databases, tables, locks and journals
 * are made by libraries too. Each program of the product says so before it opens anything.
 */
export function keepFilesPrivate(): void {
  process.umask(0o077);
}
