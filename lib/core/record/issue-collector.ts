import type { Cell } from './field.ts';

/** Collects the codes of the issues that a field's rule finds in a text, without reporting them. */
export class IssueCollector implements Cell {
  readonly now: number;
  readonly isIp: (text: string) => boolean;
  readonly #errors: string[] = [];
  readonly #warnings: string[] = [];

  constructor(now: number, isIp: (text: string) => boolean) {
    this.now = now;
    this.isIp = isIp;
  }

  error(code: string): undefined {
    this.#errors.push(code);
  }

  warn(code: string): void {
    this.#warnings.push(code);
  }

  get hasError(): boolean {
    return this.#errors.length > 0;
  }

  /** The code of the first error, or of the first warning if there is no error. */
  get firstCode(): string | undefined {
    return this.#errors[0] ?? this.#warnings[0];
  }

  hasAny(codes: ReadonlySet<string>): boolean {
    for (const code of this.#errors) if (codes.has(code)) return true;
    for (const code of this.#warnings) if (codes.has(code)) return true;
    return false;
  }
}
