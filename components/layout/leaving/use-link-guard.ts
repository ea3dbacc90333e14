'use client';

import { useEffect } from 'react';

/**
 * Stops links that leave the page, and passes their address to `onLeave` instead. Links that change only the query or
 * fragment of the URL, such as a link to a step, are followed.
 */
export function useLinkGuard(isDirty: boolean, onLeave: (href: string) => void): void {
  useEffect(() => {
    if (!isDirty) return;
    const onClick = (event: MouseEvent) => {
      const href = leavingLink(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      onLeave(href);
    };
    // Handles the click before the router sees it.
    addEventListener('click', onClick, { capture: true });
    return () => removeEventListener('click', onClick, { capture: true });
  });
}

/** The address of the clicked link, if it opens another page of the console in this tab. */
function leavingLink(event: MouseEvent): string | undefined {
  const isPlainClick = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
  if (!isPlainClick || !link || link.target === '_blank' || link.hasAttribute('download')) return undefined;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== location.origin || pathname === location.pathname) return undefined;
  return pathname + search + hash;
}
