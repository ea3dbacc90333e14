'use client';

import { useEffect, useRef } from 'react';

/** Makes the height of the foot that contains it known to styles, so that toasts do not cover its buttons. */
export function FootHeight() {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const foot = ref.current?.parentElement;
    if (!foot) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--foot-height', `${foot.offsetHeight}px`));
    observer.observe(foot);
    return () => {
      observer.disconnect();
      style.removeProperty('--foot-height');
    };
  }, []);
  return <span ref={ref} hidden />;
}
