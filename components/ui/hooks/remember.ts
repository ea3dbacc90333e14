const YEAR = 365 * 24 * 60 * 60;

/** A choice that this browser keeps, as a cookie: the server then draws the page as it was left, and nothing jumps. */
export function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}
