import type { EventsFile } from '../kit/events-file.ts';
import type { Random } from '../kit/random.ts';

/** The phase of the job at a kill. `over`: it had already ended, so the kill does not count. */
export type Phase = 'upload' | 'parse' | 'send' | 'finish' | 'over';
export type Victim = 'console' | 'worker' | 'pintd';

export interface Kill {
  readonly victim: Victim;
  readonly phase: Phase;
  /** The result of SQLite's check; undefined for PostgreSQL. */
  readonly integrity: string | undefined;
  /** From the start of the process, or from the kill if only the worker died, to the next progress of the job. */
  resumedMs: number | undefined;
}

/** Executes jobs until it is killed. */
export interface Executor {
  /** Output of the process, for error messages. */
  readonly output: string;
  /** Creates a job for the file; `jobExists` checks for a job ID. */
  createJob(file: EventsFile, jobExists: (job: number) => Promise<boolean>): Promise<number>;
  /** Starts executing the job unless it is running. Returns the start time in ms since 1970. */
  ensureRunning(job: number): number;
  kill(random: Random): Promise<Victim>;
  /** Starts an upload that never receives more than these bytes. */
  startUpload(bytes: Uint8Array): Promise<void>;
  killUpload(): Promise<Victim>;
  stop(): Promise<void>;
}
