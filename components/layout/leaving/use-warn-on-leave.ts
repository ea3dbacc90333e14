'use client';

import { useEffect } from 'react';

/** Makes the browser ask for confirmation before it leaves the page. */
export function useWarnOnLeave(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isDirty]);
}
