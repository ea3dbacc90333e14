import { idsIn, isAskedInQuery, type Route } from './route.ts';

export const API_PATH = '/api/v1';
/** Reachable without a key: it says nothing of this machine. */
export const DOCUMENT_PATH = `${API_PATH}/openapi.json`;

/** The address, from the root of the server on, at which a route is asked for this. */
export function addressOf(route: Route, asked: Readonly<Record<string, unknown>>): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(asked[name])));
  if (!isAskedInQuery(route)) return API_PATH + path;
  const ids = idsIn(route.path);
  const said = Object.entries(asked).filter(([name, value]) => !ids.includes(name) && isSaid(name, value));
  const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
  return API_PATH + path + (query.size === 0 ? '' : `?${query}`);
}

function isSaid(name: string, value: unknown): boolean {
  return value !== undefined && name !== 'content';
}
