'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { numberOf } from '#lib/core/network/query-string.ts';

/**
 * The current record is part of the URL: the URL can be shared, and Back closes the record. Opening a record loads no
 * page.
 */
export function useCurrentRecord(): [number | undefined, (record: number | undefined) => void] {
  const params = useSearchParams();
  const record = numberOf(params.get('record') ?? undefined);
  const onOpen = useCallback(
    (next: number | undefined) => {
      const changed = new URLSearchParams(params);
      if (next === undefined) changed.delete('record');
      else changed.set('record', String(next));
      const url = changed.size > 0 ? `?${changed}` : window.location.pathname;
      // Opening and closing add a history entry; moving to another record does not.
      if (next !== undefined && params.has('record')) window.history.replaceState(null, '', url);
      else window.history.pushState(null, '', url);
    },
    [params],
  );
  return [record === 0 ? undefined : record, onOpen];
}
