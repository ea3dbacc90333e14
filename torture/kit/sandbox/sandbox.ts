import { once } from 'node:events';
import type { Rule } from '#lib/connectors/pinterest/sandbox/script.ts';
import { Program } from '../process.ts';
import { Received } from './received.ts';

/** The receiving service, in a process of its own. The product is compared with its journal. */
export class SandboxProcess {
  readonly url: string;
  readonly received: Received;
  readonly #program: Program;

  private constructor(url: string, folder: string, program: Program) {
    this.url = url;
    this.received = new Received(folder);
    this.#program = program;
  }

  static async start(folder: string, script: readonly Rule[] = []): Promise<SandboxProcess> {
    const program = new Program('torture/kit/sandbox/sandbox-process.ts', [folder]);
    const failed = program.ended.then(({ err }) => Promise.reject(new Error(`The sandbox did not start: ${err}`)));
    const [message] = await Promise.race([once(program.child, 'message'), failed]);
    const sandbox = new SandboxProcess((message as { url: string }).url, folder, program);
    await sandbox.setScript(script);
    return sandbox;
  }

  /** Replaces the script of faults. */
  async setScript(script: readonly Rule[]): Promise<void> {
    const response = await fetch(`${this.url}/__script`, { method: 'POST', body: JSON.stringify(script) });
    if (!response.ok) throw new Error(await response.text());
  }

  async stop(): Promise<void> {
    await this.#program.kill();
  }
}
