import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const HOUR = 3_600_000;

/** The clock of a product that is started with its `settings`, and of whoever looks at it. To be set before the start. */
export class Clock {
  readonly settings: Readonly<Record<string, string>>;
  readonly #page: Page;
  readonly #file: string;

  constructor(page: Page, folder: string) {
    this.#page = page;
    this.#file = join(folder, 'ahead');
    this.settings = {
      E2E_CLOCK_FILE: this.#file,
      NODE_OPTIONS: `--import ${new URL('moved-clock.ts', import.meta.url)}`,
    };
  }

  /** It is this time now, in milliseconds since 1970, and time goes on from there. */
  async moveTo(time: number): Promise<void> {
    await this.#page.clock.setSystemTime(time);
    // Who reads it finds the one time or the other, never half of it.
    writeFileSync(`${this.#file}.new`, String(time - Date.now()));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

/** The next moments after this one at which the clocks of a zone are changed: one puts them forward, the other back. */
export function changesOf(timeZone: string, after: number): readonly { at: number; isForward: boolean }[] {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offset = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at;
  const first = Math.ceil(after / HOUR) * HOUR;
  return Array.from({ length: 400 * 24 }, (_, hours) => first + hours * HOUR)
    .filter((at) => offset(at) !== offset(at - HOUR))
    .map((at) => ({ at, isForward: offset(at) > offset(at - HOUR) }))
    .slice(0, 2);
}
