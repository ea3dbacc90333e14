import { useFormatter } from 'next-intl';

export interface NumProps {
  value: number;
  /** Maximum fraction digits; 0 by default. */
  digits?: number;
  unit?: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte' | 'percent' | 'millisecond' | 'second';
}

/** For bytes: their short form has no plural in English. */
const WHOLE_WORD = { unitDisplay: 'long' } as const;

/** A localized number with tabular figures. */
export function Num({ value, digits = 0, unit }: NumProps) {
  const format = useFormatter();
  const options = {
    maximumFractionDigits: digits,
    ...(unit && { style: 'unit' as const, unit, ...(unit === 'byte' && WHOLE_WORD) }),
  };
  return <span className="tabular-nums">{format.number(value, options)}</span>;
}
