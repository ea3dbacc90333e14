/**
 * Set where a person sees how a file is read before it counts: then its likely encoding and header are proposed, also where
 * only the person can know, and columns with the same name are numbered. Programs get none of this.
 */
export interface Proposing {
  /** Whether a saved mapping is for this header. */
  isSavedHeader(names: readonly string[]): boolean;
}
