import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const HOUR_MS = 3_600_000;

/** Sets the clock of the page, and of a product that is started with `settings` after the first `moveTo`. */
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

  /** Sets the current time, in milliseconds since 1970; it advances from there. */
  async moveTo(time: number): Promise<void> {
    await this.#page.clock.setSystemTime(time);
    // Replaced atomically, so that readers never see a partial file.
    writeFileSync(`${this.#file}.new`, String(time - Date.now()));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

/** The next two clock changes of a time zone, one forward and one back. */
export function clockChanges(timeZone: string, after: number): readonly { at: number; isForward: boolean }[] {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offset = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at;
  const first = Math.ceil(after / HOUR_MS) * HOUR_MS;
  return Array.from({ length: 400 * 24 }, (_, hours) => first + hours * HOUR_MS)
    .filter((at) => offset(at) !== offset(at - HOUR_MS))
    .map((at) => ({ at, isForward: offset(at) > offset(at - HOUR_MS) }))
    .slice(0, 2);
}
