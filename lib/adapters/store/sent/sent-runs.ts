import type { Digest, Digests } from '../../../core/delivery/digests.ts';
import type { Acceptance } from '../../../core/delivery/ledger.ts';
import { DIGEST_BYTES } from '../../../core/kernel/layout.ts';
import { bloomFilter } from '../../event-digests/bloom.ts';
import { PAGES, pageAt } from '../../event-digests/event-digest.ts';
import type { Database } from '../database/database.ts';
import { numbersIn } from '../database/portable-sql.ts';
import type { Row } from '../database/row.ts';

/** A batch in the sent ledger: events that were accepted together. */
export interface SentBatch extends Acceptance {
  readonly id: number;
  readonly digests: Digests;
}

/** Selects batches of the scope in the first parameter. */
export const SENT_BATCHES =
  'SELECT id, job_id AS job, accepted_at AS acceptedAt, digests FROM sent_batch WHERE scope = ?';

/** A digest to look up in a run. */
export interface SentLookup {
  readonly run: number;
  readonly digest: Digest;
}

type SentPage = Row<'sent_page', { entries: Buffer }>;

/** How many pages one statement reads. A page has about 64 entries in a run of usual size. */
const PAGES_AT_ONCE = 256;

/** A digest, the job in 4 bytes, and the time in 6. */
const ENTRY_BYTES = DIGEST_BYTES + 10;

/**
 * Runs of the sent ledger: each consists of many merged batches, and never changes. A lookup in a run reads one page.
 */
export class SentRuns {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Writes a run. Call it in a transaction, like `delete`. */
  async write(scope: string, batches: readonly SentBatch[]): Promise<void> {
    const run = (await this.#database.value(SQL.insertRun, {
      scope,
      job: onlyJobOf(batches),
      newest: batches.reduce((newest, { acceptedAt }) => Math.max(newest, acceptedAt), 0),
      filter: bloomFilter(batches.map(({ digests }) => digests)),
    })) as number;
    const pages = pagesOf(batches).map((entries, page) => [pageId(run, page), entries]);
    await this.#database.runEach(SQL.insertPage, pages);
  }

  /**
   * Looks up digests in runs, and calls `onFound` for each acceptance. Reads each page once, and many pages with one
   * statement.
   */
  async find<Lookup extends SentLookup>(
    lookups: readonly Lookup[],
    onFound: (lookup: Lookup, acceptance: Acceptance) => void,
  ): Promise<void> {
    const lookupsOfPage = Map.groupBy(lookups, ({ run, digest }) => pageId(run, pageAt(digest)));
    const ids = [...lookupsOfPage.keys()];
    for (let start = 0; start < ids.length; start += PAGES_AT_ONCE) {
      const pages = await this.#database.all<SentPage>(SQL.pages, [
        JSON.stringify(ids.slice(start, start + PAGES_AT_ONCE)),
      ]);
      for (const { id, entries } of pages) {
        for (const lookup of lookupsOfPage.get(id) ?? [])
          for (const acceptance of acceptancesIn(entries, lookup.digest)) onFound(lookup, acceptance);
      }
    }
  }

  async delete(run: number): Promise<void> {
    await this.#database.run(SQL.deleteRun, [run]);
    await this.#database.run(SQL.deletePages, [pageId(run, 0), pageId(run, PAGES - 1)]);
  }
}

function* acceptancesIn(page: Buffer, digest: Digest): Generator<Acceptance> {
  for (let at = page.indexOf(digest); at >= 0; at = page.indexOf(digest, at + 1)) {
    if (at % ENTRY_BYTES === 0) yield acceptanceAt(page, at + DIGEST_BYTES);
  }
}

function onlyJobOf(batches: readonly SentBatch[]): number | null {
  const job = batches[0]?.job ?? null;
  return batches.every((batch) => batch.job === job) ? job : null;
}

/** The entries of each page. Copies bytes one by one, because that is fast, and a merge blocks the process. */
function pagesOf(batches: readonly SentBatch[]): Buffer[] {
  const pages = emptyPages(batches);
  const filledBytes = new Uint32Array(PAGES);
  for (const batch of batches) {
    const entry = Buffer.concat([Buffer.alloc(DIGEST_BYTES), acceptanceBytes(batch)]);
    for (let at = 0; at < batch.digests.length; at += DIGEST_BYTES) {
      const page = pageAt(batch.digests, at);
      const end = filledBytes[page] ?? 0;
      for (let i = 0; i < DIGEST_BYTES; i++) entry[i] = batch.digests[at + i] ?? 0;
      pages[page]?.set(entry, end);
      filledBytes[page] = end + ENTRY_BYTES;
    }
  }
  return pages;
}

function emptyPages(batches: readonly SentBatch[]): Buffer[] {
  const counts = new Uint32Array(PAGES);
  for (const { digests } of batches) {
    for (let at = 0; at < digests.length; at += DIGEST_BYTES) {
      const page = pageAt(digests, at);
      counts[page] = (counts[page] ?? 0) + 1;
    }
  }
  return Array.from(counts, (count) => Buffer.alloc(count * ENTRY_BYTES));
}

function pageId(run: number, page: number): number {
  return run * PAGES + page;
}

function acceptanceBytes({ job, acceptedAt }: Acceptance): Buffer {
  const bytes = Buffer.alloc(ENTRY_BYTES - DIGEST_BYTES);
  bytes.writeUInt32BE(job, 0);
  bytes.writeUIntBE(acceptedAt, 4, 6);
  return bytes;
}

function acceptanceAt(page: Buffer, at: number): Acceptance {
  return { job: page.readUInt32BE(at), acceptedAt: page.readUIntBE(at + 4, 6) };
}

const SQL = {
  insertRun:
    'INSERT INTO sent_run (scope, job_id, newest, filter) VALUES (:scope, :job, :newest, :filter) RETURNING id',
  insertPage: 'INSERT INTO sent_page (id, entries) VALUES (?, ?)',
  pages: `SELECT id, entries FROM sent_page WHERE id IN ${numbersIn('?')}`,
  deleteRun: 'DELETE FROM sent_run WHERE id = ?',
  deletePages: 'DELETE FROM sent_page WHERE id BETWEEN ? AND ?',
};
