/**
 * Makes all files of this process and its children accessible only to their owner (umask 077), including those that
 * libraries create. Every program of the product calls this before it opens any file.
 */
export function keepFilesPrivate(): void {
  process.umask(0o077);
}
