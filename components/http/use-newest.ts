'use client';

import { useState } from 'react';

export interface Newest<T> {
  /** To be called with each response to a poll. Returns it. */
  readonly received: (response: T) => T;
  /** Of the page and the cache, the newer state: after a job has ended, a refreshed page may show that it runs again. */
  readonly newest: (cached: T | undefined) => T;
}

/**
 * Compares a page with the responses to its polls by the server's clock. A response that is older than the page that
 * requested it shows that the clock was set back; such a page is older than all responses.
 */
export function useNewest<T>(page: T, atOf: (state: T) => number): Newest<T> {
  const [overtaken, setOvertaken] = useState<T>();
  return {
    received: (response) => {
      if (atOf(response) < atOf(page)) setOvertaken(page);
      return response;
    },
    newest: (cached) => {
      if (cached === undefined) return page;
      return overtaken === page || atOf(cached) > atOf(page) ? cached : page;
    },
  };
}
