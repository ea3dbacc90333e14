import { UserError } from '../core/errors.ts';
import { API_PATH } from './address.ts';
import { idsIn, isWord, type Route } from './route.ts';

export interface Found {
  readonly route: Route;
  readonly ids: Readonly<Record<string, string>>;
}

/** The route that an address means. Throws UserError `route_unknown`, and `method_not_allowed` with those that are. */
export function findRoute(routes: readonly Route[], method: string, pathname: string): Found {
  const there = routes.flatMap((route) => {
    const ids = idsOf(route, pathname);
    return ids ? [{ route, ids }] : [];
  });
  const found = there.find(({ route }) => route.method === method);
  if (found) return found;
  const methods = there.map(({ route }) => route.method).join(', ');
  throw there.length === 0 ? new UserError('route_unknown') : new UserError('method_not_allowed', { methods });
}

const NUMBER = '([1-9]\\d{0,14})';
const WORD = '(\\w{1,128})';

/** Ids are digits, so that no id stands where a word does; but for what is known by its name. */
function idsOf({ path }: Route, pathname: string): Record<string, string> | undefined {
  const pattern = path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, (_, id: string) => (isWord(id) ? WORD : NUMBER));
  const found = new RegExp(`^${API_PATH}${pattern}$`).exec(pathname);
  return found ? Object.fromEntries(idsIn(path).map((name, index) => [name, found[index + 1] ?? ''])) : undefined;
}
