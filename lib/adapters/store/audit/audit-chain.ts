import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { ChainFault, ChainReport } from '../../../core/audit/audit-chain.ts';
import type { OtherAction } from '../../../core/audit/audit-entry.ts';
import type { AuditHead, AuditLink } from '../../system/audit-head.ts';
import type { AuditKeys } from '../../system/audit-keys.ts';
import type { Database } from '../database/database.ts';
import type { AuditLog } from './audit-log.ts';
import { type AuditRow, hashOf, lastEntryId, NO_HASH, timeOfEntry } from './audit-row.ts';

/** How many entries are checked before a pause for other work. This takes a few milliseconds. */
const SLICE = 1000;
const HEAD_INTERVAL_MS = 1000;
/** A report that is older is shown once more, while a new check runs. */
const MAX_REPORT_AGE_MS = 60_000;
/** How long a page waits for a check. */
const MAX_WAIT_MS = 500;
const START: AuditLink = { id: 0, hash: NO_HASH.toString('hex') };

/** How far the log reaches, and how far it is known to have reached. */
interface Reach {
  readonly last: number;
  /** The highest id that the database has recorded. */
  readonly remembered: number;
  /** The record beside the database. */
  readonly kept: AuditLink | undefined;
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
  readonly #head: AuditHead;
  #timer: NodeJS.Timeout | undefined;
  #checking: Promise<ChainReport> | undefined;
  #latest: { readonly report: ChainReport; readonly at: number } | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor({ database, keys, head }: ChainOptions, log: AuditLog) {
    this.#database = database;
    this.#keys = keys;
    this.#head = head;
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

