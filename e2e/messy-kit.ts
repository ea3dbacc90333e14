import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type MessyFile, type MessyOptions, truthOf } from '../examples/messy/messy-file.ts';
import { targetsOf, type Units } from '../lib/core/record/field-target.ts';
import { freePort } from '../lib/start/port.ts';
import { EventRecorder } from '../tests/kit/event-recorder.ts';
import { compare, writeMessyFile } from '../tests/kit/messy.ts';
import { expect } from './fixtures.ts';
import { Product } from './product.ts';
import { pintd } from './shell.ts';
import { SEND_BUTTON } from './steps.ts';

/** The export of a messy file by a person, whose actions are counted. */

/** Counts what a person does: each click, each choice from a list, each field that is typed into, each chosen file. */
export class CountedPerson {
  readonly page: Page;
  readonly actions: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  async click(target: Locator): Promise<void> {
    await target.click();
    this.actions.push('click');
  }

  async press(role: 'button' | 'link', name: string | RegExp): Promise<void> {
    await this.page.getByRole(role, { name }).last().click();
    this.actions.push(String(name));
  }

  async choose(label: string | RegExp, option: string | RegExp): Promise<void> {
    await this.page.getByLabel(label).click();
    await this.page.getByRole('option', { name: option }).first().click();
    this.actions.push(`${label}: ${option}`);
  }

  async type(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).fill(text);
    this.actions.push(label);
  }

  async upload(path: string): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles(path);
    this.actions.push(path);
  }
}

/** A product whose only authentication is live, so that none has to be chosen; the events it sends are recorded. */
export class OwnProduct {
  readonly product: Product;
  readonly recorder: EventRecorder;
  readonly folder: string;

  private constructor(product: Product, recorder: EventRecorder, folder: string) {
    this.product = product;
    this.recorder = recorder;
    this.folder = folder;
  }

  static async start(): Promise<OwnProduct> {
    const folder = mkdtempSync(join(tmpdir(), 'pintd-messy-'));
    const recorder = await EventRecorder.start();
    const settings = { PINTD_DATA_DIR: folder, PINTEREST_API_BASE_URL: recorder.url };
    await pintd(['auth:create', 'Shop'], 'pina_messy', { ...process.env, ...settings });
    const product = new Product(await freePort('127.0.0.1', 0), folder, settings);
    await product.waitUntilReady();
    return new OwnProduct(product, recorder, folder);
  }

