/** A task of maintenance, such as a cleanup. Running it twice or after an interruption is harmless. */
export interface Sweep {
  /** For logs and reports. */
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

/** The last run of a sweep. */
export interface SweepReport {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly ranAt: number;
  /** The code or name of its error; null if it succeeded. */
  readonly problem: string | null;
}

export interface SweepReports {
  report(name: string, problem: string | null): Promise<void>;
}

/** The code or name of an error. Its message is not used, because it may contain a path or other private data. */
export function codeOrNameOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
