import { useFormatter, useNow } from 'next-intl';

const SHAPE = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const ZONED = { weekday: 'short', timeZoneName: 'short' } as const;
const SECONDS = { second: '2-digit' } as const;
const YEAR = { year: 'numeric' } as const;
const MINUTE_MS = 60_000;

export interface SessionTimeProps {
  /** Milliseconds since 1970. */
  value: number;
  timeZone: string;
  /** Whether to show the weekday and the zone, where the page does not show them beside the time. */
  isZoned?: boolean;
}

/**
 * The time of a session in the zone of its workflow: with the year unless it is the current one, and with seconds
 * unless they are 0.
 */
export function SessionTime({ value, timeZone, isZoned = false }: SessionTimeProps) {
  const format = useFormatter();
  const now = useNow();
  const yearOf = (time: number | Date) => format.dateTime(time, { ...YEAR, timeZone });
  return (
    <time
      dateTime={new Date(value).toISOString()}
      title={format.dateTime(value, { ...SHAPE, ...ZONED, ...YEAR, ...SECONDS, timeZone })}
      className="whitespace-nowrap tabular-nums"
    >
      {format.dateTime(value, {
        ...SHAPE,
        ...(isZoned && ZONED),
        ...(yearOf(value) !== yearOf(now) && YEAR),
        ...(value % MINUTE_MS !== 0 && SECONDS),
        timeZone,
      })}
    </time>
  );
}
