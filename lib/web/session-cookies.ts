import { SESSION_MS } from '../core/people/session.ts';
import { readEnv } from '../env.ts';
import type { Client, Tokens } from '../operations/people/sign-in.ts';
import { requestVisitor } from './request-visitor.ts';
import { knownBrowserCookie, sessionCookie } from './visitor.ts';

const MAX_BROWSER_NAME = 300;
const KNOWN_BROWSER_SECONDS = 400 * 24 * 60 * 60;
/** Out of reach of scripts, sent to this host only, and not with requests of other sites except by links. */
const COOKIE = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

/** The browser that sends the request of this action. */
export async function requestClient(): Promise<Client> {
  const { cookies, headers } = await import('next/headers.js');
  const { address } = await requestVisitor();
  return {
    address,
    browser: ((await headers()).get('user-agent') ?? '').slice(0, MAX_BROWSER_NAME),
    knownBrowser: (await cookies()).get(knownBrowserCookie(readEnv().port))?.value,
  };
}

/** Signs the browser in. Only in actions. */
export async function setSessionCookies({ session, knownBrowser }: Tokens): Promise<void> {
  const { cookies } = await import('next/headers.js');
  const [jar, { port }] = [await cookies(), readEnv()];
  jar.set(sessionCookie(port), session, { ...COOKIE, maxAge: SESSION_MS / 1000 });
  jar.set(knownBrowserCookie(port), knownBrowser, { ...COOKIE, maxAge: KNOWN_BROWSER_SECONDS });
}

/** Only in actions. */
export async function deleteSessionCookie(): Promise<void> {
  const { cookies } = await import('next/headers.js');
  (await cookies()).set(sessionCookie(readEnv().port), '', { ...COOKIE, maxAge: 0 });
}
