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

/** Runs. Each consists of many merged batches, and never changes. Finding a digest in it reads only one page. */
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
    const pages = pagesOf(batches).map((entries, page) => [idOf(run, page), entries]);
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
    const lookupsOfPage = Map.groupBy(lookups, pageIdOf);
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
    await this.#database.run(SQL.deletePages, [idOf(run, 0), idOf(run, PAGES - 1)]);
  }
}

function pageIdOf({ run, digest }: SentLookup): number {
  return idOf(run, pageAt(digest));
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

/** The entries of each page, written as bytes for speed, because a merge blocks the process. */
function pagesOf(batches: readonly SentBatch[]): Buffer[] {
  const pages = emptyPages(batches);
  const filled = new Uint32Array(PAGES);
  for (const batch of batches) {
    const entry = Buffer.concat([Buffer.alloc(DIGEST_BYTES), encode(batch)]);
    for (let at = 0; at < batch.digests.length; at += DIGEST_BYTES) {
      const page = pageAt(batch.digests, at);
      const to = filled[page] ?? 0;
      for (let i = 0; i < DIGEST_BYTES; i++) entry[i] = batch.digests[at + i] ?? 0;
      pages[page]?.set(entry, to);
      filled[page] = to + ENTRY_BYTES;
    }
  }
  return pages;
}

function emptyPages(batches: readonly SentBatch[]): Buffer[] {
  const entries = new Uint32Array(PAGES);
  for (const { digests } of batches) {
    for (let at = 0; at < digests.length; at += DIGEST_BYTES) {
      const page = pageAt(digests, at);
      entries[page] = (entries[page] ?? 0) + 1;
    }
  }
  return Array.from(entries, (count) => Buffer.alloc(count * ENTRY_BYTES));
}

function idOf(run: number, page: number): number {
  return run * PAGES + page;
}

function encode({ job, acceptedAt }: Acceptance): Buffer {
  const bytes = Buffer.alloc(ENTRY_BYTES - DIGEST_BYTES);
  bytes.writeUIntBE(acceptedAt, bytes.writeUInt32BE(job), 6);
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
