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

/** A planned time by the clock of a zone, which it names: it may not be the reader's. */
export function ZonedTime({ value, timeZone }: { value: number; timeZone: string }) {
  const format = useFormatter();
  return (
    <time dateTime={new Date(value).toISOString()} className="tabular-nums">
      {format.dateTime(value, { ...SHAPE, timeZone })}
    </time>
  );
}
