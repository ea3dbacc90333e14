import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { MAX_MEMORY_MB } from './limits.ts';

const PAGES_PER_MB = 16;

/**
 * An engine of its own. The size of its memory is the limit: the engine counts allocations only in part, and the limit that it has
 * itself does not hold.
 */
export async function newQuickjs(): Promise<{
  readonly quickjs: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
}> {
  const memory = new WebAssembly.Memory({ initial: 16 * PAGES_PER_MB, maximum: MAX_MEMORY_MB * PAGES_PER_MB });
  return { quickjs: await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory })), memory };
}

/** The body of a function that evaluates an expression with the properties of `this` as variables. */
export function bodyOf(expression: string): string {
  // The line break ends a comment.
  return `with(this){return (${expression}\n)}`;
}
