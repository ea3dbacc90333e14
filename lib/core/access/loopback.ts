const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** Loopback names and addresses, as a pattern for the host of a URL or header. */
export const LOOPBACK = new RegExp(`^(?:localhost|::1|\\[::1\\]|127(?:\\.${OCTET}){3})$`);

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
