import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { ChainFault, ChainReport } from '../../../core/audit/audit-chain.ts';
import type { AuditHead, AuditLink } from '../../system/audit-head.ts';
import type { AuditKeys } from '../../system/audit-keys.ts';
import type { Database } from '../database/database.ts';
import type { AuditLog } from './audit-log.ts';
import { type AuditRow, lastEntryId, NO_HASH, timeOfEntry } from './audit-row.ts';
import { ChainCheck } from './chain-check.ts';

/** How many entries are checked before a pause for other work. This takes a few milliseconds. */
const SLICE_ENTRIES = 1000;
const HEAD_INTERVAL_MS = 1000;
/** A report older than this is still shown, while a new check runs. */
const MAX_REPORT_AGE_MS = 60_000;
/** How long a page waits for a check. */
const MAX_WAIT_MS = 500;
const START: AuditLink = { id: 0, hash: NO_HASH.toString('hex') };

/** How far the log reaches, and how far it is known to have reached. */
interface Reach {
  /** The id of the last entry. */
  readonly last: number;
  /** The highest id ever appended, as the table `audit_reach` says. */
  readonly recorded: number;
  /** The head in the file beside the database. */
  readonly head: AuditLink | undefined;
  /** An entry that was stored elsewhere, and must be in the log. */
  readonly expected: AuditLink | undefined;
}

interface ChainOptions {
  readonly database: Database;
  readonly keys: AuditKeys;
  readonly head: AuditHead;
}

/**
 * Checks the audit log against its hashes and HMACs, and records in a file beside the database how far the log reaches.
 */
