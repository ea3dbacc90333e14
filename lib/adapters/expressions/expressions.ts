import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import { beginningOf } from '../../core/text/beginning-of.ts';
import type { ExpressionSyntax } from '../../core/workflow/check/check-project.ts';
import type { PrepareOptions } from '../../operations/workflow/prepare-task.ts';
import { expressionSyntax } from './expression-syntax.ts';
import { MAX_EXPRESSION_CPU_MS, MAX_TASK_CPU_MS, TOO_LONG, TOO_LONG_TOGETHER } from './limits.ts';
import type { ExpressionReply, ExpressionRequest, ThreadData } from './thread-messages.ts';

const THREAD = resolve(fileURLToPath(import.meta.url), '../expression-thread.ts');
/**
 * How long to wait for a reply: longer than MAX_EXPRESSION_CPU_MS, at which the engine itself ends an expression and
 * remains usable. The engine cannot interrupt a long call of a built-in function.
 */
const WAIT_MS = MAX_EXPRESSION_CPU_MS + 200;
/** On a busy machine, the wait is repeated until this time has passed: at most three waits, or 3.6 seconds. */
const MAX_WAIT_MS = 3000;
/** How long the engine may take to start on a busy machine. */
const START_MS = 20_000;
/** The stack of the thread, which is enough for the deepest calls that the engine allows. */
const STACK_MB = 16;

/**
 * Parses expressions in this thread, and evaluates them in another, which the first evaluation starts. This thread
 * blocks meanwhile. If the engine cannot end an expression, its thread is terminated, because nothing else ends it.
 */
export class Expressions {
  #syntax: Promise<ExpressionSyntax> | undefined;
  #thread: ExpressionThread | undefined;

  syntax(): Promise<ExpressionSyntax> {
    this.#syntax ??= expressionSyntax();
    return this.#syntax;
  }

  evaluatorFor(timeZone: string): ReturnType<PrepareOptions['expressions']['evaluatorFor']> {
    let cpuMs = 0;
    return (expression, params) => {
      this.#thread ??= new ExpressionThread();
      const reply = this.#thread.evaluate({ timeZone, expression, params });
      if ('cpuMs' in reply) cpuMs += reply.cpuMs;
      else if (reply.isBroken) this.close();
      if ('text' in reply && cpuMs <= MAX_TASK_CPU_MS) return reply.text;
      const problem = 'error' in reply ? reply.error : TOO_LONG_TOGETHER;
      throw new Error(`the expression \${${shortened(expression)}} ${problem}`);
    };
  }

  close(): void {
    this.#thread?.end();
    this.#thread = undefined;
  }
}

class ExpressionThread {
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #port: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadData = { port: port2, signal: this.#signal };
    this.#port = port1;
    // Not imported: the console only parses expressions, and its bundler would look for the file of the thread.
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    this.#worker = new Worker(THREAD, {
      workerData,
      transferList: [port2],
      env: {},
      resourceLimits: { stackSizeMb: STACK_MB },
    });
    this.#worker.unref();
    // Ignored, because the waiting caller notices that there is no reply.
    this.#worker.on('error', () => {});
    const reply = this.#wait(START_MS) ?? { error: 'no reply' };
    if (!('error' in reply)) return;
    this.end();
    throw new Error(`the expression engine did not start: ${reply.error}`);
  }

  evaluate(request: ExpressionRequest): ExpressionReply {
    Atomics.store(this.#signal, 0, 0);
    this.#port.postMessage(request);
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    for (;;) {
      const reply = this.#wait(WAIT_MS);
      if (reply) return reply;
      // The processor time of the thread cannot be read; that of the whole process is an upper bound of it.
      const { user, system } = process.cpuUsage(cpuBefore);
      if ((user + system) / 1000 >= WAIT_MS || performance.now() - startedAt > MAX_WAIT_MS)
        return { error: TOO_LONG, isBroken: true };
    }
  }

  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }

  #wait(milliseconds: number): ExpressionReply | undefined {
    Atomics.wait(this.#signal, 0, 0, milliseconds);
    return receiveMessageOnPort(this.#port)?.message as ExpressionReply | undefined;
  }
}

/** The beginning of the expression on one line, by which a person can find it. */
function shortened(expression: string): string {
  const line = expression.trim().replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${beginningOf(line, 100)}…` : line;
}
