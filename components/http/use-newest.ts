'use client';

import { useState } from 'react';

export interface Newest<T> {
  /** Takes note of a response to a poll, and returns it. */
  readonly received: (response: T) => T;
  /** The newer of two states: the page's, which changes with each refresh of the page, and the cached one. */
  readonly newest: (cached: T | undefined) => T;
}

/**
 * Compares a page with the responses to its polls by the server's clock. A response that is older than the page that
 * requested it shows that the clock was set back; such a page counts as older than all responses.
 */
export function useNewest<T>(page: T, atOf: (state: T) => number): Newest<T> {
  const [outdatedPage, setOutdatedPage] = useState<T>();
  return {
    received: (response) => {
      if (atOf(response) < atOf(page)) setOutdatedPage(page);
      return response;
    },
    newest: (cached) => {
      if (cached === undefined) return page;
      return outdatedPage === page || atOf(cached) > atOf(page) ? cached : page;
    },
  };
}