export class AuditChain {
  readonly #database: Database;
  readonly #keys: AuditKeys;
  readonly #headFile: AuditHead;
  #timer: NodeJS.Timeout | undefined;
  #checking: Promise<ChainReport> | undefined;
  #latest: { readonly report: ChainReport; readonly at: number } | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor({ database, keys, head }: ChainOptions, log: AuditLog) {
    this.#database = database;
    this.#keys = keys;
    this.#headFile = head;
    log.onAppended = () => {
      // The timer must not belong to the transaction, which may be rolled back.
      this.#timer ??= database.withoutTransaction(() =>
        setTimeout(() => void this.#writeHead().catch(() => {}), HEAD_INTERVAL_MS).unref(),
      );
    };
  }

  /** Checks the entries since the last verified one. Callers share a running check. */
  async checkNew(): Promise<ChainReport> {
    this.#checking ??= this.#database.withoutTransaction(() => this.#checkNew());
    return this.#checking;
  }

  async #checkNew(): Promise<ChainReport> {
    try {
      const report = await this.#check(await this.#verified());
      this.#latest = { report, at: performance.now() };
      return report;
    } finally {
      this.#checking = undefined;
    }
  }

  /**
   * The last report; undefined before the first check. Does not wait, but starts a check in the background if the
   * report is older than `MAX_REPORT_AGE_MS`.
   */
  lastReport(): ChainReport | undefined {
    if (!this.#latest || performance.now() - this.#latest.at > MAX_REPORT_AGE_MS) this.checkNew().catch(() => {});
    return this.#latest?.report;
  }

  /** Like `checkNew`, but after `MAX_WAIT_MS` returns the last report and lets the check continue. */
  async checkSoon(): Promise<ChainReport | undefined> {
    const timer = new AbortController();
    const timeout = sleep(MAX_WAIT_MS, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
    try {
      return await Promise.race([this.checkNew(), timeout.then(() => this.#latest?.report)]);
    } finally {
      timer.abort();
    }
  }

  /** Checks all entries, and that `expected`, which was stored elsewhere, is one of them. */
  checkAll(expected?: AuditLink): Promise<ChainReport> {
    return this.#check(START, expected);
  }

  /** Writes the head to its file, if that is pending and possible. Call it before the database is closed. */
  async close(): Promise<void> {
    // If this fails, the next process writes the head. The failure must not affect a command that has done its work.
    if (this.#timer) await this.#writeHead().catch(() => {});
    await this.#writing;
    this.#isClosed = true;
  }

  async #check(from: AuditLink, expected?: AuditLink): Promise<ChainReport> {
    // Entries appended meanwhile are not checked. The file is read first, so its head is never newer than the entries.
    const head = this.#headFile.read()?.head;
    const { last, recorded } = await this.#reach();
    const check = new ChainCheck(this.#keys, from, await this.#keyOf(from.id));
    for (;;) {
      const rows = await this.#database.all<AuditRow>(
        'SELECT * FROM audit_entry WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
        [check.last.id, last, SLICE_ENTRIES],
      );
      const isIntact = rows.every((row) => check.accept(row));
      if (!isIntact || rows.length < SLICE_ENTRIES) break;
      await nextTurn();
      if (this.#isClosed) break;
    }
    check.end();
    const loss = check.fault ? null : await this.#findLoss({ last, recorded, head, expected });
    const fault = check.fault ?? loss;
    if (!this.#isClosed) await this.#storeMarks(fault, loss ? START : check.intact);
    return {
      entries: last,
      checked: check.last.id - from.id,
      fault,
      head: fault || last === 0 ? null : check.last,
      missingKeys: [...check.missingKeys],
    };
  }

  /** The fault if an entry that must have existed is missing or differs; null if there is none. */
  async #findLoss({ last, recorded, head, expected }: Reach): Promise<ChainFault | null> {
    const lastKnown = Math.max(recorded, head?.id ?? 0, expected?.id ?? 0);
    if (lastKnown > last) return { kind: 'cut', id: last + 1, at: null };
    for (const link of [head, expected]) {
      if (link && link.id > 0 && (await this.#hashOf(link.id)) !== link.hash)
        return { kind: 'changed', id: link.id, at: (await timeOfEntry(this.#database, link.id)) ?? null };
    }
    return null;
  }

  /**
   * Stores the head, and the entry up to which the chain is intact, after which the next check begins. After a fault,
   * the head in the file is not replaced, because it may prove the fault.
   */
  #storeMarks(fault: ChainFault | null, verified: AuditLink): Promise<void> {
    return this.#serialize(async () => {
      const marks = this.#headFile.read();
      const head = fault && marks ? marks.head : await this.#headNow();
      const isStored = marks?.head.id === head.id && marks.verified.id === verified.id;
      if (!isStored || fault) this.#headFile.write({ head, verified });
    });
  }

  /** The last verified entry; the start of the log if this entry no longer has the same hash. */
  async #verified(): Promise<AuditLink> {
    const verified = this.#headFile.read()?.verified ?? START;
    return verified.id === 0 || (await this.#hashOf(verified.id)) === verified.hash ? verified : START;
  }

  #writeHead(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#serialize(async () => {
      const head = await this.#headNow();
      const marks = this.#headFile.read();
      // A head that no longer matches proves that entries were removed or changed, so it is not replaced.
      if (marks && marks.head.id > 0 && (await this.#hashOf(marks.head.id)) !== marks.head.hash) return;
      this.#headFile.write({ head, verified: marks?.verified ?? START });
    });
  }

  /** Serializes read-modify-write of the file. */
  #serialize(write: () => Promise<void>): Promise<void> {
    const written = this.#writing.then(() => (this.#isClosed ? undefined : write()));
    this.#writing = written.catch(() => {}); // the next write includes this one
    return written;
  }

  async #reach(): Promise<Pick<Reach, 'last' | 'recorded'>> {
    // One statement, because an entry could be appended between two.
    const row = await this.#database.get<Pick<Reach, 'last' | 'recorded'>>(
      `SELECT COALESCE(MAX(id), 0) AS last,
          COALESCE((SELECT MAX(last) FROM audit_reach), 0) AS recorded
        FROM audit_entry`,
    );
    return row ?? { last: 0, recorded: 0 };
  }

  async #headNow(): Promise<AuditLink> {
    const id = await lastEntryId(this.#database);
    return id === 0 ? START : { id, hash: (await this.#hashOf(id)) ?? '' };
  }

  #keyOf(id: number): Promise<string | undefined> {
    return this.#database.value<string>('SELECT key_id FROM audit_entry WHERE id = ?', [id]);
  }

  async #hashOf(id: number): Promise<string | undefined> {
    return (await this.#database.value<Buffer>('SELECT hash FROM audit_entry WHERE id = ?', [id]))?.toString('hex');
  }
}
