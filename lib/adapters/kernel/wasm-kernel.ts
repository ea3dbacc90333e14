import type { Kernel } from '../../core/preparation/kernel.ts';
import { KERNEL } from './kernel-bytes.ts';

/** What the module exports; see `Kernel`. */
type Exports = Omit<Kernel, 'bytes' | 'words' | 'begin' | 'reserve' | 'answer'> & {
  readonly memory: WebAssembly.Memory;
  answers(): number;
  freeFrom(): number;
};

const PAGE_BYTES = 64 * 1024;
const WORD_BYTES = 4;
/** What is read beyond the end of a text. */
const SLACK_BYTES = 64;

let compiled: WebAssembly.Module | undefined;

/** Whether this process can run the kernel: it needs WebAssembly with SIMD. */
export function canRunWasm(): boolean {
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(moduleBytes());
}

function moduleBytes(): Buffer<ArrayBuffer> {
  return Buffer.from(KERNEL, 'base64');
}

/** The kernel in WebAssembly. */
export class WasmKernel implements Kernel {
  readonly begin: number;
  readonly index: Kernel['index'];
  readonly compose: Kernel['compose'];
  readonly resolve: Kernel['resolve'];
  readonly queue: Kernel['queue'];
  readonly hash: Kernel['hash'];
  readonly identify: Kernel['identify'];
  readonly append: Kernel['append'];
  bytes: Uint8Array;
  words: Uint32Array;
  readonly #memory: WebAssembly.Memory;
  /** The word at which answers are. */
  readonly #answers: number;

  constructor() {
    compiled ??= new WebAssembly.Module(moduleBytes());
    const exports = new WebAssembly.Instance(compiled).exports as unknown as Exports;
    this.#memory = exports.memory;
    this.#answers = exports.answers() / WORD_BYTES;
    this.begin = exports.freeFrom();
    this.bytes = new Uint8Array(this.#memory.buffer);
    this.words = new Uint32Array(this.#memory.buffer);
    this.index = exports.index;
    this.compose = exports.compose;
    this.resolve = exports.resolve;
    this.queue = exports.queue;
    this.hash = exports.hash;
    this.identify = exports.identify;
    this.append = exports.append;
  }

  reserve(length: number): void {
    const missing = length + SLACK_BYTES - this.bytes.length;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.bytes = new Uint8Array(this.#memory.buffer);
    this.words = new Uint32Array(this.#memory.buffer);
  }

  answer(word: 0 | 1 | 2): number {
    return this.words[this.#answers + word] ?? 0;
  }
}
