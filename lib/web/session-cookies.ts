import { publicPort } from '../core/network/public-origin.ts';
import { PENDING_SIGN_IN_MS, SESSION_MS } from '../core/people/session.ts';
import { SSO_MS } from '../core/people/single-sign-on.ts';
import { readEnv } from '../env.ts';
import type { Client, PendingSignIn, Tokens } from '../operations/people/sign-in.ts';
import type { BegunSso } from '../operations/people/single-sign-on.ts';
import type { ActionResult } from './action-result.ts';
import { requestVisitor } from './request/request-visitor.ts';
import { knownBrowserCookie, pendingSignInCookie, sessionCookie, ssoCookie } from './visitor.ts';

const MAX_BROWSER_LENGTH = 300;
const KNOWN_BROWSER_SECONDS = 400 * 24 * 60 * 60;
/** Not readable by scripts, sent only to this host, and not sent with requests from other sites, except for links. */
const COOKIE = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

/** The client that sends the request of this action. */
export async function requestClient(): Promise<Client> {
  const { cookies, headers } = await import('next/headers.js');
  const { address } = await requestVisitor();
  return {
    address,
    browser: ((await headers()).get('user-agent') ?? '').slice(0, MAX_BROWSER_LENGTH),
    knownBrowser: (await cookies()).get(knownBrowserCookie(publicPort(readEnv())))?.value,
  };
}

/** Signs the browser in. Only in actions, because Next lets only actions set cookies. */
export async function setSessionCookies({ session, knownBrowser }: Tokens): Promise<void> {
  const { cookies } = await import('next/headers.js');
  const jar = await cookies();
  const port = publicPort(readEnv());
  jar.set(sessionCookie(port), session, { ...COOKIE, maxAge: SESSION_MS / 1000 });
  jar.set(knownBrowserCookie(port), knownBrowser, { ...COOKIE, maxAge: KNOWN_BROWSER_SECONDS });
  jar.set(pendingSignInCookie(port), '', { ...COOKIE, maxAge: 0 });
}

/** The state of a sign-in after a correct password, code or passkey. */
export type SignInState = 'signed_in' | 'second_factor';

/** Signs the browser in, or prepares the request for a second factor; returns a failure unchanged. Only in actions. */
export async function setSignInCookies(
  result: ActionResult<Tokens | PendingSignIn>,
): Promise<ActionResult<SignInState>> {
  if (!result.ok) return result;
  if (!('pending' in result.value)) {
    await setSessionCookies(result.value);
    return { ok: true, value: 'signed_in' };
  }
  const { cookies } = await import('next/headers.js');
  const maxAge = PENDING_SIGN_IN_MS / 1000;
  (await cookies()).set(pendingSignInCookie(publicPort(readEnv())), result.value.pending, { ...COOKIE, maxAge });
  return { ok: true, value: 'second_factor' };
}

/** The token of the sign-in that needs a second factor; empty if there is none. */
export async function pendingToken(): Promise<string> {
  const { cookies } = await import('next/headers.js');
  return (await cookies()).get(pendingSignInCookie(publicPort(readEnv())))?.value ?? '';
}

/** Deletes the cookie of the pending sign-in. Only in actions. */
export async function deletePendingCookie(): Promise<void> {
  const { cookies } = await import('next/headers.js');
  (await cookies()).set(pendingSignInCookie(publicPort(readEnv())), '', { ...COOKIE, maxAge: 0 });
}

/** Deletes the session cookie. Only in actions. */
export async function deleteSessionCookie(): Promise<void> {
  const { cookies } = await import('next/headers.js');
  (await cookies()).set(sessionCookie(publicPort(readEnv())), '', { ...COOKIE, maxAge: 0 });
}

/**
 * Sent only with requests from pages of this console. The page to which the provider redirects the browser makes such a
 * request.
 */
const SSO_COOKIE = { ...COOKIE, sameSite: 'strict' } as const;

/**
 * Sets the cookie for a sign-in at the identity provider, and returns the address to open; returns a failure unchanged.
 * Only in actions.
 */
export async function setSsoCookie(result: ActionResult<BegunSso>): Promise<ActionResult<{ readonly url: string }>> {
  if (!result.ok) return result;
  const { cookies } = await import('next/headers.js');
  const { url, token } = result.value;
  (await cookies()).set(ssoCookie(publicPort(readEnv())), token, { ...SSO_COOKIE, maxAge: SSO_MS / 1000 });
  return { ok: true, value: { url } };
}

/**
 * The token of a sign-in that was begun at the identity provider; empty if there is none. Deletes the cookie. Only in
 * actions.
 */
export async function takeSsoToken(): Promise<string> {
  const { cookies } = await import('next/headers.js');
  const jar = await cookies();
  const name = ssoCookie(publicPort(readEnv()));
  const token = jar.get(name)?.value ?? '';
  jar.set(name, '', { ...SSO_COOKIE, maxAge: 0 });
  return token;
}
