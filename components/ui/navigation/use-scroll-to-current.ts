import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls a row of links horizontally, so that the link of the current page is visible. */
export function useScrollToCurrent(path: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current link changes with the page
  useEffect(() => {
    const link = row.current?.querySelector('[aria-current="page"]');
    const scroller = scrollerOf(row.current);
    if (!link || !scroller) return;
    const linkBox = link.getBoundingClientRect();
    const rowBox = scroller.getBoundingClientRect();
    // scrollIntoView would scroll the page as well.
    if (linkBox.left < rowBox.left || linkBox.right > rowBox.right)
      scroller.scrollLeft += linkBox.left - rowBox.left - (rowBox.width - linkBox.width) / 2;
  }, [path]);
  return row;
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  if (!element || getComputedStyle(element).overflowX === 'auto') return element;
  return scrollerOf(element.parentElement);
}
