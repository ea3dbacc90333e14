// npm run bench:sent: cost of remembering and recalling a batch of 1000 events with 0 to 10 million in the sent
// ledger, compared with plain tables. `-- 1` stops at one million.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database as Connection } from 'better-sqlite3';
import Table from 'cli-table3';
import { digestsOf } from '../lib/adapters/event-digests/event-digest.ts';
import { applyMigrations } from '../lib/adapters/store/migrations/migrations.ts';
import { SentLedger } from '../lib/adapters/store/sent/sent-ledger.ts';
import { databasePath, openConnection } from '../lib/adapters/store/sqlite/connection.ts';
import { SqliteDatabase } from '../lib/adapters/store/sqlite/sqlite-database.ts';
import { countOf, type Digests, digestAt } from '../lib/core/delivery/digests.ts';

const BATCH = 1000;
const ROUNDS = 264; // four merges of 66 batches
const SIZES = [0, 1, 5, 10].filter((millions) => millions <= Number(process.argv[2] ?? 10));

/** A way to store accepted events. `remember` is called within a transaction. */
interface Design {
  remember(digests: Digests): Promise<void>;
  recall(digests: Digests): unknown;
}

const DESIGNS: Readonly<Record<string, (connection: Connection, database: SqliteDatabase) => Design>> = {
  'row per event': (connection) => rowPerEvent(connection, ''),
  'row per event, WITHOUT ROWID': (connection) => rowPerEvent(connection, 'WITHOUT ROWID'),
  'sent ledger': (_, database) => sentLedger(database),
};

function rowPerEvent(connection: Connection, storage: string): Design {
  const columns = 'digest BLOB NOT NULL PRIMARY KEY, job_id INTEGER NOT NULL, accepted_at BIGINT NOT NULL';
  connection.exec(`CREATE TABLE IF NOT EXISTS accepted_event (${columns}) ${storage}`);
  const insert = connection.prepare(
    `INSERT INTO accepted_event VALUES (?, 1, ?)
     ON CONFLICT (digest) DO UPDATE SET job_id = excluded.job_id, accepted_at = excluded.accepted_at`,
  );
  const find = connection.prepare('SELECT job_id FROM accepted_event WHERE digest = ? AND job_id <> ?').pluck();
  const digestsIn = (digests: Digests) =>
    Array.from({ length: countOf(digests) }, (_, index) => digestAt(digests, index));
  return {
    remember: async (digests) => {
      for (const digest of digestsIn(digests)) insert.run(digest, Date.now());
    },
    recall: (digests) => digestsIn(digests).map((digest) => find.get(digest, 2)),
  };
}

function sentLedger(database: SqliteDatabase): Design {
  const sent = new SentLedger(database);
  const scope = { connector: 'bench', account: '549764609761', destination: 'https://bench.test' };
  return {
    remember: (digests) => sent.remember(scope, digests, { job: 1, acceptedAt: Date.now() }, 0),
    recall: (digests) => sent.recall(scope, digests, { since: 0, except: 2 }),
  };
}

/** A database with one design, filled further for each size. */
class GrowingLedger {
  readonly #path: string;
  readonly #connection: Connection;
  readonly #database: SqliteDatabase;
  readonly #make: (typeof DESIGNS)[string];
  #design: Design;
  #events = 0;

  constructor(path: string, make: (typeof DESIGNS)[string]) {
    this.#path = path;
    this.#connection = openConnection(path, { busyTimeoutMs: 1000 });
    this.#database = new SqliteDatabase(this.#connection);
    this.#make = make;
    this.#design = make(this.#connection, this.#database);
  }

  /** Stores events up to this number; without durability, since filling is not measured. */
  async fill(eventCount: number): Promise<void> {
    this.#connection.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000');
    const addHundredBatches = async () => {
      for (let batch = 0; batch < 100; batch++) await this.#rememberNext();
    };
    while (this.#events < eventCount) await this.#database.transaction(addHundredBatches);
    this.#connection.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL; PRAGMA cache_size = -16000');
    this.#connection.exec('PRAGMA shrink_memory');
  }

  async measure(): Promise<string[]> {
    this.#design = this.#make(this.#connection, this.#database); // as in a new process
    const first = await timesOf(1, () => this.#design.recall(this.#newBatch()));
    const recallNew = await timesOf(ROUNDS, () => this.#design.recall(this.#newBatch()));
    const recallKnown = await timesOf(ROUNDS, () => this.#design.recall(this.#rememberedBatch()));
    const remember = await timesOf(ROUNDS, () => this.#database.transaction(() => this.#rememberNext()));
    const walBytes = await this.#walBytes();
    return [
      ...[remember, recallNew, recallKnown].map(({ median, cpu, max }) => [median, cpu, max].map(inMs).join(' / ')),
      inMs(first.max),
      `${Math.round(walBytes / 1024)} KB`,
      megabytes(statSync(this.#path).size),
      megabytes(memory()),
    ];
  }

  close(): void {
    this.#connection.close();
  }

  async #rememberNext(): Promise<void> {
    await this.#design.remember(batchFrom(this.#events));
    this.#events += BATCH;
  }

  #newBatch(): Digests {
    return batchFrom(1e9 + Math.floor(Math.random() * 1e9));
  }

  /** Events that were remembered before; new ones if there are none. */
  #rememberedBatch(): Digests {
    return batchFrom(Math.floor(Math.random() * Math.max(1, this.#events - BATCH)));
  }

  /** Growth of the write-ahead log per batch between two checkpoints. */
  async #walBytes(): Promise<number> {
    this.#connection.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0');
    await timesOf(ROUNDS, () => this.#database.transaction(() => this.#rememberNext()));
    const { size } = statSync(`${this.#path}-wal`);
    this.#connection.exec('PRAGMA wal_autocheckpoint = 1000; PRAGMA wal_checkpoint(TRUNCATE)');
    return size / ROUNDS;
  }
}

function batchFrom(first: number): Digests {
  return digestsOf(Array.from({ length: BATCH }, (_, index) => `checkout\0order-${first + index}`));
}

interface Times {
  readonly median: number;
  /** Mean processor time, which depends less on other load. */
  readonly cpu: number;
  readonly max: number;
}

async function timesOf(roundCount: number, work: () => unknown): Promise<Times> {
  const durations: number[] = [];
  const before = process.cpuUsage();
  for (let round = 0; round < roundCount; round++) {
    const start = performance.now();
    await work();
    durations.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  durations.sort((a, b) => a - b);
  return {
    median: durations[roundCount >> 1] ?? 0,
    cpu: (user + system) / 1000 / roundCount,
    max: durations.at(-1) ?? 0,
  };
}

function inMs(time: number): string {
  return time.toFixed(1);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** JavaScript memory, without the database's own cache of 16 MB. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function measureDesign(name: string, make: (typeof DESIGNS)[string], table: Table.Table): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-bench-'));
  try {
    await applyMigrations(databasePath(folder));
    const ledger = new GrowingLedger(databasePath(folder), make);
    for (const millions of SIZES) {
      await ledger.fill(millions * 1e6);
      table.push([name, `${millions} M`, ...(await ledger.measure())]);
    }
    ledger.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const head = [
  'design',
  'events',
  'remember',
  'recall, all new',
  'recall, all known',
  'first recall',
  'log per batch',
  'file',
  'memory',
];
const table = new Table({ head, style: { head: [], border: [] } });
for (const [name, make] of Object.entries(DESIGNS)) await measureDesign(name, make, table);
console.log(
  `A batch of ${BATCH}: median / mean processor time / max, in ms. remember: including commit, merges and checkpoints.`,
);
console.log(table.toString());
