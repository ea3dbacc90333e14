'use client';

import { useEffect } from 'react';

const BADGE = /^\(\d+\) /;

/** Prefixes the page's title with a count unless it is 0. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const mark = () => {
      const plain = document.title.replace(BADGE, '');
      const title = count === 0 ? plain : `(${count}) ${plain}`;
      if (document.title !== title) document.title = title;
    };
    mark();
    // Pages replace the title.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [count]);
}
