const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A duration in the unit that fits its rounded number: 59 min 40 s is 1 hour. */
export function roundedDistance(ms: number) {
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.round(ms / HOUR_MS);
  if (minutes < 60) return { unit: 'minutes', count: minutes } as const;
  if (hours < 48) return { unit: 'hours', count: hours } as const;
  return { unit: 'days', count: Math.round(ms / DAY_MS) } as const;
}
