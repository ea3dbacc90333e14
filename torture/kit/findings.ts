/** One row of the table of figures. */
export interface Row {
  readonly campaign: string;
  /** What is measured, in words. */
  readonly figure: string;
  readonly measured: string;
  /** The required value; empty if there is none. */
  readonly required: string;
  readonly passed: boolean;
  /** The faults, one line each, if the figure counts faults. */
  readonly faults?: readonly string[];
}

/** The figures of a campaign with their required values. */
export class Findings {
  readonly rows: Row[] = [];
  readonly #campaign: string;

  constructor(campaign: string) {
    this.#campaign = campaign;
  }

  note(figure: string, measured: string | number): void {
    this.#add(figure, measured, '', true);
  }

  equal(figure: string, measured: string | number, required: string | number): void {
    this.#add(
      figure,
      measured,
      typeof required === 'number' ? formatNumber(required) : required,
      measured === required,
    );
  }

  atMost(figure: string, measured: number, most: number, unit = ''): void {
    this.#add(figure, formatNumber(measured) + unit, `≤ ${formatNumber(most)}${unit}`, measured <= most);
  }

  atLeast(figure: string, measured: number, least: number, unit = ''): void {
    this.#add(figure, formatNumber(measured) + unit, `≥ ${formatNumber(least)}${unit}`, measured >= least);
  }

  /** Requires that there are no faults. */
  none(figure: string, faults: readonly string[]): void {
    const measured = formatNumber(faults.length);
    this.rows.push({ campaign: this.#campaign, figure, measured, required: '0', passed: faults.length === 0, faults });
  }

  /** Reports a part that was aborted. Its findings so far are kept. */
  aborted(part: string, error: unknown): void {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const faults = [error instanceof Error ? (error.stack ?? reason) : reason];
    this.rows.push({
      campaign: this.#campaign,
      figure: `${part}: aborted`,
      measured: reason,
      required: 'no',
      passed: false,
      faults,
    });
  }

  #add(figure: string, measured: string | number, required: string, passed: boolean): void {
    const text = typeof measured === 'number' ? formatNumber(measured) : measured;
    this.rows.push({ campaign: this.#campaign, figure, measured: text, required, passed });
  }
}

function formatNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
