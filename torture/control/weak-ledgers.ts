import type { Batch, BatchIntent, JobLedger } from '#lib/core/delivery/ledger.ts';

/** Ledgers with a fault, to see that the harness finds it. Each passes on what it does not spoil. */
export const weakLedgers: Readonly<Record<string, (ledger: JobLedger) => JobLedger>> = {
  /** Commits nothing until the job ends: a kill takes everything with it. */
  forgetful: (ledger) => {
    const held: (() => Promise<unknown>)[] = [];
    const real = new Map<Batch, Batch>();
    const known = (batch: Batch) => real.get(batch) ?? batch;
    const hold = async (write: () => Promise<unknown>): Promise<void> => void held.push(write);
    return over(ledger, {
      intend: async (progress, intent) => {
        const batch = intent && batchOf(intent, held.length);
        await hold(async () => {
          const stored = await ledger.intend(progress, intent);
          if (batch && stored) real.set(batch, stored);
        });
        return batch;
      },
      attempt: async (batch, sha256) => {
        await hold(() => ledger.attempt(known(batch), sha256));
        return batch;
      },
      postpone: (batch, ...rest) => hold(() => ledger.postpone(known(batch), ...rest)),
      settle: (batch, settlement) => hold(() => ledger.settle(known(batch), settlement)),
      finish: async (...end) => {
        for (const write of held) await write();
        await ledger.finish(...end);
      },
    });
  },

  /** Commits how far it has read, but no intent before a call: what was under way when it died is forgotten. */
  without_intents: (ledger) => {
    let batches = 0;
    return over(ledger, {
      intend: async (progress, intent) => {
        await ledger.intend(progress, undefined);
        batches += 1;
        return intent && batchOf(intent, batches);
      },
      attempt: async (batch) => batch,
      postpone: async () => {},
    });
  },
};

/** The ledger, with some of its writes replaced. */
export function over(ledger: JobLedger, changed: Partial<JobLedger>): JobLedger {
  return new Proxy(ledger, {
    get: (target, name) => {
      if (Reflect.has(changed, name)) return Reflect.get(changed, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A batch that the database does not know: no row has a negative id. */
function batchOf(intent: BatchIntent, number: number): Batch {
  return {
    ...intent,
    ...{ id: -1 - number, state: 'sending', attempts: 1, accepted: 0, rejected: 0 },
    ...{ firstSentAt: Date.now(), answeredAt: null, exchange: { status: null, requestId: null, latencyMs: 0 } },
  };
}
