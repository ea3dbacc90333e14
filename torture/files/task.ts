/** What the process that examines files is asked and says. */

export type Task =
  /** A file of the corpus, whose content lies at a path: what makes it must not count as memory of the product. */
  | { readonly kind: 'made'; readonly name: string; readonly path: string }
  | { readonly kind: 'generated'; readonly seed: string };

export interface Report {
  /** In what the product differs from what is expected, and which promises it broke. */
  readonly faults: readonly string[];
  readonly crash?: string;
  readonly read: number;
  readonly isRefused: boolean;
  readonly milliseconds: number;
  /** Most memory that the process has had so far, in MB. */
  readonly peakMemory: number;
}
