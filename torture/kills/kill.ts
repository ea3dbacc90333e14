import type { EventsFile } from '../kit/events-file.ts';
import type { Random } from '../kit/random.ts';

/** Where a kill found the job. `over`: it had ended already, which proves nothing. */
export type Phase = 'upload' | 'parse' | 'send' | 'finish' | 'over';
export type Victim = 'console' | 'worker' | 'cli';

export interface Kill {
  readonly victim: Victim;
  readonly phase: Phase;
  readonly integrity: string;
  /** From the start of the process, or from the kill where only the worker died, to the next sign of life of the job. */
  resumedMs: number | undefined;
}

/** Executes jobs until it is killed. */
export interface Executor {
  /** What it said, for when something is wrong. */
  readonly output: string;
  /** Makes a job of the file; `isThere` tells whether there is a job with this number. */
  make(file: EventsFile, isThere: (job: number) => Promise<boolean>): Promise<number>;
  /** Takes the job up, if it does not work on it already. Gives the moment it was started, in ms since 1970. */
  begin(job: number): number;
  kill(random: Random): Promise<Victim>;
  /** Begins to take in a file of which no more than this is going to come. */
  beginUpload(bytes: Uint8Array): Promise<void>;
  killUpload(): Promise<Victim>;
  stop(): Promise<void>;
}
