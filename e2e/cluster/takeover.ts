import type { Page } from '@playwright/test';
import type { JobView } from '../../lib/core/view/job-view.ts';
import { expect } from '../fixtures.ts';
import { expectNoOverflow } from '../page-checks.ts';
import type { Cluster } from './cluster.ts';

/** How many calls the sandbox responds to at once; it delays its other responses until the worker is dead. */
const ANSWERED_CALLS = 2;
const NEVER_MS = 3_000_000;

/** An export whose worker and console are killed in the middle, while its page is open. */
export class Takeover {
  readonly #page: Page;
  readonly #cluster: Cluster;
  readonly #account: string;
  /** The events that the sandbox rejects. */
  readonly #rejected: readonly string[];
  readonly #errors: string[] = [];
  #isWatching = false;

  constructor(page: Page, cluster: Cluster, account: string, rejected: readonly string[] = []) {
    this.#page = page;
    this.#cluster = cluster;
    this.#account = account;
    this.#rejected = rejected;
  }

  /** Must be called before the export begins. */
  async begin(): Promise<void> {
    const match = { account: this.#account, call: { from: ANSWERED_CALLS + 1 } };
    this.#cluster.sandbox.setScript([this.#rejection, { match, do: { delayMs: NEVER_MS } }]);
    this.#page.on('response', (response) => {
      if (response.status() >= 500) this.#errors.push(`${response.status()} ${response.url()}`);
    });
    await this.#page.exposeFunction('reportError', (text: string) => this.#isWatching && this.#errors.push(text));
    await this.#page.addInitScript(reportErrors);
    await this.#page.evaluate(reportErrors);
  }

  /**
   * Kills the worker of the job and the console of the page, when some calls have their responses and others do not.
   */
  async killInTheMiddle(job: number): Promise<void> {
    const { sandbox } = this.#cluster;
    await expect.poll(async () => (await sandbox.received(this.#account)).length).toBeGreaterThan(ANSWERED_CALLS);
    this.#isWatching = true; // until now, forms may have shown errors about empty fields
    await this.#cluster.killWorkerAndConsole(job);
    sandbox.setScript([this.#rejection]);
    await expectNoOverflow(this.#page);
    await this.#page.setViewportSize({ width: 1440, height: 900 });
  }

  /** Checks that the page has shown no error, and that the job counts what the sandbox received. Returns the counts. */
  async end(job: number): Promise<JobView['records']> {
    expect(this.#errors).toEqual([]);
    // In the page, because only browsers resolve the proxy's name.
    const view = await this.#page.evaluate(async (path) => (await fetch(path)).json(), `/api/jobs/${job}`);
    const { records, resentAfterUnknown } = view as JobView;
    const { sandbox } = this.#cluster;
    expect((await sandbox.unique(this.#account)).length).toBe(records.accepted);
    const sent = (await sandbox.events(this.#account)).map(({ event }) => event['event_id']);
    const repeats = sent.length - new Set(sent).size;
    expect(repeats).toBeGreaterThan(0);
    // `resentAfterUnknown` also counts the events of calls that may not have been sent.
    expect(repeats).toBeLessThanOrEqual(resentAfterUnknown);
    return records;
  }

  get #rejection() {
    return { match: { account: this.#account }, do: { failEventIds: [...this.#rejected] } };
  }
}

declare const reportError: (text: string) => void;

/** In the page: reports each error that it shows, however briefly. */
function reportErrors(): void {
  const reported = new Set<string>();
  new MutationObserver(() => {
    const alerts = document.querySelectorAll('[role=alert], [data-sonner-toast][data-type=error]');
    const texts = [...alerts].map(({ textContent }) => textContent);
    const isErrorPage = document.documentElement?.textContent.includes('This page could not be shown');
    for (const text of isErrorPage ? [...texts, 'an error page'] : texts) {
      if (text === '' || reported.has(text)) continue;
      reported.add(text);
      reportError(text);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
}
