'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { pageOf } from './page-of.ts';

/** The page of a list that the URL selects. */
export function usePages<Item extends { readonly id: number }>(items: readonly Item[]) {
  return pageOf(items, { path: usePathname(), search: useSearchParams() });
}
