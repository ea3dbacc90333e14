/** One line of the table of figures. */
export interface Row {
  readonly campaign: string;
  readonly what: string;
  readonly measured: string;
  /** What it has to be; empty for a figure that is only told. */
  readonly wanted: string;
  readonly passed: boolean;
  /** What was wrong, a line each, where the figure counts faults. */
  readonly faults?: readonly string[];
}

/** What a campaign found: figures, each beside what it has to be. */
export class Findings {
  readonly rows: Row[] = [];
  readonly #campaign: string;

  constructor(campaign: string) {
    this.#campaign = campaign;
  }

  note(what: string, measured: string | number): void {
    this.#add(what, measured, '', true);
  }

  equal(what: string, measured: string | number, wanted: string | number): void {
    this.#add(what, measured, typeof wanted === 'number' ? number(wanted) : wanted, measured === wanted);
  }

  atMost(what: string, measured: number, most: number, unit = ''): void {
    this.#add(what, number(measured) + unit, `≤ ${number(most)}${unit}`, measured <= most);
  }

  atLeast(what: string, measured: number, least: number, unit = ''): void {
    this.#add(what, number(measured) + unit, `≥ ${number(least)}${unit}`, measured >= least);
  }

  /** None of these may be there. */
  none(what: string, faults: readonly string[]): void {
    const measured = number(faults.length);
    this.rows.push({ campaign: this.#campaign, what, measured, wanted: '0', passed: faults.length === 0, faults });
  }

  #add(what: string, measured: string | number, wanted: string, passed: boolean): void {
    const text = typeof measured === 'number' ? number(measured) : measured;
    this.rows.push({ campaign: this.#campaign, what, measured: text, wanted, passed });
  }
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
