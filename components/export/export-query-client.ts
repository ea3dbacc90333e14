'use client';

import { QueryClient } from '@tanstack/react-query';

/** The query cache of the export steps. */
export const exportQueryClient = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
});
