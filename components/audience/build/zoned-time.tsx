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

/** A planned time in the time zone of its schedule. */
export function ZonedTime({ value, timeZone }: { value: number; timeZone: string }) {
  const format = useFormatter();
  return (
    <time dateTime={new Date(value).toISOString()} className="tabular-nums">
      {format.dateTime(value, { ...SHAPE, timeZone })}
    </time>
  );
}
