import type { CorpusFile } from './corpus-file.ts';
import type { Examination } from './examine.ts';

/** Messages to and from the examining process. Files are passed by path, so that only the product's memory counts. */

export interface Task extends Pick<CorpusFile, 'encoding' | 'delimiter'> {
  readonly path: string;
}

export interface Report {
  /** Undefined if the product crashed. */
  readonly seen?: Examination;
  readonly crash?: string;
  readonly milliseconds: number;
  /** Peak memory of the process so far, in MB. */
  readonly peakMemory: number;
}
