'use client';

import { QueryClient } from '@tanstack/react-query';

/** What the steps of an export ask the server for. */
export const exportQueries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
});
