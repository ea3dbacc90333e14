/** Something that clears up. Running it twice, or after it was cut short, does no harm. */
export interface Sweep {
  /** For logs and reports. */
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

/** How a sweep went last. */
export interface SweepReport {
  readonly name: string;
  readonly ranAt: number;
  /** The code of what went wrong; null where nothing did. */
  readonly problem: string | null;
}

export interface SweepReports {
  report(name: string, problem: string | null): void;
}

/** A code alone: a message may name a path or worse. */
export function problemOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
