/** One row of the table of figures. */
export interface Row {
  readonly campaign: string;
  readonly what: string;
  readonly measured: string;
  /** The required value; empty if there is none. */
  readonly expected: string;
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

  note(what: string, measured: string | number): void {
    this.#add(what, measured, '', true);
  }

  equal(what: string, measured: string | number, expected: string | number): void {
    this.#add(what, measured, typeof expected === 'number' ? formatNumber(expected) : expected, measured === expected);
  }

  atMost(what: string, measured: number, most: number, unit = ''): void {
    this.#add(what, formatNumber(measured) + unit, `≤ ${formatNumber(most)}${unit}`, measured <= most);
  }

  atLeast(what: string, measured: number, least: number, unit = ''): void {
    this.#add(what, formatNumber(measured) + unit, `≥ ${formatNumber(least)}${unit}`, measured >= least);
  }

  /** Requires that there are no faults. */
  none(what: string, faults: readonly string[]): void {
    const measured = formatNumber(faults.length);
    this.rows.push({ campaign: this.#campaign, what, measured, expected: '0', passed: faults.length === 0, faults });
  }

  /** Reports a part that was aborted. Its findings so far are kept. */
  aborted(part: string, error: unknown): void {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const faults = [error instanceof Error ? (error.stack ?? reason) : reason];
    this.rows.push({
      campaign: this.#campaign,
      what: `${part}: aborted`,
      measured: reason,
      expected: 'no',
      passed: false,
      faults,
    });
  }

  #add(what: string, measured: string | number, expected: string, passed: boolean): void {
    const text = typeof measured === 'number' ? formatNumber(measured) : measured;
    this.rows.push({ campaign: this.#campaign, what, measured: text, expected, passed });
  }
}

function formatNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
