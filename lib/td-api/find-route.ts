import { idsIn } from '../api/route.ts';
import { UserError } from '../core/errors.ts';
import type { TdRoute } from './route.ts';

/** The root of TD's API. */
const TD_PATH = '/v3';
/**
 * A newer version of TD's API, which is not supported. It belongs to TD's API so that clients get errors in TD's shape.
 */
const NEWER_PATH = '/v4';

export interface TdRouteMatch {
  readonly route: TdRoute;
  readonly pathParams: Readonly<Record<string, string>>;
}

/**
 * Whether a request URL (a path with its query) belongs to TD's API. Python's client begins the URL with two slashes if
 * the endpoint ends without a slash.
 */
export function isTdUrl(url: string): boolean {
  const [path = ''] = url.split('?', 1);
  const pathname = path.replace(/^\/+/, '/');
  return [TD_PATH, NEWER_PATH].some((root) => pathname === root || pathname.startsWith(`${root}/`));
}

/**
 * The route for a method and path. Throws UserError `td_route_unknown`, or `method_not_allowed` for the other method.
 */
export function findTdRoute(routes: readonly TdRoute[], method: string, pathname: string): TdRouteMatch {
  const matches = routes.flatMap((route) => {
    const pathParams = pathParamsOf(route, pathname);
    return pathParams ? [{ route, pathParams }] : [];
  });
  const match = matches.find(({ route }) => route.method === method);
  if (match) return match;
  const methods = matches.map(({ route }) => route.method);
  throw matches.length === 0 ? new UserError('td_route_unknown') : new UserError('method_not_allowed', { methods });
}

/** The parameters of a path that matches a route. Some clients end the path with a slash. */
function pathParamsOf({ path }: TdRoute, pathname: string): Record<string, string> | undefined {
  const names = idsIn(path);
  const pattern = path.replace(/\{\w+\}/g, '([^/]+)');
  const match = new RegExp(`^/*${TD_PATH}${pattern}/?$`).exec(pathname);
  return match
    ? Object.fromEntries(names.map((name, index) => [name, decodeSegment(match[index + 1] ?? '')]))
    : undefined;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
