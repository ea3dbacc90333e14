import { useFormatter } from 'next-intl';

const SHAPE = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const TITLE = { ...SHAPE, weekday: 'short', year: 'numeric', second: '2-digit', timeZoneName: 'short' } as const;

export interface SessionTimeProps {
  /** Milliseconds since 1970. */
  value: number;
  timeZone: string;
}

/** The time of a session in the zone of its workflow. */
export function SessionTime({ value, timeZone }: SessionTimeProps) {
  const format = useFormatter();
  return (
    <time
      dateTime={new Date(value).toISOString()}
      title={format.dateTime(value, { ...TITLE, timeZone })}
      className="whitespace-nowrap tabular-nums"
    >
      {format.dateTime(value, { ...SHAPE, timeZone })}
    </time>
  );
}
