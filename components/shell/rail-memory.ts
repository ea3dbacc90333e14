/** A cookie, so that the server draws the rail as it was left and nothing jumps. */
export const RAIL_COOKIE = 'rail';
export const RAIL_EXPANDED = 'expanded';

const YEAR = 365 * 24 * 60 * 60;

export function rememberRail(expanded: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${RAIL_COOKIE}=${expanded ? RAIL_EXPANDED : 'icons'}; path=/; max-age=${YEAR}; samesite=lax`;
}
