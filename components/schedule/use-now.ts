'use client';

import { useEffect, useState } from 'react';

const MINUTE_MS = 60 * 1000;

/** The browser's time, updated every minute; undefined on the server, whose clock may show another minute. */
export function useNow(): number | undefined {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
