import { useFormatter } from 'next-intl';

/** A duration: "412 ms", "1 min 18 sec", "2 hr 4 min". A negative one, after a clock was set back, is "0 ms". */
export function Duration({ ms }: { ms: number }) {
  const format = useFormatter();
  const texts = partsOf(Math.max(0, ms)).map(([value, unit]) =>
    format.number(value, { style: 'unit', unit, unitDisplay: 'short' }),
  );
  return <span className="tabular-nums">{texts.join(' ')}</span>;
}

type Part = [value: number, unit: 'millisecond' | 'second' | 'minute' | 'hour'];

function partsOf(ms: number): Part[] {
  if (ms < 1000) return [[Math.round(ms), 'millisecond']];
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return [[seconds, 'second']];
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return withoutZero([minutes, 'minute'], [seconds % 60, 'second']);
  return withoutZero([Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute']);
}

function withoutZero(first: Part, second: Part): Part[] {
  return second[0] === 0 ? [first] : [first, second];
}
