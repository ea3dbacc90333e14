import { useFormatter } from 'next-intl';

const SHAPE = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
} as const;

export interface ZonedTimeProps {
  /** Milliseconds since 1970. */
  value: number;
  timeZone: string;
  /** Whether the year is shown, for times that may be in another year. */
  year?: boolean;
}

/** A time with the name of its zone, such as a planned time in its schedule's zone, which may not be the browser's. */
export function ZonedTime({ value, timeZone, year = false }: ZonedTimeProps) {
  const format = useFormatter();
  return (
    <time dateTime={new Date(value).toISOString()} className="tabular-nums">
      {format.dateTime(value, { ...SHAPE, ...(year && { year: 'numeric' }), timeZone })}
    </time>
  );
}
