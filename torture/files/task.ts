import type { BadFile } from './bad-file.ts';
import type { Examined } from './examine.ts';

/** What the process that examines files is asked and says: a file on disk, so that nothing but the product is in it. */

export interface Task extends Pick<BadFile, 'encoding' | 'delimiter'> {
  readonly path: string;
}

export interface Report {
  /** Undefined where the product threw what it never should. */
  readonly seen?: Examined;
  readonly crash?: string;
  readonly milliseconds: number;
  /** Most memory that the process has had so far, in MB. */
  readonly peakMemory: number;
}
