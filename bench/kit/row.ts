/** A row of the table of figures. */
export interface Row {
  readonly figure: string;
  readonly measured: string;
  /** '' if there is none. */
  readonly target: string;
  readonly isMet: boolean;
}

const WHOLE_NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const TWO_DECIMALS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function formatFigure(value: number, unit: string): string {
  return `${(Math.abs(value) < 100 ? TWO_DECIMALS : WHOLE_NUMBER).format(value)}${unit}`;
}

export function note(figure: string, value: number, unit: string): Row {
  return { figure, measured: formatFigure(value, unit), target: '', isMet: true };
}

export function atLeast(figure: string, value: number, least: number, unit: string): Row {
  return {
    figure,
    measured: formatFigure(value, unit),
    target: `≥ ${formatFigure(least, unit)}`,
    isMet: value >= least,
  };
}

export function atMost(figure: string, value: number, most: number, unit: string): Row {
  return { figure, measured: formatFigure(value, unit), target: `≤ ${formatFigure(most, unit)}`, isMet: value <= most };
}
