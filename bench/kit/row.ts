/** A line of the table: what was measured, what came out, and what it has to be. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** '' where nothing is asked of it. */
  readonly wanted: string;
  readonly met: boolean;
}

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const FINE = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function figure(value: number, unit: string): string {
  return `${(Math.abs(value) < 100 ? FINE : WHOLE).format(value)}${unit}`;
}

export function note(what: string, value: number, unit: string): Row {
  return { what, measured: figure(value, unit), wanted: '', met: true };
}

export function atLeast(what: string, value: number, least: number, unit: string): Row {
  return { what, measured: figure(value, unit), wanted: `≥ ${figure(least, unit)}`, met: value >= least };
}

export function atMost(what: string, value: number, most: number, unit: string): Row {
  return { what, measured: figure(value, unit), wanted: `≤ ${figure(most, unit)}`, met: value <= most };
}
