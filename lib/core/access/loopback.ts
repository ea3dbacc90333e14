const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** The names of this machine to itself, as a pattern for a URL's or a header's host. */
export const LOOPBACK = new RegExp(`^(?:localhost|::1|\\[::1\\]|127(?:\\.${OCTET}){3})$`);

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
