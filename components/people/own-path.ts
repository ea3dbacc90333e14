const BASE = 'http://console.invalid';

/** A path of this console to go to after signing in; `/` for anything that could lead elsewhere. */
export function ownPath(to: unknown): string {
  if (typeof to !== 'string' || !URL.canParse(to, BASE)) return '/';
  const { origin, pathname, search, hash } = new URL(to, BASE);
  // The path of `/.//host` is `//host`, which leads to that host.
  return origin === BASE && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
