import { UserError } from '../core/errors.ts';
import { API_PATH } from './request-path.ts';
import { idsIn, isNameId, type Route } from './route.ts';

export interface RouteMatch {
  readonly route: Route;
  readonly ids: Readonly<Record<string, string>>;
}

/**
 * The route for a method and path. Throws UserError `route_unknown`, `path_id_malformed` if only an id of the path is
 * wrong, or `method_not_allowed` with the allowed methods.
 */
export function findRoute(routes: readonly Route[], method: string, pathname: string): RouteMatch {
  const matches = routes.flatMap((route) => {
    const ids = valuesIn(route, pathname, patternOf);
    return ids ? [{ route, ids }] : [];
  });
  const match = matches.find(({ route }) => route.method === method);
  if (match) return match;
  if (matches.length === 0) throw malformedId(routes, pathname) ?? new UserError('route_unknown');
  throw new UserError('method_not_allowed', { methods: matches.map(({ route }) => route.method) });
}

/** The error for a path that would match a route if its ids were well-formed. */
function malformedId(routes: readonly Route[], pathname: string): UserError | undefined {
  for (const route of routes) {
    const values = valuesIn(route, pathname, () => ANY);
    const id = Object.keys(values ?? {}).find((name) => !new RegExp(`^${patternOf(name)}$`).test(values?.[name] ?? ''));
    if (id !== undefined)
      return new UserError('path_id_malformed', { path: route.path, id, kind: isNameId(id) ? 'name' : 'number' });
  }
  return undefined;
}

const NUMBER = '([1-9]\\d{0,14})';
const WORD = '(\\w{1,128})';
const ANY = '([^/]+)';

/**
 * The pattern of an id. A numeric id matches only digits, so that it never matches a fixed word of a path. A name
 * matches any word.
 */
function patternOf(id: string): string {
  return isNameId(id) ? WORD : NUMBER;
}

function valuesIn(
  { path }: Route,
  pathname: string,
  patternFor: (id: string) => string,
): Record<string, string> | undefined {
  const pattern = path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, (_, id: string) => patternFor(id));
  const match = new RegExp(`^${API_PATH}${pattern}$`).exec(pathname);
  return match ? Object.fromEntries(idsIn(path).map((name, index) => [name, match[index + 1] ?? ''])) : undefined;
}
