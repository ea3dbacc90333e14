/**
 * Makes all files of this process and its children accessible only to their owner (umask 077), including those that
 * libraries create. The programs of the product call this before they write data; `npm start`, after its build.
 */
export function keepFilesPrivate(): void {
  process.umask(0o077);
}