  /** Writes a pending record of the head, if possible. Call before the database is closed. */
  async close(): Promise<void> {
    // If this fails, the next process writes it. The failure must not affect a command that has done its work.
    if (this.#timer) await this.#writeHead().catch(() => {});
    await this.#writing;
    this.#isClosed = true;
  }

  async #check(from: AuditLink, expected?: AuditLink): Promise<ChainReport> {
    // Entries appended meanwhile are not checked. The record is read first, so it is never newer than the entries.
    const kept = this.#head.read()?.head;
    const { last, remembered } = await this.#reach();
    const check = new ChainCheck(this.#keys, from, await this.#keyOf(from.id));
    for (;;) {
      const rows = await this.#database.all<AuditRow>(
        'SELECT * FROM audit_entry WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
        [check.last.id, last, SLICE],
      );
      for (const row of rows) if (!check.accept(row)) break;
      if (check.fault || rows.length < SLICE) break;
      await nextTurn();
      if (this.#isClosed) break;
    }
    check.end();
    const fault = check.fault ?? (await this.#findLoss({ last, remembered, kept, expected }));
    const head = fault || last === 0 ? null : check.last;
    if (!this.#isClosed) await this.#storeMarks(fault, check.fault || !fault ? check.intact : START);
    return { entries: last, checked: check.last.id - from.id, fault, head, missingKeys: [...check.missingKeys] };
  }

  /** The fault if an entry that must have existed is missing or differs; null if there is none. */
  async #findLoss({ last, remembered, kept, expected }: Reach): Promise<ChainFault | null> {
    const reach = Math.max(remembered, kept?.id ?? 0, expected?.id ?? 0);
    if (reach > last) return { kind: 'cut', id: last + 1, at: null };
    for (const link of [kept, expected]) {
      if (link && link.id > 0 && (await this.#hashOf(link.id)) !== link.hash)
        return { kind: 'changed', id: link.id, at: (await timeOfEntry(this.#database, link.id)) ?? null };
    }
    return null;
  }

  /** Stores how far the chain is intact, where the next check begins. A head that proves a fault is not replaced. */
  #storeMarks(fault: ChainFault | null, verified: AuditLink): Promise<void> {
    return this.#serialize(async () => {
      const marks = this.#head.read();
      const head = (fault && marks?.head) ?? (await this.#headNow());
      const isSame = marks && marks.head.id === head.id && marks.verified.id === verified.id;
      if (!isSame || fault) this.#head.write({ head, verified });
    });
  }

  async #verified(): Promise<AuditLink> {
    const verified = this.#head.read()?.verified;
    return verified && (verified.id === 0 || (await this.#hashOf(verified.id)) === verified.hash) ? verified : START;
  }

  #writeHead(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#serialize(async () => {
      const head = await this.#headNow();
      const kept = this.#head.read();
      // A record that no longer matches proves that entries were removed or changed, so it is not replaced.
      if (kept && kept.head.id > 0 && (await this.#hashOf(kept.head.id)) !== kept.head.hash) return;
      this.#head.write({ head, verified: kept?.verified ?? START });
    });
  }

  /** Serializes read-modify-write of the record. */
  #serialize(write: () => Promise<void>): Promise<void> {
    const written = this.#writing.then(() => (this.#isClosed ? undefined : write()));
    this.#writing = written.catch(() => {}); // the next write includes this one
    return written;
  }

  async #reach(): Promise<Pick<Reach, 'last' | 'remembered'>> {
    // One statement, because an entry could be appended between two.
    const row = await this.#database.get<Pick<Reach, 'last' | 'remembered'>>(
      `SELECT COALESCE(MAX(id), 0) AS last,
        COALESCE((SELECT MAX(last) FROM audit_reach), 0) AS remembered FROM audit_entry`,
    );
    return row ?? { last: 0, remembered: 0 };
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

/** Actions whose entry may be the first with a known key after entries whose key is not in the file. */
const NEW_KEY_ACTIONS: ReadonlySet<string> = new Set<OtherAction>(['changeAuditKey', 'restoreBackup']);

/** One pass over the entries in their order. */
class ChainCheck {
  readonly #keys: AuditKeys;
  readonly missingKeys = new Set<string>();
  last: AuditLink;
  /** The last entry before unproven ones; the next check begins after it. */
  intact: AuditLink;
  fault: ChainFault | undefined;
  #hash: Buffer;
  /** The age of the newest key so far. Later entries may only have this key or newer ones. */
  #age: number;
  /**
   * The first of the latest entries whose HMAC cannot be checked. A later entry with a known key covers their hashes.
   */
  #unproven: AuditRow | undefined;

  /** `keyOfFrom`: the id of the key of the entry `from`; undefined at the start of the log. */
  constructor(keys: AuditKeys, from: AuditLink, keyOfFrom: string | undefined) {
    this.#keys = keys;
    this.last = from;
    this.intact = from;
    this.#hash = Buffer.from(from.hash, 'hex');
    this.#age = keys.ageOf(keyOfFrom ?? '') ?? Number.POSITIVE_INFINITY;
  }

  /** Checks the next entry; false if it does not fit. */
  accept(row: AuditRow): boolean {
    const kind = this.#faultOf(row);
    if (kind === 'missing') this.fault = { kind, id: this.last.id + 1, at: null };
    else if (kind) this.fault = { kind, id: row.id, at: row.at };
    if (kind) return false;
    this.#hash = row.hash;
    this.last = { id: row.id, hash: row.hash.toString('hex') };
    if (!this.#unproven) this.intact = this.last;
    return true;
  }

  end(): void {
    if (!this.fault && this.#unproven) this.fault = { kind: 'forged', id: this.#unproven.id, at: this.#unproven.at };
  }

  #faultOf(row: AuditRow): ChainFault['kind'] | undefined {
    if (row.id !== this.last.id + 1) return 'missing';
    if (!hashOf(row, this.#hash).equals(row.hash)) return 'changed';
    const age = this.#keys.ageOf(row.key_id);
    if (age === undefined) return this.#faultWithoutKey(row);
    if (age > this.#age || !this.#keys.mac(row.key_id, row.hash)?.equals(row.mac)) return 'forged';
    if (this.#unproven && !NEW_KEY_ACTIONS.has(row.action)) return 'forged';
    this.#unproven = undefined;
    this.#age = age;
    return undefined;
  }

  /**
   * Handles an entry whose key is not in the file. Removed keys are older than those of the file, so it must not follow
   * an entry with a known key.
   */
  #faultWithoutKey(row: AuditRow): ChainFault['kind'] | undefined {
    if (Number.isFinite(this.#age)) return 'forged';
    this.missingKeys.add(row.key_id);
    this.#unproven ??= row;
    return undefined;
  }
}