  async stop(): Promise<void> {
    this.product.kill('SIGKILL');
    await this.recorder.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Fails unless exactly the events of this file were received since the last call. */
export function expectTruth(recorder: EventRecorder, file: MessyFile, week: MessyOptions): void {
  const { right, wrong, surplus } = compare(recorder.digests, truthOf(file, week));
  expect(wrong.slice(0, 3), `${wrong.length} wrong, ${right} right`).toEqual([]);
  expect([surplus, recorder.repeated]).toEqual([[], 0]);
  expect(right).toBeGreaterThan(week.records / 5);
  recorder.reset();
}

/** By file: the time zone of the browser in which the file is opened. The page proposes it. */
export const ZONES: Readonly<Record<string, string>> = {
  'german-shop.csv': 'Europe/Berlin',
  'japanese-shop.csv': 'Asia/Tokyo',
  'us-orders.xlsx': 'America/Chicago',
  'app-events.txt': 'Europe/London',
  'shop-history.csv': 'America/New_York',
};

/** A million records are checked while other tests run, and sent at the rate that Pinterest allows. */
const LARGE_FILE_TIMEOUT_MS = 180_000;

const STEP = /\/exports\/new\/\d+\/(sheet|header|match|review|send)$/;

interface MessyExport {
  readonly file: MessyFile;
  readonly week: MessyOptions;
  readonly account: string;
}

/** Exports a file: from the upload to the finished job. */
export async function exportFile(
  person: CountedPerson,
  own: OwnProduct,
  { file, week, account }: MessyExport,
): Promise<void> {
  const { page } = person;
  const path = join(own.folder, file.name);
  await writeMessyFile(path, file, week);
  await page.goto(`${own.product.url}/exports/new`);
  await person.upload(path);
  await page.waitForURL(STEP);
  for (let step = stepOf(page); step !== 'send'; step = stepOf(page)) {
    await STEPS[step]?.(person, file);
    await page.waitForURL((url) => STEP.test(url.pathname) && !url.pathname.endsWith(`/${step}`));
  }
  await sendTo(person, file, account);
}

function stepOf(page: Page): string {
  return STEP.exec(new URL(page.url()).pathname)?.[1] ?? '';
}

const STEPS: Readonly<Record<string, (person: CountedPerson, file: MessyFile) => Promise<void>>> = {
  sheet: (person) => person.press('link', /^Continue with/),
  header: (person) => person.press('link', 'Match columns'),
  match: matchColumns,
  review: repairInReview,
};

/** Accepts the suggestions, and answers the remaining questions. */
async function matchColumns(person: CountedPerson, file: MessyFile): Promise<void> {
  const { page } = person;
  await expect(page.getByText(/^\S+ distinct$/).first()).toBeVisible();
  // Until this text is hidden, the page does not know which questions are open.
  await expect(page.getByText('The values are still being read.')).toBeHidden();
  const suggestions = page.getByRole('button', { name: /^Use \d+ suggestions?$/ });
  const status = page.getByRole('status').filter({ hasText: /left|open|answer/i });
  // The suggestions for open values and questions arrive later.
  await expect.poll(async () => (await suggestions.isVisible()) || !(await status.isVisible())).toBe(true);
  if (await suggestions.isVisible()) await person.click(suggestions);
  await expect(suggestions).toBeHidden();
  if (await status.isVisible()) {
    await person.press('button', 'Answer or change');
    await answerQuestions(person, file);
    await person.press('button', 'Use these answers');
  }
  await person.press('button', 'Review the records');
}

const QUESTIONS = {
  timezone: /^In which time zone/,
  dates: /^Which comes first/,
  decimals: /^What separates decimals/,
  country: /^Which country/,
} as const;

async function answerQuestions(person: CountedPerson, { mapping }: MessyFile): Promise<void> {
  const units = Object.assign({}, ...Object.values(mapping).flatMap(targetsOf)) as Units;
  for (const [unit, label] of Object.entries(QUESTIONS)) {
    const question = person.page.getByRole('dialog').getByLabel(label);
    const option = ANSWERS[units[unit as keyof Units] ?? ''] ?? units[unit as keyof Units];
    if (option === undefined || (await question.count()) === 0) continue;
    if (!(await question.textContent())?.includes(option)) await person.choose(label, new RegExp(`^${option}`));
  }
}

/** How the console shows the units of a mapping. */
const ANSWERS: Readonly<Record<string, string>> = {
  day_first: 'Day first',
  month_first: 'Month first',
  comma: 'Comma',
  point: 'Point',
  DE: 'Germany',
  JP: 'Japan',
  US: 'United States',
};

async function repairInReview(person: CountedPerson): Promise<void> {
  const { page } = person;
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible({ timeout: LARGE_FILE_TIMEOUT_MS });
  const repair = page.getByRole('button', { name: /^Repair \S+ records?…$/ });
  if (await repair.isVisible()) {
    await person.press('button', /^Repair \S+ records?…$/);
    await person.press('button', /^Repair \S+ records?$/);
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await person.press('link', /^Continue with/);
}

async function sendTo(person: CountedPerson, { repeats }: MessyFile, account: string): Promise<void> {
  const { page } = person;
  const field = page.getByLabel('Ad Account ID');
  await expect(field).toBeVisible();
  if ((await field.inputValue()) !== account) await person.type('Ad Account ID', account);
  const last = page.getByRole('radio', { name: 'Last only' });
  if (repeats === 'last' && !(await last.isChecked())) await person.click(last);
  await person.press('button', SEND_BUTTON);
  await person.click(page.getByRole('alertdialog').getByRole('button', { name: SEND_BUTTON }));
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible({ timeout: LARGE_FILE_TIMEOUT_MS });
}
