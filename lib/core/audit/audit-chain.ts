/**
 * Why the chain of entries is broken. `changed`: an entry or its place differs from what was written. `missing`:
 * entries were taken out. `forged`: an entry was not written by this product. `cut`: entries are missing at the end.
 */
export const CHAIN_FAULTS = ['changed', 'missing', 'forged', 'cut'] as const;
type ChainFaultKind = (typeof CHAIN_FAULTS)[number];

/** The first entry that breaks the chain. */
export interface ChainFault {
  readonly kind: ChainFaultKind;
  readonly id: number;
  /** The time that the entry itself records; null if the entry is missing. */
  readonly at: number | null;
}

export interface ChainReport {
  /** How many entries there are. */
  readonly entries: number;
  /** How many of the entries were compared now; the others were compared earlier. */
  readonly checked: number;
  readonly fault: ChainFault | null;
  /** The newest entry, to be kept elsewhere; null for an empty log, or a broken one. */
  readonly head: { readonly id: number; readonly hash: string } | null;
  /** The keys of entries whose HMAC could not be compared, because the key file no longer has these keys. */
  readonly missingKeys: readonly string[];
}
