import { UserError } from '../core/errors.ts';
import { API_PATH } from './request-path.ts';
import { idsIn, isNameId, type Route } from './route.ts';

export interface RouteMatch {
  readonly route: Route;
  readonly ids: Readonly<Record<string, string>>;
}

/** The route for a method and path. Throws UserError `route_unknown`, or `method_not_allowed` with the allowed methods. */
export function findRoute(routes: readonly Route[], method: string, pathname: string): RouteMatch {
  const matches = routes.flatMap((route) => {
    const ids = idsOf(route, pathname);
    return ids ? [{ route, ids }] : [];
  });
  const found = matches.find(({ route }) => route.method === method);
  if (found) return found;
  const methods = matches.map(({ route }) => route.method).join(', ');
  throw matches.length === 0 ? new UserError('route_unknown') : new UserError('method_not_allowed', { methods });
}

const NUMBER = '([1-9]\\d{0,14})';
const WORD = '(\\w{1,128})';

/** Ids are digits, so that they never match a fixed word of a path, except ids that are names. */
function idsOf({ path }: Route, pathname: string): Record<string, string> | undefined {
  const pattern = path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, (_, id: string) => (isNameId(id) ? WORD : NUMBER));
  const found = new RegExp(`^${API_PATH}${pattern}$`).exec(pathname);
  return found ? Object.fromEntries(idsIn(path).map((name, index) => [name, found[index + 1] ?? ''])) : undefined;
}
