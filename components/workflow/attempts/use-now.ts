'use client';

import { useEffect, useState } from 'react';

const TICK_MS = 500;

/** The server's time, which runs on while something does. `at` is its time at the last answer. */
export function useNow(at: number, isRunning: boolean): number {
  const [now, setNow] = useState(at);
  useEffect(() => {
    setNow(at);
    if (!isRunning) return;
    const received = performance.now();
    const timer = setInterval(() => setNow(at + performance.now() - received), TICK_MS);
    return () => clearInterval(timer);
  }, [at, isRunning]);
  return Math.max(now, at);
}
