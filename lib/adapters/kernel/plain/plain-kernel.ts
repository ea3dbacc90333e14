import type {
  AppendCall,
  ComposeCall,
  HashCall,
  IdentifyCall,
  IndexCall,
  Kernel,
  QueueCall,
  ResolveCall,
} from '../../../core/kernel/kernel.ts';
import { append } from './append.ts';
import { hash, identify, queue } from './hash.ts';
import { index } from './index-rows.ts';
import { PlainMemory } from './memory.ts';
import { compose, resolve } from './resolve.ts';

/** The first address in use: 0 means no address, and the first event needs a byte before it. */
const BEGIN = 64;

/**
 * The kernel in plain TypeScript: for machines without SIMD, and for tests that compare the WebAssembly kernel with it.
 */
export class PlainKernel implements Kernel {
  readonly begin = BEGIN;
  readonly #memory = new PlainMemory();

  get bytes(): Uint8Array {
    return this.#memory.bytes;
  }

  get words(): Uint32Array {
    return this.#memory.words;
  }

  reserve(length: number): void {
    this.#memory.reserve(length);
  }

  output(word: 0 | 1 | 2): number {
    return this.#memory.outputs[word] ?? 0;
  }

  index(call: IndexCall): number {
    return index(this.#memory, call);
  }

  compose(call: ComposeCall): void {
    compose(this.#memory, call);
  }

  resolve(call: ResolveCall): number {
    return resolve(this.#memory, call);
  }

  queue(call: QueueCall): number {
    return queue(this.#memory, call);
  }

  hash(call: HashCall): number {
    return hash(this.#memory, call);
  }

  append(call: AppendCall): number {
    return append(this.#memory, call);
  }

  identify(call: IdentifyCall): number {
    return identify(this.#memory, call);
  }
}
