'use client';

import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';

/**
 * The query of a list, which is part of the URL, and a function to change it; a change returns to the first page. Each
 * change navigates only once: a second navigation, for the URL alone, would undo a click in between.
 */
export function useListQuery<Query extends object>(current: Query, hrefOf: (query: Query) => string) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [query, setQuery] = useOptimistic(current);
  const change = (changes: Partial<Query>) =>
    startTransition(() => {
      const next = { ...query, ...changes, before: undefined, after: undefined };
      setQuery(next);
      router.replace(hrefOf(next), { scroll: false });
    });
  return [query, change] as const;
}
