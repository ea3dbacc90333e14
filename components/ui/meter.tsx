'use client';

import { Meter as Base } from '@base-ui/react/meter';

export interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** What is read out: "361 of 5,000 calls". */
  text: string;
}

/** How much of a limit is used. */
export function Meter({ label, value, max, text }: MeterProps) {
  return (
    <Base.Root aria-label={label} value={Math.min(value, max)} max={max} getAriaValueText={() => text}>
      <Base.Track className="h-2 overflow-hidden rounded-full bg-chart-track">
        <Base.Indicator className="rounded-full bg-chart-accepted" />
      </Base.Track>
    </Base.Root>
  );
}
