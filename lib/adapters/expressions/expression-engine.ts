import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';
import { limitOf, MAX_EXPRESSION_CPU_MS, TOO_DEEP, TOO_LARGE, TOO_LONG } from './limits.ts';
import { bodyOf, newQuickjs } from './quickjs.ts';

const require = createRequire(import.meta.url);
const MAX_STACK_BYTES = 256 * 1024;
/** The number of time zones whose snapshots are kept; each has a few MB. */
const MAX_SNAPSHOTS = 8;

/** The engine is in an unknown state, and cannot be used again. The message names the problem of the expression. */
export class BrokenEngine extends Error {}

/**
 * The expression engine, with moment and the time zones. Before each expression, its whole memory is restored to the
 * state after loading, so that no expression can see what another one did.
 */
export class ExpressionEngine {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #memory: WebAssembly.Memory;
  readonly #useZoneFunction: QuickJSHandle;
  readonly #evaluateFunction: QuickJSHandle;
  readonly #loadedSnapshot: Uint8Array;
  readonly #zoneSnapshots = new Map<string, Uint8Array>();
  #deadline = Number.POSITIVE_INFINITY;

  static async open(): Promise<ExpressionEngine> {
    const { quickjs, memory } = await newQuickjs();
    return new ExpressionEngine(quickjs.newRuntime({ maxStackSizeBytes: MAX_STACK_BYTES }), memory);
  }

  private constructor(runtime: QuickJSRuntime, memory: WebAssembly.Memory) {
    this.#runtime = runtime;
    this.#memory = memory;
    this.#context = runtime.newContext();
    this.#runtime.setInterruptHandler(() => this.#isLate());
    this.#run(readFileSync(require.resolve('moment/min/moment.min.js'), 'utf8')).dispose();
    this.#run(readFileSync(require.resolve('moment-timezone/builds/moment-timezone.min.js'), 'utf8')).dispose();
    const load = this.#run('(data) => { moment.tz.load(JSON.parse(data)); }');
    const zones = readFileSync(require.resolve('moment-timezone/data/packed/latest.json'), 'utf8');
    load.consume((handle) => this.#call(handle, zones)).dispose();
    this.#useZoneFunction = this.#run(readScript('zoned-date.js'));
    this.#evaluateFunction = this.#run(readScript('evaluate.js'));
    this.#loadedSnapshot = this.#snapshot();
  }

  /** Throws an Error with the problem of the expression, or BrokenEngine if this engine cannot be used again. */
  evaluate(timeZone: string, expression: string, params: ConfigMap): string {
    this.#enter(timeZone);
    // At least 1, because the random generator would stay at 0 forever.
    const seed = 1 + Math.floor(Math.random() * 0x7ffffffe);
    this.#deadline = cpuMs() + MAX_EXPRESSION_CPU_MS;
    try {
      const result = this.#call(this.#evaluateFunction, JSON.stringify({ body: bodyOf(expression), params, seed }));
      const text = result.consume((handle) => this.#context.getString(handle));
      // Checked here as well, because the engine cannot interrupt a call of one of its built-in functions.
      if (this.#isLate()) throw new Error(TOO_LONG);
      // There was no memory left to return the result.
      if (text === '') throw new Error(TOO_LARGE);
      return JSON.parse(text) as string;
    } catch (error) {
      // WebAssembly has trapped, or the thread had no stack left.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError)
        throw new BrokenEngine(error instanceof RangeError ? TOO_DEEP : TOO_LARGE, { cause: error });
      throw error;
    } finally {
      this.#deadline = Number.POSITIVE_INFINITY;
    }
  }

  #isLate(): boolean {
    return cpuMs() > this.#deadline;
  }

  #enter(timeZone: string): void {
    const snapshot = this.#zoneSnapshots.get(timeZone);
    this.#restore(snapshot ?? this.#loadedSnapshot);
    if (snapshot) return;
    // Cleared, because leftovers of expressions would become part of the snapshot.
    new Uint8Array(this.#memory.buffer).fill(0, this.#loadedSnapshot.length);
    this.#call(this.#useZoneFunction, timeZone).dispose();
    const [oldest] = this.#zoneSnapshots.keys();
    if (oldest !== undefined && this.#zoneSnapshots.size === MAX_SNAPSHOTS) this.#zoneSnapshots.delete(oldest);
    this.#zoneSnapshots.set(timeZone, this.#snapshot());
  }

  #run(script: string): QuickJSHandle {
    return this.#valueOf(this.#context.evalCode(script));
  }

  #call(fn: QuickJSHandle, argument: string): QuickJSHandle {
    const text = this.#context.newString(argument);
    return text.consume((handle) => this.#valueOf(this.#context.callFunction(fn, this.#context.undefined, handle)));
  }

  #valueOf(result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
    if (!result.error) return result.value;
    const error = result.error.consume((handle) => this.#context.dump(handle) as unknown);
    throw new Error(this.#problemOf(error));
  }

  #problemOf(error: unknown): string {
    if (this.#isLate()) return TOO_LONG;
    if (typeof error !== 'object' && error !== '') return `failed: ${error}`;
    const { name, message } = (error || {}) as { readonly name?: unknown; readonly message?: unknown };
    // There was no memory left for the message.
    if (message === undefined) return TOO_LARGE;
    const isEngineError = name === 'InternalError' || name === 'SyntaxError';
    const limit = isEngineError ? limitOf(String(message)) : undefined;
    return limit ?? `failed: ${message}`;
  }

  /** The memory of the engine, without the unused part at its end. */
  #snapshot(): Uint8Array {
    const words = new Uint32Array(this.#memory.buffer);
    let end = words.length;
    while (words[end - 1] === 0) end--;
    return new Uint8Array(this.#memory.buffer).slice(0, end * words.BYTES_PER_ELEMENT);
  }

  /** The memory above the snapshot is not cleared, because the engine treats it as free and does not expect zeros. */
  #restore(snapshot: Uint8Array): void {
    new Uint8Array(this.#memory.buffer).set(snapshot);
  }
}

/** The processor time that this thread has used. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function readScript(name: string): string {
  return readFileSync(new URL(`vm/${name}`, import.meta.url), 'utf8');
}
