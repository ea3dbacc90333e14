import { useFormatter } from 'next-intl';

const SHAPE = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
} as const;

/** A planned time in a time zone, with the zone's name, as it may differ from the browser's. */
export function ZonedTime({ value, timeZone }: { value: number; timeZone: string }) {
  const format = useFormatter();
  return (
    <time dateTime={new Date(value).toISOString()} className="tabular-nums">
      {format.dateTime(value, { ...SHAPE, timeZone })}
    </time>
  );
}
