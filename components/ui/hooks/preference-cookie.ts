/** Whether reviews and the other steps of an export show personal values: `shown` or `hidden`. */
export const PERSONAL_COOKIE = 'review_values';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Stores a preference as a cookie, so that the server renders the page accordingly and nothing shifts. */
export function setPreferenceCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
