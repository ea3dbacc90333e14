import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('reference.py', import.meta.url));

/** Whether Python is installed. */
export function hasPython(): boolean {
  return spawnSync('python3', ['--version']).status === 0;
}

/** Python's csv in one process for all files. */
export class PythonCsv {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #responses: AsyncIterator<string>;

  constructor() {
    this.#process = spawn('python3', [SCRIPT]);
    this.#responses = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** The rows of a file, without blank lines. */
  async rows(file: Buffer, encoding: string, delimiter: string): Promise<readonly (readonly string[])[]> {
    this.#process.stdin.write(`${JSON.stringify({ file: file.toString('base64'), encoding, delimiter })}\n`);
    const { value, done } = await this.#responses.next();
    if (done) throw new Error(`Python ended: ${this.#process.stderr.read()}`);
    return JSON.parse(value) as string[][];
  }

  close(): void {
    this.#process.kill();
  }
}
