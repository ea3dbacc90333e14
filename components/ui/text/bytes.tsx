import { Num } from './num.tsx';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in decimal units. */
export function Bytes({ value }: { value: number }) {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  const amount = value / 1000 ** power;
  return <Num value={amount} digits={power > 0 && amount < 10 ? 1 : 0} unit={UNITS[power]} />;
}
