import { UserError } from '../core/errors.ts';
import type { TdRoute } from './route.ts';

/** Where TD's API begins. */
export const TD_PATH = '/v3';
/** A newer part of it, of which nothing is here: clients are told so as TD tells them. */
const NEWER_PATH = '/v4';

export interface FoundTdRoute {
  readonly route: TdRoute;
  readonly named: Readonly<Record<string, string>>;
}

/**
 * Whether an address, from the root of the server on, is one of TD's API. Python's client begins it with two slashes
 * where its endpoint ends without one.
 */
export function isOfTd(url: string): boolean {
  const [given = ''] = url.split('?', 1);
  const pathname = given.replace(/^\/+/, '/');
  return [TD_PATH, NEWER_PATH].some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

/** The route that an address means. Throws UserError `td_route_unknown`, and `method_not_allowed` for the other method. */
export function findTdRoute(routes: readonly TdRoute[], method: string, pathname: string): FoundTdRoute {
  const there = routes.flatMap((route) => {
    const named = namesOf(route, pathname);
    return named ? [{ route, named }] : [];
  });
  const found = there.find(({ route }) => route.method === method);
  if (found) return found;
  const methods = there.map(({ route }) => route.method).join(', ');
  throw there.length === 0 ? new UserError('td_route_unknown') : new UserError('method_not_allowed', { methods });
}

/** Some clients end an address with a slash. */
function namesOf({ path }: TdRoute, pathname: string): Record<string, string> | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pattern = path.replace(/\{\w+\}/g, '([^/]+)');
  const found = new RegExp(`^/*${TD_PATH}${pattern}/?$`).exec(pathname);
  return found ? Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1] ?? '')])) : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
