'use client';

import { useEffect } from 'react';

const BADGE = /^\(\d+\) /;

/** Puts a number before the page's title, whatever page that is, until it is 0. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const mark = () => {
      const plain = document.title.replace(BADGE, '');
      const wanted = count === 0 ? plain : `(${count}) ${plain}`;
      if (document.title !== wanted) document.title = wanted;
    };
    mark();
    // Each page brings its own title.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [count]);
}
