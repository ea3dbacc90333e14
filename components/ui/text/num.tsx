import { useFormatter } from 'next-intl';

export interface NumProps {
  value: number;
  /** At most this many digits after the point; none unless told. */
  digits?: number;
  unit?: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte' | 'percent' | 'millisecond' | 'second';
}

/** A number in the reader's own writing, with digits of one width. */
export function Num({ value, digits = 0, unit }: NumProps) {
  const format = useFormatter();
  const options = { maximumFractionDigits: digits, ...(unit && { style: 'unit' as const, unit }) };
  return <span className="tabular-nums">{format.number(value, options)}</span>;
}
