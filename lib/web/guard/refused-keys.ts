import type { NewEntry } from '../../core/audit/audit-entry.ts';
import { networkOf } from '../../core/network/client-network.ts';
import { ANONYMOUS } from '../visitor.ts';

export interface RefusedKeysOptions {
  readonly append: (entry: NewEntry) => void;
  readonly now: () => number;
}

const WINDOW_MS = 15 * 60 * 1000;
/** Maximum number of counts in a window. Refusals that get no count of their own are counted together, by reason. */
const MAX_COUNTS = 50;
/** The address in the entries of refusals that are counted together. */
const OTHER_NETWORKS = '*';

interface RefusalCount {
  readonly entry: NewEntry;
  /** How many refusals followed the first one, which already has an entry. */
  repeatCount: number;
}

/**
 * Logs refused API keys so that a flood does not fill the audit log: the first refusal for a network, actor and reason
 * in a quarter of an hour is logged immediately, and all later ones when it is over, as one entry with their count.
 */
export class RefusedKeys {
  readonly #options: RefusedKeysOptions;
  readonly #counts = new Map<string, RefusalCount>();
  #window = 0;

  constructor(options: RefusedKeysOptions) {
    this.#options = options;
  }

  record(actor: NewEntry['actor'], code: string): void {
    this.writePast();
    const key = JSON.stringify([networkOf(actor.from?.address ?? ''), actor.kind, actor.id, code]);
    const count = this.#counts.get(key);
    if (count) count.repeatCount += 1;
    else if (this.#counts.size < MAX_COUNTS) this.#begin(key, actor, code);
    else this.#countTogether(code);
  }

  #countTogether(code: string): void {
    const count = this.#counts.get(code);
    if (count) count.repeatCount += 1;
    else this.#begin(code, { ...ANONYMOUS.actor, from: { address: OTHER_NETWORKS } }, code);
  }

  #begin(key: string, actor: NewEntry['actor'], code: string): void {
    const entry: NewEntry = { actor, action: 'useApiKey', outcome: 'refused', code };
    this.#counts.set(key, { entry, repeatCount: 0 });
    this.#options.append(entry);
  }

  /** Writes the counts of a past window. */
  writePast(): void {
    const window = Math.floor(this.#options.now() / WINDOW_MS);
    if (window === this.#window) return;
    this.#window = window;
    this.writeAll();
  }

  /** Writes all counts, even those of the current window. */
  writeAll(): void {
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    for (const { entry, repeatCount } of counts)
      if (repeatCount > 0) this.#options.append({ ...entry, times: repeatCount });
  }
}
