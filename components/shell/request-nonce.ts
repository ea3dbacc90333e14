import { headers } from 'next/headers';

/** The nonce of this request. Reading the headers also makes every page render per request, as a nonce requires. */
export async function requestNonce(): Promise<string | undefined> {
  const requestHeaders = await headers();
  const policy = requestHeaders.get('content-security-policy') ?? '';
  return requestHeaders.get('x-nonce') ?? policy.match(/'nonce-([^']+)'/)?.[1];
}
