import { useFormatter } from 'next-intl';

/** `minute` and `second` show the day, too; `timeTo…` only the time of day. */
const SHAPES = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  timeToMinute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  minute: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  timeToSecond: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  timeToMillisecond: {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  },
} as const;

export interface TimeProps {
  /** A Date, milliseconds since 1970 or an ISO string. */
  value: Date | number | string;
  shape?: keyof typeof SHAPES;
  /** The time zone of the object that the time belongs to, if it is not the browser's. */
  timeZone?: string | undefined;
}

/** A localized time. The title has the date, the time to the second, and the zone. */
export function Time({ value, shape = 'minute', timeZone }: TimeProps) {
  const format = useFormatter();
  const date = new Date(value);
  const zone = timeZone === undefined ? {} : { timeZone };
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { ...TITLE, ...zone })}
      className="whitespace-nowrap tabular-nums"
    >
      {format.dateTime(date, { ...SHAPES[shape], ...zone })}
    </time>
  );
}

const TITLE = { ...SHAPES.second, weekday: 'short', year: 'numeric', timeZoneName: 'short' } as const;
