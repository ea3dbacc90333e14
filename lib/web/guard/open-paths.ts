import { SIGN_IN_CALLBACK } from '../../core/people/single-sign-on.ts';
import { isApiUrl } from './guard.ts';

export const SIGN_IN = '/sign-in';

/** Paths that reveal nothing about this installation, or that authenticate clients themselves. */
const OPEN_PATHS: readonly string[] = [
  SIGN_IN,
  SIGN_IN_CALLBACK,
  '/healthz',
  '/readyz',
  '/metrics',
  '/icon.svg',
  '/favicon.ico',
];
/** The beginnings of such paths. An invitation authenticates a person by the token in its path. */
const OPEN_PREFIXES: readonly string[] = ['/_next/static/', '/invitations/'];
/** Paths that Next's pages load in development. */
const OPEN_IN_DEVELOPMENT = /^\/__?next/;

/** Whether a path may be reached without a session. The APIs authenticate clients by their keys. */
export function isOpenToAll(path: string, dev: boolean): boolean {
  if (OPEN_PATHS.includes(path) || isApiUrl(path)) return true;
  if (OPEN_PREFIXES.some((prefix) => path.startsWith(prefix))) return true;
  return dev && OPEN_IN_DEVELOPMENT.test(path);
}
