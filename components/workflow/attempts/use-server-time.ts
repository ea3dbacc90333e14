'use client';

import { useEffect, useState } from 'react';

const TICK_MS = 500;

/** The server's time, which advances while something runs. `at` is the server's time in its last response. */
export function useServerTime(at: number, isRunning: boolean): number {
  const [now, setNow] = useState(at);
  useEffect(() => {
    setNow(at);
    if (!isRunning) return;
    const receivedAt = performance.now();
    const timer = setInterval(() => setNow(at + performance.now() - receivedAt), TICK_MS);
    return () => clearInterval(timer);
  }, [at, isRunning]);
  return Math.max(now, at);
}
