import { useFormatter } from 'next-intl';

export interface NumProps {
  value: number;
  /** Maximum fraction digits; 0 by default. */
  digits?: number;
  unit?: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte' | 'percent' | 'millisecond' | 'second';
}

/** A localized number with tabular figures. */
export function Num({ value, digits = 0, unit }: NumProps) {
  const format = useFormatter();
  const options = { maximumFractionDigits: digits, ...(unit && { style: 'unit' as const, unit }) };
  return <span className="tabular-nums">{format.number(value, options)}</span>;
}
