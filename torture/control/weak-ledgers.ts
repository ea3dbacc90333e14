import type { Batch, BatchIntent, JobLedger } from '#lib/core/delivery/ledger.ts';

/** Faulty ledgers, to prove that the harness detects the faults. Each overrides methods of the product's ledger. */
export const weakLedgers: Readonly<Record<string, (ledger: JobLedger) => JobLedger>> = {
  /** Commits nothing until the job ends: a kill loses everything. */
  forgetful: (ledger) => {
    const pending: (() => Promise<unknown>)[] = [];
    const storedBatches = new Map<Batch, Batch>();
    const storedBatch = (batch: Batch) => storedBatches.get(batch) ?? batch;
    const defer = async (write: () => Promise<unknown>): Promise<void> => void pending.push(write);
    return withOverrides(ledger, {
      recordIntent: async (progress, intent) => {
        const batch = intent && batchOf(intent, pending.length);
        await defer(async () => {
          const stored = await ledger.recordIntent(progress, intent);
          if (batch && stored) storedBatches.set(batch, stored);
        });
        return batch;
      },
      recordAttempt: async (batch, sha256) => {
        await defer(() => ledger.recordAttempt(storedBatch(batch), sha256));
        return batch;
      },
      postpone: (batch, ...rest) => defer(() => ledger.postpone(storedBatch(batch), ...rest)),
      settle: (batch, settlement) => defer(() => ledger.settle(storedBatch(batch), settlement)),
      finish: async (...end) => {
        for (const write of pending) await write();
        await ledger.finish(...end);
      },
    });
  },

  /** Commits the progress of reading, but no intent before a call: a crash forgets the calls in flight. */
  without_intents: (ledger) => {
    let batchCount = 0;
    return withOverrides(ledger, {
      recordIntent: async (progress, intent) => {
        await ledger.recordIntent(progress, undefined);
        batchCount += 1;
        return intent && batchOf(intent, batchCount);
      },
      recordAttempt: async (batch) => batch,
      postpone: async () => {},
    });
  },
};

/** The ledger with some of its methods replaced. */
export function withOverrides(ledger: JobLedger, overrides: Partial<JobLedger>): JobLedger {
  return new Proxy(ledger, {
    get: (target, name) => {
      if (Reflect.has(overrides, name)) return Reflect.get(overrides, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A batch that is not in the database: no row has a negative id. */
function batchOf(intent: BatchIntent, number: number): Batch {
  return {
    ...intent,
    id: -1 - number,
    state: 'sending',
    attempts: 1,
    accepted: 0,
    rejected: 0,
    firstSentAt: Date.now(),
    answeredAt: null,
    exchange: { status: null, requestId: null, latencyMs: 0 },
  };
}
