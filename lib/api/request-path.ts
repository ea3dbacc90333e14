import { idsIn, type Route, takesQuery } from './route.ts';

export const API_PATH = '/api/v1';
/** Public: the document says nothing about this installation. */
export const DOCUMENT_PATH = `${API_PATH}/openapi.json`;

/** The path and query of a request to a route with this input. */
export function requestPathOf(route: Route, input: Readonly<Record<string, unknown>>): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
  if (!takesQuery(route)) return API_PATH + path;
  const ids = idsIn(route.path);
  const queryMembers = Object.entries(input).filter(([name, value]) => !ids.includes(name) && isInQuery(name, value));
  const query = new URLSearchParams(queryMembers.map(([name, value]) => [name, String(value)]));
  return API_PATH + path + (query.size === 0 ? '' : `?${query}`);
}

function isInQuery(name: string, value: unknown): boolean {
  return value !== undefined && name !== 'content';
}
